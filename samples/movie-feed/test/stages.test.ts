import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createFeed, STAGES, UnknownUserError, variantFrom, viewerOf } from '../src/pipeline.ts';
import { createFeatureStore } from '../src/store/feature-store.ts';
import type { HydratedCandidate, ScoredItem } from '../src/types.ts';
import { someUsers, worlds } from './support.ts';

const { slow, fast } = STAGES;
const LIMITS = [1, 20, 61];

function idsOf(items: readonly { readonly id: number }[]): number[] {
  return items.map(({ id }) => id);
}

/** Titles with few distinct dates and directions, so that ties decide. */
function tiedItems(count: number): ScoredItem[] {
  return Array.from({ length: count }, (_, i) => ({
    id: count - i,
    score: (i % 3) / 4,
    features: {
      id: count - i,
      title: `Title ${i}`,
      synopsis: '',
      genres: [],
      releasedAt: new Date(Date.UTC(2000 + (i % 4), 0, 1)).toISOString(),
      factors: [
        [1, 0],
        [0, 1],
        [0, 0],
      ][i % 3],
    },
  }));
}

for (const { label, dataset, store } of worlds()) {
  describe(`slow and fast agree: ${label}`, () => {
    after(() => {
      store.close();
    });

    for (const userId of someUsers(dataset)) {
      test(`each stage, user ${userId}`, async () => {
        const viewer = viewerOf(dataset, userId);
        const candidates = slow.generateCandidates(viewer, dataset);
        assert.ok(candidates.length > dataset.catalogue.byId.size / 2);
        assert.deepEqual(fast.generateCandidates(viewer, dataset), candidates);

        const eligible = slow.filterCandidates(candidates, viewer, dataset.catalogue);
        assert.ok(eligible.length > 0 && eligible.length < candidates.length);
        assert.deepEqual(fast.filterCandidates(candidates, viewer, dataset.catalogue), eligible);

        const hydrated = await slow.hydrateCandidates(eligible, store);
        assert.deepEqual(idsOf(hydrated), idsOf(eligible));
        assert.deepEqual(await fast.hydrateCandidates(eligible, store), hydrated);

        const scored = slow.scoreCandidates(hydrated, viewer.profile);
        assert.deepEqual(fast.scoreCandidates(hydrated, viewer.profile), scored);

        for (const limit of LIMITS) {
          const ranked = slow.rerank(scored, limit);
          assert.equal(ranked.length, Math.min(limit, scored.length));
          assert.deepEqual(fast.rerank(scored, limit), ranked);
          assert.deepEqual(fast.pageOf(ranked, 0, limit), slow.pageOf(ranked, 0, limit));
        }
      });
    }

    test('the whole pipeline', async () => {
      for (const userId of someUsers(dataset)) {
        const request = { userId, limit: 25 };
        const page = await createFeed(dataset, store, 'slow')(request);
        assert.deepEqual(await createFeed(dataset, store, 'fast')(request), page);
      }
    });
  });
}

describe('stages', () => {
  const [, { dataset, store }] = worlds();
  const viewer = viewerOf(dataset, 1);

  test('candidates are distinct', () => {
    const ids = idsOf(slow.generateCandidates(viewer, dataset));
    assert.equal(new Set(ids).size, ids.length);
  });

  test('the filter keeps what is new, licensed and rated, and only that', () => {
    const { byId } = dataset.catalogue;
    const everything = [...byId.keys()].map((id) => ({ id, prior: 0 }));
    const expected = [...byId.values()].filter(
      ({ id, regions, maturity }) =>
        !viewer.seen.includes(id) && regions.has(viewer.profile.region) && maturity !== 'unrated',
    );
    assert.deepEqual(
      idsOf(slow.filterCandidates(everything, viewer, dataset.catalogue)),
      idsOf(expected),
    );
  });

  test('titles the store has lost are dropped', async () => {
    const candidates = [1, 10_000, 2].map((id) => ({ id, prior: 0.5 }));
    for (const { hydrateCandidates } of [slow, fast]) {
      assert.deepEqual(idsOf(await hydrateCandidates(candidates, store)), [1, 2]);
    }
  });

  test('a title along the taste of the user scores above one against it', () => {
    const [features] = dataset.features;
    const along = { id: 1, prior: 0, features: { ...features, factors: viewer.profile.factors } };
    const against: HydratedCandidate = {
      ...along,
      features: { ...features, factors: viewer.profile.factors.map((factor) => -factor) },
    };
    for (const { scoreCandidates } of [slow, fast]) {
      const [first, second] = scoreCandidates([along, against], viewer.profile);
      assert.ok(Math.abs(first.score - second.score - 1.2) < 1e-9);
    }
  });

  test('ties are broken alike', () => {
    const items = tiedItems(40);
    assert.deepEqual(fast.rerank(items, 40), slow.rerank(items, 40));
  });

  test('variety outranks a duplicate, and new releases are lifted', () => {
    const [a, b, c] = tiedItems(3);
    const pool: ScoredItem[] = [
      { ...a, score: 0.9 },
      { ...a, id: 99, score: 0.8 },
      { ...b, score: 0.7 },
    ];
    const old = Array.from({ length: 12 }, (_, i) => ({ ...c, id: 100 + i, score: 0 }));
    for (const { rerank } of [slow, fast]) {
      assert.deepEqual(idsOf(rerank(pool, 3)), [a.id, b.id, 99]);
      const lifted = rerank([{ ...c, id: 1, score: 0.1, features: a.features }, ...old], 13);
      assert.equal(lifted.filter(({ score }) => score >= 0.12).length, 12);
      assert.equal(lifted.at(-1)?.id, 1, 'the oldest title is the one without a lift');
    }
  });

  test('an empty pool makes an empty feed', () => {
    assert.deepEqual(slow.rerank([], 5), []);
    assert.deepEqual(fast.rerank([], 5), []);
  });

  test('an unknown user is an error, and so is an unknown variant', async () => {
    const feed = createFeed(dataset, store, 'fast');
    await assert.rejects(feed({ userId: 61, limit: 5 }), UnknownUserError);
    assert.equal(variantFrom({}), 'slow');
    assert.equal(variantFrom({ VARIANT: 'fast' }), 'fast');
    assert.throws(() => variantFrom({ VARIANT: 'quick' }), RangeError);
  });
});

describe('feature store', () => {
  const [, { dataset }] = worlds();

  test('both backends answer the same, in the order asked', async () => {
    const ids = [5, 3, 9999, 5];
    const expected = ids.map((id) => dataset.features.find((item) => item.id === id));
    for (const backend of ['auto', 'memory'] as const) {
      const store = createFeatureStore(dataset.features, { latencyMs: 0, backend });
      assert.deepEqual(await store.getMany(ids), expected);
      assert.deepEqual(await Promise.all(ids.map((id) => store.get(id))), expected);
      store.close();
    }
  });

  test('a batch is one round trip, single reads are one each', async () => {
    const store = createFeatureStore(dataset.features, { latencyMs: 20 });
    const started = performance.now();
    await store.getMany([1, 2, 3, 4, 5]);
    const batch = performance.now() - started;
    for (const id of [1, 2, 3, 4, 5]) await store.get(id);
    const single = performance.now() - started - batch;
    store.close();
    assert.ok(batch >= 18 && single >= 90, `batch ${batch} ms, single ${single} ms`);
  });
});
