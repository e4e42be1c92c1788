import type { Catalogue, ItemFeatures, UserProfile } from '../types.ts';

export interface Dataset {
  readonly catalogue: Catalogue;
  readonly features: readonly ItemFeatures[];
  readonly users: ReadonlyMap<number, UserProfile>;
  /** Item id → ids of the members who rated it. */
  readonly audience: ReadonlyMap<number, readonly number[]>;
  /** Every title the feed has shown a member, oldest first, repeats included. */
  impressionsOf(user: UserProfile): readonly number[];
}

export interface DatasetSize {
  readonly users: number;
  readonly items: number;
  readonly seed: number;
}

export const DEFAULT_SIZE: DatasetSize = { users: 240, items: 6000, seed: 42 };
