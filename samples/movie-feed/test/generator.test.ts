import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateDataset } from '../src/data/generator.ts';
import { integerBelow, mulberry32, normal, permutation, zipfSampler } from '../src/util/random.ts';
import { topK } from '../src/util/top-k.ts';

const SIZE = { users: 300, items: 1000, seed: 42 };
const dataset = generateDataset(SIZE);
const users = [...dataset.users.values()];

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test('the same seed gives the same data, another seed other data', () => {
  const again = generateDataset(SIZE);
  assert.deepEqual(again.features, dataset.features);
  assert.deepEqual(again.users, dataset.users);
  assert.deepEqual(again.catalogue, dataset.catalogue);
  assert.deepEqual(again.impressionsOf(users[3]), dataset.impressionsOf(users[3]));
  const other = generateDataset({ ...SIZE, seed: 43 });
  assert.notDeepEqual(other.features, dataset.features);
  assert.notDeepEqual(other.users, dataset.users);
});

test('mulberry32 gives its published numbers', () => {
  const random = mulberry32(42);
  const first = [random(), random(), random()].map((value) => Math.round(value * 1e6) / 1e6);
  assert.deepEqual(first, [0.601104, 0.448291, 0.852466]);
});

test('activity is log-normal around 70, with its floor and cap', () => {
  const counts = users.map(({ history }) => history.length).sort((a, b) => a - b);
  assert.equal(counts[0], 20);
  const median = counts[counts.length >> 1];
  assert.ok(median > 55 && median < 90, `median ${median}`);
  assert.ok(mean(counts) > median * 1.25, 'the tail is long');
  const small = generateDataset({ users: 300, items: 100, seed: 42 });
  const most = Math.max(...[...small.users.values()].map(({ history }) => history.length));
  assert.equal(most, 60);
});

test('nobody rates a title twice, and ratings are half stars around 3.5', () => {
  for (const { history } of users) {
    assert.equal(new Set(history.map(({ itemId }) => itemId)).size, history.length);
  }
  const ratings = users.flatMap(({ history }) => history.map(({ rating }) => rating));
  assert.ok(
    ratings.every((rating) => rating >= 0.5 && rating <= 5 && Number.isInteger(rating * 2)),
  );
  assert.ok(Math.abs(mean(ratings) - 3.5) < 0.15, `mean ${mean(ratings)}`);
});

test('a Zipf sampler gives each rank its share', () => {
  const draw = zipfSampler(500, 0.9);
  const random = mulberry32(7);
  const counts = new Float64Array(500);
  const draws = 400_000;
  for (let i = 0; i < draws; i++) counts[draw(random)]++;
  const total = counts.reduce((sum, _, rank) => sum + (rank + 1) ** -0.9, 0);
  for (const rank of [0, 1, 9, 99]) {
    const expected = (rank + 1) ** -0.9 / total;
    assert.ok(Math.abs(counts[rank] / draws / expected - 1) < 0.1, `rank ${rank}`);
  }
  assert.ok(counts.every((count) => count > 0));
});

test('impressions are two tiles a title, licensed, head-heavy, and cover what was rated', () => {
  const [user] = users;
  const shown = dataset.impressionsOf(user);
  assert.equal(shown.length, 2 * SIZE.items);
  const { byId, byPopularity } = dataset.catalogue;
  const drawn = shown.slice(user.history.length);
  assert.ok(drawn.every((id) => byId.get(id)?.regions.has(user.region)));
  const all = new Set(shown);
  assert.ok(user.history.every(({ itemId }) => all.has(itemId)));
  const head = new Set(byPopularity.slice(0, SIZE.items / 10));
  const share = shown.filter((id) => head.has(id)).length / shown.length;
  assert.ok(share > 0.4 && share < 0.75, `head share ${share}`);
});

test('ratings favour the head of the catalogue, as Zipf with s = 0.9 does', () => {
  const { byId, byPopularity } = dataset.catalogue;
  const counts = byPopularity.map((id) => byId.get(id)?.ratingCount ?? 0);
  assert.deepEqual(
    counts,
    [...counts].sort((a, b) => b - a),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  assert.equal(
    total,
    users.reduce((sum, { history }) => sum + history.length, 0),
  );
  const share = counts.slice(0, 100).reduce((sum, count) => sum + count, 0) / total;
  // Below the 0.55 of independent draws, because nobody rates a title twice.
  assert.ok(share > 0.35 && share < 0.55, `head share ${share}`);
});

test('the catalogue indexes hold every title, newest first by release', () => {
  const { byId, byPopularity, byRelease } = dataset.catalogue;
  const ids = [...byId.keys()];
  assert.deepEqual(
    [...byPopularity].sort((a, b) => a - b),
    ids,
  );
  assert.deepEqual(
    [...byRelease].sort((a, b) => a - b),
    ids,
  );
  const dates = byRelease.map((id) => byId.get(id)?.releasedAt ?? '');
  assert.deepEqual(dates, [...dates].sort().reverse());
});

test('synopses reuse few words often', () => {
  const words = dataset.features.flatMap(({ synopsis }) => synopsis.slice(0, -1).split(' '));
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const commonest = [...counts.values()].sort((a, b) => b - a).slice(0, 10);
  assert.ok(commonest.reduce((sum, count) => sum + count, 0) / words.length > 0.25);
  assert.ok(counts.size > 400);
});

test('normal and permutation are what they say', () => {
  const random = mulberry32(3);
  const values = Array.from({ length: 50_000 }, () => normal(random));
  assert.ok(Math.abs(mean(values)) < 0.02);
  assert.ok(Math.abs(mean(values.map((value) => value * value)) - 1) < 0.03);
  const order = permutation(random, 100);
  assert.deepEqual(
    [...order].sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => i),
  );
  assert.notDeepEqual(
    [...order],
    [...order].sort((a, b) => a - b),
  );
});

test('topK is a stable sort cut short', () => {
  const random = mulberry32(11);
  for (const k of [0, 1, 5, 40, 100]) {
    const items = Array.from({ length: 60 }, (_, id) => ({ id, key: integerBelow(random, 10) }));
    const expected = [...items].sort((a, b) => b.key - a.key).slice(0, k);
    assert.deepEqual(
      topK(items, k, ({ key }) => key),
      expected,
    );
  }
});
