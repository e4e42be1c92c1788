import assert from 'node:assert/strict';
import { growthSites } from '../../../../src/core/analysis/growth-sites.js';
import { scalingOf, type CountedSites } from '../../../../src/core/analysis/scale.js';

const FILE = '/app/rank.ts';

/** A function with a linear loop, a quadratic builtin in it, and a loop that never runs. */
function countedAt(n: number): CountedSites {
  const around = { column: 1, endLine: 9, function: 'rank' } as const;
  return {
    id: 'rank',
    file: FILE,
    sites: [
      { ...around, kind: 'function', label: 'rank', line: 1, function: '', parent: -1 },
      { ...around, kind: 'loop', label: 'for', line: 2, parent: 0 },
      { ...around, kind: 'builtin', label: 'includes', line: 3, parent: 4 },
      { ...around, kind: 'loop', label: 'while', line: 7, parent: 0 },
      // A callback: people know the function around it.
      { ...around, kind: 'function', label: '', line: 2, endLine: 3, parent: 1 },
    ],
    counts: [1, n, n * n, 0, n],
  };
}

describe('the sites of a measured program', () => {
  const runs = [100, 200, 400].map((size) => ({
    ...{ size, files: [countedAt(size)], runsMs: [size / 10] },
    // The linear loop, with all its lines, takes all of the time; its builtin half of it.
    sampledMs: (_: string, from: number) => (from === 3 ? size / 20 : size / 10),
  }));
  const sites = growthSites(scalingOf(runs));

  it('are those that were at work, super-linear ones first', () => {
    assert.deepEqual(
      sites.map(({ label, isSuperlinear }) => [label, isSuperlinear]),
      [
        ['includes', true],
        ['for', false],
        ['', false],
        ['rank', false],
      ],
    );
  });

  it('know their function and their share of the time', () => {
    assert.deepEqual(
      sites.map(({ functionLine, share }) => [functionLine, share]),
      [
        [1, 0.5],
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    );
  });

  it('have the share of all that was counted where nothing was timed', () => {
    const counted = runs.map(({ size, files }) => ({ size, files, runsMs: [] }));
    const [worst] = growthSites(scalingOf(counted));
    assert.ok(Math.abs((worst?.share ?? 0) - 160_000 / 160_400) < 1e-9);
  });
});
