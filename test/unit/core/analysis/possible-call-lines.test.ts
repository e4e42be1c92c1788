import assert from 'node:assert/strict';
import { possibleCallLines } from '../../../../src/core/analysis/possible-call-lines.js';
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

describe('possibleCallLines', () => {
  const sources = sourcesOf({ '/rank.js': RANK });
  const called = (name: string): FrameFunction => ({
    ...{ name, file: '/lib.js', line: 1, column: 1, kind: 'code' },
  });
  const rank: FrameFunction = { ...called('rank'), file: '/rank.js' };

  it('are the lines that call something of that name', () => {
    assert.deepEqual(possibleCallLines(sources, rank, called('score')), [4]);
    assert.deepEqual(possibleCallLines(sources, rank, called('Ranker.score')), [4]);
    assert.deepEqual(possibleCallLines(sources, { ...rank, name: '' }, called('rank')), [9]);
    assert.deepEqual(possibleCallLines(sources, rank, called('boost')), [5, 7]);
  });

  it('are those that hand the function to a call', () => {
    const text =
      'function rank(items) {\n  return items\n    .map((item) =>\n      item * 2);\n}\n';
    const handing = sourcesOf({ '/rank.js': text });
    const arrow = { ...called(''), file: '/rank.js', line: 3, column: 10 };
    assert.deepEqual(possibleCallLines(handing, rank, arrow), [3]);
  });

  it('are none where nothing is called so, or there is no text', () => {
    assert.deepEqual(possibleCallLines(sources, rank, called('other')), []);
    assert.deepEqual(possibleCallLines(sources, rank, called('')), []);
    assert.deepEqual(possibleCallLines(sources, called('rank'), called('score')), []);
  });

  it('gives call lines to functions that no sampler has seen called', () => {
    const timeline = profileFromText('rank@/rank.js:1>score@/lib.js:1#2 30');
    assert.equal(
      textFromProfile(fuseCallLines(timeline, undefined, sources).profile).trim(),
      'rank@/rank.js:1#4>score@/lib.js:1#2 30',
    );
  });

  it('are an estimate where there are several: the busiest one is taken', () => {
    const timeline = profileFromText(
      'rank@/rank.js:1#5 2\nrank@/rank.js:1#7 1\nrank@/rank.js:1>boost@/lib.js:1#2 30',
    );
    const { profile, evidence } = fuseCallLines(timeline, undefined, sources);
    assert.match(textFromProfile(profile), /rank@\/rank\.js:1#5>boost@\/lib\.js:1#2 30/);
    assert.equal(evidence.guessedTotal('/rank.js', 5), 30);
    assert.equal(evidence.guessedTotal('/rank.js', 7), 0);
  });
});
