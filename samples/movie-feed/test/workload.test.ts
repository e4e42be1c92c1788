import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { check, run, setup, sizes, teardown, type FeedOutput } from '../feed.workload.ts';
import { STAGES, viewerOf } from '../src/pipeline.ts';

const { VARIANT } = process.env;
afterEach(() => {
  if (VARIANT === undefined) delete process.env['VARIANT'];
  else process.env['VARIANT'] = VARIANT;
});

async function outputFor(variant: string, n: number): Promise<FeedOutput> {
  process.env['VARIANT'] = variant;
  const input = setup(n);
  assert.equal(input.variant, variant);
  const output = await run(input);
  teardown(input);
  return output;
}

test('sizes double', () => {
  assert.ok(sizes.length >= 4);
  for (let i = 1; i < sizes.length; i++) assert.equal(sizes[i], 2 * sizes[i - 1]);
});

test('both variants pass the check at every size, with the same page', async () => {
  for (const n of sizes) {
    const slow = await outputFor('slow', n);
    const fast = await outputFor('fast', n);
    check(slow);
    check(fast);
    assert.deepEqual(slow.page, fast.page);
  }
});

test('check refuses a wrong page', async () => {
  const good = await outputFor('fast', 500);
  const { items } = good.page;
  const [shown] = viewerOf(good.input.dataset, good.input.userId).seen;
  const wrong = [
    items.slice(1),
    [...items.slice(1), items[1]],
    [...items.slice(1), { ...items[0], id: shown }],
    [...items.slice(1), { ...items[0], score: Number.NaN }],
  ];
  for (const page of wrong) {
    assert.throws(() => {
      check({ ...good, page: { items: page } });
    });
  }
});

test('what grows is the catalogue: candidates, log and eligible titles go with n', () => {
  const counts = sizes.map((n) => {
    const { dataset, store, userId } = setup(n);
    store.close();
    const viewer = viewerOf(dataset, userId);
    const candidates = STAGES.fast.generateCandidates(viewer, dataset);
    const eligible = STAGES.fast.filterCandidates(candidates, viewer, dataset.catalogue);
    return {
      n,
      candidates: candidates.length,
      seen: viewer.seen.length,
      eligible: eligible.length,
    };
  });
  const growth = (key: 'candidates' | 'seen' | 'eligible'): number =>
    Math.log(counts[counts.length - 1][key] / counts[0][key]) /
    Math.log(sizes[sizes.length - 1] / sizes[0]);
  assert.equal(growth('seen'), 1);
  assert.ok(Math.abs(growth('candidates') - 1) < 0.03, `candidates ${growth('candidates')}`);
  assert.ok(Math.abs(growth('eligible') - 1) < 0.15, `eligible ${growth('eligible')}`);
});
