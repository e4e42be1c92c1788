import { strict as assert } from 'node:assert';
import { mendAllocations } from '../../../../src/core/analysis/mend-allocations.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { sourcesOf } from '../../../support/sources.js';

const RANK = `function copy(list) {
  return [...list, 1];
}
function pair(item) {
  return { item };
}
function copies(lists) {
  let sum = 0;
  for (let i = 0; i < lists.length; i++) sum += copy(lists[i]).length;
  return sum;
}
function all(lists) {
  return copies(lists);
}
function both(lists) {
  return copy(lists).length + pair(lists).item.length;
}
function rank(lists) {
  return { best: copy(lists) };
}
function add(a, b) {
  return a + b;
}
`;

describe('mendAllocations', () => {
  const sources = sourcesOf({ '/rank.js': RANK });
  const mend = (bytes: string, samples: string | undefined) => {
    const allocations = profileFromText(bytes, { kind: 'allocations' });
    const timeline = samples === undefined ? undefined : profileFromText(samples);
    const { profile, moved } = mendAllocations(allocations, timeline, sources);
    return { lines: textFromProfile(profile).split('\n'), moved };
  };

  it('gives the bytes of a function that makes nothing to the one it calls that does', () => {
    const { lines, moved } = mend('copies@/rank.js:7:16 900', 'copy@/rank.js:1:14 50');
    assert.deepEqual(lines, ['copies@/rank.js:7:16>copy@/rank.js:1:14 900']);
    assert.equal(moved, 900);
  });

  it('follows calls of calls', () => {
    const { lines } = mend('all@/rank.js:12:13 900', 'copy@/rank.js:1:14 50');
    assert.deepEqual(lines, ['all@/rank.js:12:13>copies@/rank.js:7:1>copy@/rank.js:1:14 900']);
  });

  it('divides among several as they allocate otherwise', () => {
    const { lines } = mend(
      `both@/rank.js:15:14 800
       other@/other.js:1:1>copy@/rank.js:1:14 30
       other@/other.js:1:1>pair@/rank.js:4:14 10`,
      'copy@/rank.js:1:14 50\npair@/rank.js:4:14 50',
    );
    assert.deepEqual(lines.slice(0, 2), [
      'both@/rank.js:15:14>copy@/rank.js:1:14 600',
      'both@/rank.js:15:14>pair@/rank.js:4:14 200',
    ]);
  });

  for (const [why, bytes, samples] of [
    ['it makes something itself', 'rank@/rank.js:18:14 900', 'copy@/rank.js:1:14 50'],
    ['it calls nobody who does', 'add@/rank.js:21:13 900', 'add@/rank.js:21:13 50'],
    [
      'who does was hardly sampled beside it',
      'copies@/rank.js:7:16 900',
      'copies@/rank.js:7:16 990\ncopy@/rank.js:1:14 10',
    ],
    [
      'several may have done it, of which nothing is known',
      'both@/rank.js:15:14 900',
      'copy@/rank.js:1:14 50\npair@/rank.js:4:14 50',
    ],
    ['nobody has its source', 'copies@/gone.js:7:16 900', 'copy@/rank.js:1:14 50'],
    ['the CPU was not sampled', 'copies@/rank.js:7:16 900', undefined],
  ] as const) {
    it(`leaves bytes alone when ${why}`, () => {
      assert.deepEqual(mend(bytes, samples), { lines: [bytes], moved: 0 });
    });
  }
});
