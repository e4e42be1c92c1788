import assert from 'node:assert/strict';
import { forecastOf, growthOf, type GrowthModel } from '../../../../src/core/analysis/growth.js';

const SIZES = [250, 500, 1000, 2000];

function grows(f: (n: number) => number, sizes: readonly number[] = SIZES) {
  return growthOf(
    sizes,
    sizes.map((n) => Math.round(f(n))),
  );
}

function isAbout(growth: number, exponent: number): void {
  assert.ok(Math.abs(growth - exponent) <= 0.1, `${growth} is not about ${exponent}`);
}

/** One item in twenty is compared with all such before it; the others take three steps. */
function flaggedPairs(n: number): number {
  const flagged = Math.ceil(n / 20);
  return 3 * (n - flagged) + (flagged * (flagged - 1)) / 2;
}

/** Lehmer's generator, so that all runs see the same numbers. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe('The growth of a series', () => {
  const shapes: [name: string, f: (n: number) => number, exponent: number, model: GrowthModel][] = [
    ['a constant', () => 18, 0, '1'],
    ['n', (n) => 7 * n + 3, 1, 'n'],
    ['a loop over 18 genres', (n) => 18 * n, 1, 'n'],
    ['n²', (n) => n * n, 2, 'n^2'],
    ['pairs', (n) => (n * (n - 1)) / 2, 2, 'n^2'],
    ['a window that ends before the list does', (n) => n * (n - 100), 2, 'n^2'],
    ['n³', (n) => n ** 3 / 6, 3, 'n^3'],
    ['a capped inner loop', (n) => n * Math.min(n, 200), 1, 'n'],
    ['a series that is saturated', (n) => Math.min(n * n, 1_000_000), 0, '1'],
    ['zeros at the head', (n) => (n < 500 ? 0 : n * n), 2, 'n^2'],
    ['another way at small sizes', (n) => (n < 300 ? n : n * n), 2, 'n^2'],
  ];
  for (const [name, f, exponent, model] of shapes) {
    it(`of ${name} is ${exponent}`, () => {
      const { growth, model: found } = grows(f);
      isAbout(growth, exponent);
      assert.equal(found, model);
    });
  }

  it('tells n log n from n and from n²', () => {
    const { growth, model } = grows((n) => n * Math.log2(n));
    assert.ok(growth > 1.05 && growth < 1.25, String(growth));
    assert.equal(model, 'n log n');
    assert.equal(grows((n) => n * n * Math.log2(n)).model, 'n^2 log n');
    assert.equal(grows((n) => Math.log2(n)).model, 'log n');
  });

  const sums: [name: string, f: (n: number) => number, exponent: number][] = [
    ['300·n + n²', (n) => 300 * n + n * n, 2],
    ['pairs within one in twenty, and three steps for all others', flaggedPairs, 2],
    ['pairs beside an expensive step for each', (n) => 2000 * n + (n * (n - 1)) / 8, 2],
    ['pairs beside a sort', (n) => 100 * n * Math.log2(n) + n * n, 2],
    ['pairs beside triples', (n) => 500 * n * n + n ** 3, 3],
    ['a table that is filled first', (n) => 5000 + n, 1],
  ];
  for (const [name, f, exponent] of sums) {
    it(`of a sum is that of what wins in the end: ${name}`, () => {
      assert.equal(grows(f).growth, exponent);
    });
  }

  it('of what bends by itself is not that of a sum', () => {
    const bent: ((n: number) => number)[] = [
      (n) => n * Math.ceil(Math.log2(n)),
      (n) => 40 * n + n * Math.log2(n),
      (n) => 3000 + n * Math.log2(n),
      (n) => n * Math.log2(n) ** 2,
      (n) => n ** 1.1,
    ];
    for (const f of bent) {
      const { growth } = grows(f);
      assert.ok(growth < 1.4, `${growth} for ${String(f)}`);
    }
  });

  it('of linear work that ends early by chance is not that of a sum', () => {
    const random = randomNumbers(7);
    let wrong = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const spread = random();
      const counts = SIZES.map((n) => Math.round(20 * n * (1 + (spread * (random() - 0.5)) / 4)));
      if (growthOf(SIZES, counts).growth >= 1.5) wrong += 1;
    }
    assert.ok(wrong <= 2, `${wrong} of 1000`);
  });

  it('is not carried away by chance', () => {
    const off = [1.06, 0.95, 1.04, 0.97];
    const counts = SIZES.map((n, i) => Math.round(n * n * off[i]!));
    const { growth, uncertainty } = growthOf(SIZES, counts);
    isAbout(growth, 2);
    assert.ok(uncertainty > 0.05);
  });

  it('of nothing, or of one point, is none', () => {
    assert.deepEqual(growthOf(SIZES, [0, 0, 0, 0]), {
      growth: 0,
      uncertainty: 0,
      model: '1',
      points: 0,
    });
    assert.equal(growthOf(SIZES, [0, 0, 0, 9]).growth, 0);
  });

  it('holds for sizes that do not double', () => {
    isAbout(grows((n) => n * n, [10, 15, 40, 90, 91]).growth, 2);
  });
});

describe('A forecast', () => {
  it('goes on as the series does, with bounds around it', () => {
    const ahead = forecastOf(
      SIZES,
      SIZES.map((n) => n * n),
      10,
    );
    assert.ok(ahead !== undefined);
    assert.equal(ahead.size, 20_000);
    assert.equal(Math.round(ahead.value), 400_000_000);
    assert.ok(ahead.low < ahead.value && ahead.value < ahead.high);
  });

  it('of a sum goes on as the sum does', () => {
    const cost = (n: number): number => 2000 * n + n * n;
    const ahead = forecastOf(SIZES, SIZES.map(cost), 10);
    assert.equal(Math.round((ahead?.value ?? 0) / 1000), Math.round(cost(20_000) / 1000));
  });

  it('is not made of nothing', () => {
    assert.equal(forecastOf(SIZES, [0, 0, 0, 0], 10), undefined);
    assert.equal(forecastOf([], [], 10), undefined);
    assert.equal(forecastOf([1000], [5], 10), undefined);
  });
});
