import assert from 'node:assert/strict';
import {
  median,
  quantile,
  ratioOfMedians,
  seededRandom,
} from '../../../../src/core/analysis/statistics.js';

const random = seededRandom(20260101);

/** A normal deviate (Box & Muller, 1958). */
function deviate(): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The times of fresh processes: 2 % from process to process, and some are disturbed. */
function processes(count: number, ms: number): number[] {
  return Array.from({ length: count }, () => {
    const disturbed = random() < 0.08 ? 1 + random() / 2 : 1;
    return ms * Math.exp(0.02 * deviate()) * disturbed;
  });
}

describe('statistics', () => {
  it('gives medians and quantiles', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
    assert.equal(quantile([0, 10], 0.25), 2.5);
    assert.ok(Number.isNaN(median([])));
  });

  it('gives the same interval every time', () => {
    const [before, after] = [processes(10, 20), processes(10, 10)];
    assert.deepEqual(ratioOfMedians(before, after), ratioOfMedians(before, after));
  });

  for (const [effect, count] of [
    [1, 10],
    [1.05, 10],
    [3, 10],
    [1.3, 5],
  ] as const) {
    it(`covers a ratio of ${effect} from ${count} processes in 95 % of all repetitions`, function () {
      this.timeout(60_000);
      const repetitions = 250;
      let covered = 0;
      for (let i = 0; i < repetitions; i++) {
        const { low, high } = ratioOfMedians(processes(count, effect * 10), processes(count, 10));
        if (low <= effect && effect <= high) covered += 1;
      }
      // 95 % of 250 is 237; three standard deviations of that are 10.
      assert.ok(covered >= 227, `${covered} of ${repetitions}`);
    });
  }
});
