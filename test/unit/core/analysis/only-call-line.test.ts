import assert from 'node:assert/strict';
import { onlyCallLine } from '../../../../src/core/analysis/only-call-line.js';
import { fuseCallLines } from '../../../../src/core/analysis/fuse-call-lines.js';
import type { FrameFunction } from '../../../../src/core/model/profile.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { sourcesOf } from '../../../support/sources.js';

const RANK = `function rank(items) {
  let best = 0;
  for (const item of items) {
    best = Math.max(best, score(item));
    best += boost(item);
  }
  return best + boost(items[0]);
}
rank([1]);
`;

describe('onlyCallLine', () => {
  const sources = sourcesOf({ '/rank.js': RANK });
  const called = (name: string): FrameFunction => ({
    ...{ name, file: '/lib.js', line: 1, column: 1, kind: 'code' },
  });
  const rank: FrameFunction = { ...called('rank'), file: '/rank.js' };

  it('is the line that makes the only call', () => {
    assert.equal(onlyCallLine(sources, rank, called('score')), 4);
    assert.equal(onlyCallLine(sources, rank, called('Ranker.score')), 4);
    assert.equal(onlyCallLine(sources, { ...rank, name: '' }, called('rank')), 9);
  });

  it('is none where there are several calls, no call, no name or no text', () => {
    assert.equal(onlyCallLine(sources, rank, called('boost')), undefined);
    assert.equal(onlyCallLine(sources, rank, called('other')), undefined);
    assert.equal(onlyCallLine(sources, rank, called('')), undefined);
    assert.equal(onlyCallLine(sources, called('rank'), called('score')), undefined);
  });

  it('gives call lines to functions that no sampler has seen called', () => {
    const timeline = profileFromText('rank@/rank.js:1>score@/lib.js:1#2 30');
    assert.equal(
      textFromProfile(fuseCallLines(timeline, undefined, sources)).trim(),
      'rank@/rank.js:1#4>score@/lib.js:1#2 30',
    );
  });
});
