import { strict as assert } from 'node:assert';
import { alignPauses, type CountedPause } from '../../../../src/core/analysis/align-gc.js';

function pause(durationUs: number, startUs?: number): CountedPause {
  return { kind: 'minor', durationUs, freedBytes: 0, startUs };
}

describe('alignPauses', () => {
  it('keeps the times the engine has told', () => {
    const windows = [{ startUs: 0, endUs: 1000, pauses: [pause(10, 100), pause(20, 500)] }];
    const aligned = alignPauses(windows, [{ startUs: 700, endUs: 710 }]);
    assert.deepEqual(
      aligned.map(({ startUs, timing }) => [startUs, timing]),
      [
        [100, 'exact'],
        [500, 'exact'],
      ],
    );
  });

  it('lays pauses without a time over the samples taken in GC', () => {
    const runs = [
      { startUs: 1000, endUs: 2000 },
      { startUs: 5000, endUs: 6000 },
      { startUs: 9000, endUs: 11_000 },
    ];
    const windows = [{ startUs: 0, endUs: 20_000, pauses: [pause(900), pause(1100), pause(2000)] }];
    const aligned = alignPauses(windows, runs);
    for (const [i, { startUs, timing, durationUs }] of aligned.entries()) {
      const middle = startUs + durationUs / 2;
      const run = runs[i];
      assert.equal(timing, 'aligned');
      assert.ok(run !== undefined && middle >= run.startUs - 100 && middle <= run.endUs + 100);
    }
  });

  it('puts pauses between two known ones between them', () => {
    const windows = [
      { startUs: 0, endUs: 100_000, pauses: [pause(10, 1000), pause(10), pause(10, 3000)] },
    ];
    const [, middle] = alignPauses(windows, [{ startUs: 50_000, endUs: 51_000 }]);
    assert.ok(middle !== undefined && middle.startUs >= 1010 && middle.startUs <= 3000);
    assert.equal(middle.timing, 'aligned');
  });

  it('stays inside the window and in order when no sample fell into GC', () => {
    const pauses = Array.from({ length: 50 }, () => pause(30));
    const aligned = alignPauses([{ startUs: 1000, endUs: 11_000, pauses }], []);
    const starts = aligned.map(({ startUs }) => startUs);
    assert.equal(aligned.length, 50);
    assert.deepEqual(
      [...starts].sort((a, b) => a - b),
      starts,
    );
    assert.ok(starts.every((start) => start >= 1000 && start <= 11_000));
  });
});
