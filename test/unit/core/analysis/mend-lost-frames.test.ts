import assert from 'node:assert/strict';
import { mendLostFrames } from '../../../../src/core/analysis/mend-lost-frames.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { sourcesOf } from '../../../support/sources.js';

const FILTER = `const seen = [];
function isSeen(id) {
  return seen.includes(id);
}
function withoutSeen(items) {
  let kept = 0;
  for (const item of items) {
    if (!isSeen(item)) kept += 1;
    if (seen.includes(item) && isSeen(item)) kept += 1;
    kept += weight(item);
  }
  return kept;
}
function weight(item) {
  return item.weight * 2;
}
function twice(id) {
  if (seen.includes(id)) return 1;
  return seen.indexOf(id);
}
function both(id) {
  return twice(id);
}
`;

describe('mendLostFrames', () => {
  const sources = sourcesOf({ '/filter.js': FILTER });
  const mend = (text: string) => {
    const { profile, repaired, repairedLines } = mendLostFrames(profileFromText(text), sources);
    return { text: textFromProfile(profile).trim(), repaired, lines: [...repairedLines] };
  };

  it('gives the time of a line that only calls to the line that walks an array', () => {
    const mended = mend(`
      withoutSeen@/filter.js:5#8 90
      withoutSeen@/filter.js:5#7 4
      withoutSeen@/filter.js:5>isSeen@/filter.js:2#3 6
    `);
    assert.deepEqual(mended.text.split('\n'), [
      'withoutSeen@/filter.js:5#7 4',
      'withoutSeen@/filter.js:5>isSeen@/filter.js:2#3 96',
    ]);
    assert.equal(mended.repaired, 90);
    assert.deepEqual(mended.lines, ['/filter.js\0' + '3']);
  });

  for (const [why, text] of [
    ['the callee was sampled well', 'a@/filter.js:5#8 9\na@/filter.js:5>isSeen@/filter.js:2#3 60'],
    ['the line walks an array itself', 'withoutSeen@/filter.js:5#9 90'],
    ['the callee walks none', 'withoutSeen@/filter.js:5#10 90'],
    ['two lines of the callee walk one', 'both@/filter.js:21#22 90'],
    ['nobody has its source', 'withoutSeen@/gone.js:5#8 90'],
  ] as const) {
    it(`leaves a line alone when ${why}`, () => {
      assert.equal(mend(text).text, textFromProfile(profileFromText(text)).trim());
    });
  }
});
