import assert from 'node:assert/strict';
import { chartData } from '../../../src/editor/growth/chart-data.js';
import { functionGrowthText, siteText, siteTitle } from '../../../src/editor/growth/growth-text.js';
import type { MeasuredSite } from '../../../src/protocol/growth.js';

function site(change: Partial<MeasuredSite> = {}): MeasuredSite {
  return {
    ...{ file: '/app/rank.ts', line: 3, column: 1, endLine: 5, function: 'rank', kind: 'loop' },
    ...{ label: 'for', counts: [62_500, 250_000, 1_000_000], growth: 2, uncertainty: 0.01 },
    ...{
      model: 'n^2',
      ahead: 100,
      timeMs: [2.5, 10, 41],
      functionLine: 1,
      share: 0.8,
      isSuperlinear: true,
    },
    ...{ parameter: 'n', others: [], lineText: 'for (const item of items) {' },
    ...change,
  };
}

describe('what is said of growth', () => {
  it('behind a line', () => {
    assert.equal(siteText(site()), 'n^2.00 · 62 500 → 1 000 000 · at 10×: 4.10 s');
    const { parameter, counts, others } = site();
    const untimed = { growth: 1, ahead: 10, parameter, counts, others };
    assert.equal(siteText(untimed), 'n^1.00 · 62 500 → 1 000 000');
    assert.equal(siteText(site({ timeMs: [0, 0, 0] })), 'n^2.00 · 62 500 → 1 000 000');
  });

  it('with the name of each parameter, and none that changes nothing', () => {
    const other = (parameter: string, growth: number) => ({ ...site({ growth }), parameter });
    const others = [other('items', 1), other('users', 0.02)];
    assert.equal(
      siteText(site({ parameter: 'k', others })),
      'n^2.00 in k, n^1.00 in items · 62 500 → 1 000 000 · at 10× k: 4.10 s',
    );
  });

  it('above a function', () => {
    assert.equal(functionGrowthText(site()), 'grows n^2.00 · at 10×: 4.10 s');
  });

  it('of a site by its kind', () => {
    const titles = (['loop', 'builtin', 'function'] as const).map((kind) =>
      siteTitle({ kind, label: 'each' }),
    );
    assert.deepEqual(titles, ['each loop', 'each', 'calls of each']);
    assert.equal(siteTitle({ kind: 'builtin', label: '...' }), 'copying with ...');
  });

  it('in the chart: sites, no calls that loops explain, and the time', () => {
    const calls = site({ kind: 'function', label: 'score', isSuperlinear: false });
    const { name, charts } = chartData(
      {
        workload: '/app/rank.workload.ts',
        sweeps: [
          {
            ...{ parameter: 'n', held: {}, sizes: [250, 500, 1000] },
            wall: { ms: [4, 16, 64], growth: 2 },
          },
        ],
        ...{ findings: [], warnings: [], sources: [] },
        sites: [site(), calls, site({ line: 9, function: '' })],
      },
      (file, line) => `${file.slice(5)}:${line}`,
    );
    assert.equal(name, 'rank.workload.ts');
    assert.equal(charts.length, 1);
    const series = charts[0]?.series ?? [];
    assert.deepEqual(
      series.map(({ title, place, unit }) => [title, place, unit]),
      [
        ['for loop in rank', 'rank.ts:3', 'work'],
        ['for loop', 'rank.ts:9', 'work'],
        ['time of a run', '', 'ms'],
      ],
    );
    assert.equal(series[2]?.growth, 2);
  });
});
