import { setTimeout as delay } from 'node:timers/promises';
import type { ItemFeatures } from '../types.ts';
import { createRowBackend, type Row, type RowBackend } from './row-backend.ts';

export interface FeatureStore {
  readonly backend: RowBackend['name'];
  /** One round trip. Undefined when the store has no such item. */
  get(id: number): Promise<ItemFeatures | undefined>;
  /** One round trip for all of them, answers in the order asked. */
  getMany(ids: readonly number[]): Promise<readonly (ItemFeatures | undefined)[]>;
  close(): void;
}

export interface FeatureStoreOptions {
  /** A round trip to the store, as it would be within one data centre. */
  readonly latencyMs?: number;
  readonly backend?: 'auto' | 'memory';
}

function* rowsOf(items: Iterable<ItemFeatures>): Generator<Row> {
  for (const item of items) yield [item.id, JSON.stringify(item)];
}

export function createFeatureStore(
  items: Iterable<ItemFeatures>,
  options: FeatureStoreOptions = {},
): FeatureStore {
  const { latencyMs = 1, backend: choice = 'auto' } = options;
  const backend = createRowBackend(rowsOf(items), choice);
  const read = (id: number): ItemFeatures | undefined => {
    const body = backend.read(id);
    return body === undefined ? undefined : (JSON.parse(body) as ItemFeatures);
  };
  return {
    backend: backend.name,
    get: async (id) => {
      await delay(latencyMs);
      return read(id);
    },
    getMany: async (ids) => {
      await delay(latencyMs);
      return ids.map(read);
    },
    close: () => {
      backend.close();
    },
  };
}
