import assert from 'node:assert/strict';
import { scalingOf, type Scaling, type SizeRuns } from '../../../../src/core/analysis/scale.js';
import type { CountKind, CountSite } from '../../../../src/core/counting/count-site.js';

const SIZES = [100, 200, 400, 800];

/** A site: what and on which line, how it grows, and the number of what it stands in. */
type Drawn = readonly [
  kind: CountKind,
  line: number,
  count: (n: number) => number,
  parent?: number,
  label?: string,
];

/** What runs at rising sizes have shown of a program with these sites. */
function scalingOfSites(drawn: readonly Drawn[], extra: Partial<SizeRuns> = {}): Scaling {
  const sites = drawn.map(([kind, line, , parent = -1, label = kind]): CountSite => ({
    ...{ kind, label, line, column: 1, endLine: line, function: 'rank', parent },
  }));
  return scalingOf(
    SIZES.map((size) => ({
      ...{ size, runsMs: [], ...extra },
      files: [{ id: 'a', file: '/a.js', sites, counts: drawn.map(([, , count]) => count(size)) }],
    })),
  );
}

function foundLines(drawn: readonly Drawn[]): number[] {
  return scalingOfSites(drawn).findings.map(({ line }) => line);
}

const one = () => 1;
const linear = (n: number) => n;
const square = (n: number) => n * n;
const cube = (n: number) => n ** 3;

describe('Findings of growth', () => {
  it('name the site that adds the growth, not those around it or below it', () => {
    const nest: Drawn[] = [
      ['function', 1, one],
      ['loop', 2, linear, 0],
      ['builtin', 3, square, 1],
      ['function', 4, square, 2],
      ['loop', 5, (n) => 18 * n * n, 3],
    ];
    assert.deepEqual(foundLines(nest), [3]);
  });

  it('name the innermost of a nest', () => {
    const nest: Drawn[] = [
      ['loop', 1, linear],
      ['loop', 2, square, 0],
      ['loop', 3, cube, 1],
    ];
    assert.deepEqual(foundLines(nest), [3]);
  });

  it('leave alone what is linear, or n log n, or has a constant inside', () => {
    const calm: Drawn[] = [
      ['loop', 1, linear],
      ['loop', 2, (n) => 18 * n, 0],
      ['builtin', 3, (n) => n * Math.log2(n)],
      ['builtin', 4, (n) => 5 * n, 0],
      ['loop', 5, (n) => n * Math.min(n, 50), 0],
    ];
    assert.deepEqual(foundLines(calm), []);
  });

  it('do not blame a function for the loop that calls it', () => {
    const called: Drawn[] = [
      ['loop', 1, linear],
      ['loop', 2, square, 0],
      ['function', 9, square],
      ['loop', 10, (n) => 3 * n * n, 2],
    ];
    assert.deepEqual(foundLines(called), [2]);
  });

  it('blame a function that calls itself', () => {
    const recursive: Drawn[] = [['function', 1, (n) => Math.round(1.05 ** n)]];
    assert.deepEqual(foundLines(recursive), [1]);
  });

  it('come once a line', () => {
    const line: Drawn[] = [
      ['loop', 1, linear],
      ['builtin', 2, square, 0, 'JSON.parse'],
      ['builtin', 2, (n) => 3 * n * n, 0, 'JSON.stringify'],
    ];
    const { findings } = scalingOfSites(line);
    assert.deepEqual(
      findings.map(({ message }) => message.split(' ')[0]),
      ['JSON.stringify'],
    );
  });

  it('leave out what does not matter beside all other work', () => {
    const drowned: Drawn[] = [
      ['loop', 1, linear],
      ['builtin', 2, square, 0],
      ['loop', 3, (n) => n ** 3 * 100, 0],
    ];
    assert.deepEqual(foundLines(drowned), [3]);
    const rare: Drawn[] = [['loop', 1, (n) => Math.round((n * n) / 1000)]];
    assert.deepEqual(foundLines(rare), []);
  });

  it('need more than two points, unless there are no more', () => {
    const late: Drawn[] = [['loop', 1, (n) => (n < 400 ? 0 : n * n)]];
    assert.deepEqual(foundLines(late), []);
  });

  it('that take the most time come first, with what they will cost', () => {
    const two: Drawn[] = [
      ['loop', 1, linear],
      ['builtin', 2, (n) => 5 * n * n, 0],
      ['builtin', 3, square, 0],
    ];
    const { findings, wall } = scalingOfSites(two, {
      runsMs: [10],
      sampledMs: (_, from) => (from === 3 ? 8 : 1),
    });
    assert.deepEqual(
      findings.map(({ line, share }) => [line, share]),
      [
        [3, 0.8],
        [2, 0.1],
      ],
    );
    assert.match(findings[0]?.message ?? '', /n\^2\.00 · 10 000 → 640 000 .* at 10×: 800 ms$/);
    assert.equal(wall?.growth, 0);
  });

  it('hold for files that only some runs have loaded', () => {
    const site: CountSite = {
      ...{ kind: 'loop', label: 'for', line: 1, column: 1, endLine: 2, function: '', parent: -1 },
    };
    const runs = SIZES.map((size, i) => ({
      ...{ size, runsMs: [] },
      files: i === 0 ? [] : [{ id: 'b', file: '/b.js', sites: [site], counts: [size * size] }],
    }));
    const { sites, findings } = scalingOf(runs);
    assert.deepEqual(sites[0]?.counts, [0, 40_000, 160_000, 640_000]);
    assert.equal(findings.length, 1);
  });
});
