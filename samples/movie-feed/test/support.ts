import type { Dataset } from '../src/data/dataset.ts';
import { generateDataset } from '../src/data/generator.ts';
import { createFeatureStore, type FeatureStore } from '../src/store/feature-store.ts';

export interface World {
  readonly label: string;
  readonly dataset: Dataset;
  readonly store: FeatureStore;
}

/** Small and larger catalogues, several seeds; no latency, as only results are compared. */
export function worlds(): World[] {
  return [
    { users: 30, items: 120, seed: 42 },
    { users: 60, items: 600, seed: 1 },
    { users: 60, items: 900, seed: 42 },
    { users: 40, items: 1500, seed: 7 },
  ].map((size) => {
    const dataset = generateDataset(size);
    const store = createFeatureStore(dataset.features, { latencyMs: 0 });
    return { label: `${size.items} items, seed ${size.seed}`, dataset, store };
  });
}

/** A few user ids, first and last among them. */
export function someUsers({ users }: Dataset): number[] {
  return [1, 2, Math.ceil(users.size / 2), users.size];
}
