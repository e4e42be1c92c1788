import { strict as assert } from 'node:assert';
import { mendCallLines } from '../../../../src/core/analysis/mend-call-lines.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { sourcesOf } from '../../../support/sources.js';

const RANK = `import { score } from './score.js';

const end = Date.now() + 1500;
while (Date.now() < end) {
  slow();
  quick();
}

function slow() {
  for (const item of items) {
    log(item);
    item.value = score(item);
  }
  return items.map(score).concat(
    score(items[0]));
}

function quick() {
  return 1;
}
`;

const SOURCES = sourcesOf({ '/rank.js': RANK });

/** The stacks of the drawing, with every call on a line that makes it. */
function mended(drawing: string, sources = SOURCES): string[] {
  const profile = mendCallLines(profileFromText(drawing), sources);
  return textFromProfile(profile).trim().split('\n').sort();
}

describe('mendCallLines', () => {
  it('moves calls from the head of a loop to the lines that make them', () => {
    assert.deepEqual(
      mended(`
        @/rank.js:0#4>slow@/rank.js:0#10 30
        @/rank.js:0#5>slow@/rank.js:0#10 20
        @/rank.js:0#5>quick@/rank.js:0#19 10
        @/rank.js:0#4 1
      `),
      [
        '@/rank.js:0#4 1',
        '@/rank.js:0#5>slow@/rank.js:0#10 50',
        '@/rank.js:0#6>quick@/rank.js:0#19 10',
      ],
    );
  });

  it('finds out by the line which function has no name', () => {
    assert.deepEqual(mended('@/rank.js:0#4>@/rank.js:0#19 10'), [
      '@/rank.js:0#6>@/rank.js:0#19 10',
    ]);
  });

  it('takes the nearest of several lines, the later one of two that are as near', () => {
    const of = (line: number) => mended(`slow@/rank.js:0#${line}>score@/score.js:0#1 1`)[0];
    assert.equal(of(10), 'slow@/rank.js:0#12>score@/score.js:0#1 1');
    assert.equal(of(13), 'slow@/rank.js:0#12>score@/score.js:0#1 1');
  });

  it('believes a line that mentions the callee, though it does not call it', () => {
    const drawing = 'slow@/rank.js:0#14>score@/score.js:0#1 1';
    assert.deepEqual(mended(drawing), [drawing]);
  });

  it('leaves alone what it cannot know', () => {
    for (const drawing of [
      // Nothing of this name is called.
      'slow@/rank.js:0#10>rescore@/score.js:0#1 1',
      // The line is in another function, so whose it is nobody knows.
      'elsewhere@/rank.js:0#10>score@/score.js:0#1 1',
      'slow@/unreadable.js:0#10>score@/score.js:0#1 1',
    ]) {
      assert.deepEqual(mended(drawing), [drawing]);
    }
    const drawing = '@/rank.js:0#4>slow@/rank.js:0#10 30';
    assert.deepEqual(
      mended(drawing, sourcesOf({ '/rank.js': RANK }, {}, { '/rank.js': undefined })),
      [drawing],
    );
  });
});
