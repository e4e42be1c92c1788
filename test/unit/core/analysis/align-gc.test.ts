import { strict as assert } from 'node:assert';
import {
  alignPauses,
  type CountedPause,
  type GcWitnesses,
  type Stretch,
} from '../../../../src/core/analysis/align-gc.js';

function pause(durationUs: number, startUs?: number, allocatedBytes = 0): CountedPause {
  return { kind: 'minor', durationUs, freedBytes: 0, allocatedBytes, startUs };
}

function stretch(startUs: number, endUs: number, amount = endUs - startUs): Stretch {
  return { startUs, endUs, amount };
}

function inRuns(...runs: readonly Stretch[]): GcWitnesses {
  return { runs, allocating: [] };
}

describe('alignPauses', () => {
  it('keeps the times the engine has told', () => {
    const windows = [{ startUs: 0, endUs: 1000, pauses: [pause(10, 100), pause(20, 500)] }];
    const aligned = alignPauses(windows, inRuns(stretch(700, 710)));
    assert.deepEqual(
      aligned.map(({ startUs, timing }) => [startUs, timing]),
      [
        [100, 'exact'],
        [500, 'exact'],
      ],
    );
  });

  it('lays pauses without a time over the samples taken in GC', () => {
    const runs = [stretch(1000, 2000), stretch(5000, 6000), stretch(9000, 11_000)];
    const windows = [{ startUs: 0, endUs: 20_000, pauses: [pause(900), pause(1100), pause(2000)] }];
    const aligned = alignPauses(windows, inRuns(...runs));
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
    const [, middle] = alignPauses(windows, inRuns(stretch(50_000, 51_000)));
    assert.ok(middle !== undefined && middle.startUs >= 1010 && middle.startUs <= 3000);
    assert.equal(middle.timing, 'aligned');
  });

  it('stays inside the window and in order when no sample fell into GC', () => {
    const pauses = Array.from({ length: 50 }, () => pause(30));
    const aligned = alignPauses([{ startUs: 1000, endUs: 11_000, pauses }], inRuns());
    const starts = aligned.map(({ startUs }) => startUs);
    assert.equal(aligned.length, 50);
    assert.deepEqual(
      [...starts].sort((a, b) => a - b),
      starts,
    );
    assert.ok(starts.every((start) => start >= 1000 && start <= 11_000));
  });

  it('puts pauses where as many bytes had been allocated as between them', () => {
    // 100 bytes in each of two phases, of which the second one is slow; nothing in between.
    const allocating = [stretch(0, 1000, 100), stretch(9000, 11_000, 100)];
    const pauses = [50, 40, 30, 60].map((bytes) => pause(10, undefined, bytes));
    const aligned = alignPauses([{ startUs: 0, endUs: 12_000, pauses }], {
      runs: [stretch(5000, 6000)],
      allocating,
    });
    // Half of what is usual between two pauses was allocated after the last one.
    const whole = 180 * (1 + 1 / 8);
    const expected = [50, 90, 120, 180].map((bytes) => {
      const amount = (bytes / whole) * 200;
      return amount <= 100 ? amount * 10 : 9000 + (amount - 100) * 20;
    });
    assert.deepEqual(
      aligned.map(({ startUs }) => Math.round(startUs)),
      expected.map(Math.round),
    );
  });

  it('knows what was allocated before a pause of known time', () => {
    const pauses = [pause(10, undefined, 30), pause(10, 1000, 70)];
    const [first] = alignPauses([{ startUs: 0, endUs: 2000, pauses }], {
      runs: [],
      allocating: [stretch(0, 1000, 50)],
    });
    assert.equal(first?.startUs, 300);
  });
});
