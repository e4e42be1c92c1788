import assert from 'node:assert/strict';
import {
  functionText,
  heatLevel,
  lineText,
} from '../../../src/editor/annotations/annotation-text.js';
import type { LineFigures } from '../../../src/analyst/questions.js';

function line(part: Partial<LineFigures>): LineFigures {
  return {
    ...{ line: 1, function: 0, selfUs: 1_000_000, totalUs: 1_000_000 },
    ...{
      selfShare: 0.25,
      totalShare: 0.25,
      ownShare: 0.25,
      attribution: 'sampled',
      gcUs: 0,
      gcPauses: 0,
      totalAttribution: 'sampled',
    },
    ...part,
  };
}

describe('text of annotations', () => {
  it('a line that does all by itself has one figure', () => {
    assert.equal(lineText(line({})), '25 % · 1.00 s');
  });

  it('a line that calls says what is its own', () => {
    assert.equal(lineText(line({ selfUs: 200_000, selfShare: 0.05 })), '25 % · 1.00 s, 5.0 % self');
    assert.equal(lineText(line({ selfUs: 0, selfShare: 0 })), '25 % · 1.00 s in calls');
  });

  it('a line that alone allocates in its function tells of the pauses', () => {
    const pauses = { gcUs: 240_000, gcPauses: 3 };
    assert.equal(lineText(line(pauses)), '25 % · 1.00 s · GC 240 ms in 3 pauses');
    assert.equal(lineText(line({ ...pauses, gcUs: 2000 })), '25 % · 1.00 s');
  });

  it('an estimate is marked', () => {
    assert.equal(lineText(line({ attribution: 'estimated' })), '≈ 25 % · 1.00 s');
  });

  it('heat rises on a log scale', () => {
    assert.deepEqual([0, 0.009, 0.01, 0.03, 0.1, 0.2, 0.5].map(heatLevel), [0, 0, 1, 2, 3, 4, 5]);
  });

  it('a function tells time, bytes and pauses, the latter only where there are some', () => {
    const figures = {
      ...{ name: 'rank', file: '/w/a.js', line: 1, endLine: 2, origin: 'own' as const },
      ...{ selfUs: 5000, totalUs: 50_000, selfShare: 0.05, totalShare: 0.5 },
      ...{ allocatedBytes: 2e9, allocatedShare: 0.4, gcUs: 3000, gcPauses: 1 },
    };
    assert.equal(
      functionText(figures),
      '50 % total (50.0 ms), 5.0 % self · 2.00 GB allocated (40 %) · GC 3.0 ms in 1 pause',
    );
    assert.equal(
      functionText({ ...figures, allocatedShare: 0.001, gcUs: 0, gcPauses: 0 }),
      '50 % total (50.0 ms), 5.0 % self',
    );
  });
});
