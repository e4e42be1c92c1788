import assert from 'node:assert/strict';
import { keptGrowthText, parseKeptGrowth } from '../../../src/protocol/growth-file.js';
import type { MeasuredGrowth, MeasuredSite } from '../../../src/protocol/growth.js';

const SITE: MeasuredSite = {
  ...{ file: '/app/rank.ts', line: 3, column: 1, endLine: 5, function: 'rank', kind: 'loop' },
  ...{
    label: 'for',
    counts: [10, 40],
    growth: 2,
    uncertainty: 0,
    model: 'n^2',
    ahead: 100,
    functionLine: 1,
  },
  ...{ share: 0.8, isSuperlinear: true, parameter: 'n', others: [], lineText: 'for (;;) {' },
};

const GROWTH: MeasuredGrowth = {
  workload: '/app/rank.workload.ts',
  sweeps: [
    {
      ...{ parameter: 'n', held: {}, sizes: [10, 20] },
      wall: { ms: [1, 4], growth: 2, forecast: { size: 200, value: 400, low: 300, high: 500 } },
    },
  ],
  sites: [SITE],
  findings: [
    {
      ...{ kind: 'superlinear', severity: 'warning', evidence: 'measured', file: '/app/rank.ts' },
      ...{ line: 3, endLine: 5, function: 'rank', message: 'grows', growth: 2, counts: [10, 40] },
      ...{ share: 0.8, parameter: 'n' },
    },
  ],
  warnings: [{ code: 'target-failed', message: 'It failed.' }],
  sources: [
    {
      file: '/app/rank.ts',
      fingerprint: {
        ...{ kind: 'script', hash: 'a', statements: [{ hash: 'b', lines: [1, 1] }] },
        functions: [
          {
            ...{ hash: 'c', lines: [2, 5], name: 'rank', parent: -1, startLine: 2 },
            ...{ startColumn: 1, endLine: 5, endColumn: 2 },
          },
        ],
      },
    },
  ],
};

describe('a growth that is kept', () => {
  it('comes back as it was', () => {
    assert.deepEqual(parseKeptGrowth(keptGrowthText(GROWTH)), GROWTH);
  });

  it('is none when it is broken or of another version', () => {
    const text = keptGrowthText(GROWTH);
    for (const other of ['', '{}', '[]', text.slice(0, -9), text.replace('growth/1', 'growth/2')]) {
      assert.equal(parseKeptGrowth(other), undefined);
    }
  });

  it('is none when anything in it is of the wrong kind', () => {
    let tried = 0;
    for (const change of wrongVersions(JSON.parse(keptGrowthText(GROWTH)) as object)) {
      tried += 1;
      assert.equal(parseKeptGrowth(JSON.stringify(change.value)), undefined, change.path);
    }
    assert.ok(tried > 60, `${tried} places`);
  });
});

/** The same with one value after the other replaced by one of a kind that stands nowhere in it. */
function* wrongVersions(
  value: object,
  path = '',
): Generator<{ readonly path: string; readonly value: unknown }> {
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    const at = `${path}/${key}`;
    const replaced = (by: unknown) =>
      Array.isArray(value)
        ? value.map((each: unknown, i) => (String(i) === key ? by : each))
        : { ...value, [key]: by };
    yield { path: at, value: replaced(null) };
    if (typeof inner !== 'object' || inner === null) continue;
    for (const deeper of wrongVersions(inner, at)) {
      yield { path: deeper.path, value: replaced(deeper.value) };
    }
  }
}
