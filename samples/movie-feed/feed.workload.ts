import type { Dataset } from './src/data/dataset.ts';
import { generateDataset } from './src/data/generator.ts';
import { createFeed, variantFrom, type Feed, type Variant } from './src/pipeline.ts';
import { createFeatureStore, type FeatureStore } from './src/store/feature-store.ts';
import type { FeedPage } from './src/types.ts';

/** Catalogue sizes to measure growth over. */
export const sizes: readonly number[] = [250, 500, 1000, 2000];

/** Few enough users that the catalogue, and nothing else, grows with n. */
const USERS = 100;
/** A member with a short history, for the same reason. */
const USER_ID = 74;
const LIMIT = 20;

export interface FeedInput {
  readonly variant: Variant;
  readonly userId: number;
  readonly dataset: Dataset;
  readonly store: FeatureStore;
  readonly feed: Feed;
}

export interface FeedOutput {
  readonly input: FeedInput;
  readonly page: FeedPage;
}

/** Everything a request needs for a catalogue of n titles; the variant comes from VARIANT. */
export function setup(n: number): FeedInput {
  const variant = variantFrom();
  const dataset = generateDataset({ users: USERS, items: n, seed: 42 });
  const store = createFeatureStore(dataset.features);
  return { variant, userId: USER_ID, dataset, store, feed: createFeed(dataset, store, variant) };
}

/** One request for the first page of one member's feed. */
export async function run(input: FeedInput): Promise<FeedOutput> {
  return { input, page: await input.feed({ userId: input.userId, limit: LIMIT }) };
}

/** Throws when the page is not one a member could be shown. */
export function check({ input: { dataset, userId }, page }: FeedOutput): void {
  const ids = page.items.map(({ id }) => id);
  if (ids.length !== LIMIT) throw new Error(`expected ${LIMIT} titles, got ${ids.length}`);
  if (new Set(ids).size !== ids.length) throw new Error('a title is shown twice');
  const user = dataset.users.get(userId);
  if (!user) throw new Error(`user ${userId} is missing`);
  const seen = new Set(dataset.impressionsOf(user));
  const repeated = ids.find((id) => seen.has(id));
  if (repeated !== undefined) throw new Error(`title ${repeated} was shown before`);
  if (page.items.some(({ score }) => !Number.isFinite(score))) {
    throw new Error('a score is not a number');
  }
}

export function teardown({ store }: FeedInput): void {
  store.close();
}
