import type { Genre, GenreWeights } from './genres.ts';

export const REGIONS = ['eu', 'us', 'latam', 'apac'] as const;
export type Region = (typeof REGIONS)[number];

export type Maturity = 'g' | 'pg' | 'pg-13' | 'r' | 'tv-ma' | 'unrated';

/** What the catalogue knows about a title without asking the feature store. */
export interface CatalogueItem {
  readonly id: number;
  readonly maturity: Maturity;
  readonly regions: ReadonlySet<Region>;
  readonly releasedAt: string;
  /** How many members rated the title. */
  readonly ratingCount: number;
}

/** One row of the feature store. */
export interface ItemFeatures {
  readonly id: number;
  readonly title: string;
  readonly synopsis: string;
  readonly genres: readonly Genre[];
  /** ISO 8601, UTC. */
  readonly releasedAt: string;
  readonly factors: readonly number[];
}

export interface Rating {
  readonly itemId: number;
  /** 0.5 to 5 in steps of 0.5. */
  readonly rating: number;
}

export interface UserProfile {
  readonly id: number;
  readonly region: Region;
  readonly factors: readonly number[];
  readonly genreCounts: GenreWeights;
  /** Oldest first. */
  readonly history: readonly Rating[];
}

export interface Catalogue {
  readonly byId: ReadonlyMap<number, CatalogueItem>;
  /** Ids, most rated first. */
  readonly byPopularity: readonly number[];
  /** Ids, newest release first. */
  readonly byRelease: readonly number[];
}

/** A member, as one request sees them. */
export interface Viewer {
  readonly profile: UserProfile;
  /** Ids of every title the feed has shown this member, oldest first, repeats included. */
  readonly seen: readonly number[];
}

export interface Candidate {
  readonly id: number;
  /** What the sources say about the title, 0 to 1 a source. */
  readonly prior: number;
}

export interface HydratedCandidate extends Candidate {
  readonly features: ItemFeatures;
}

export interface ScoredItem {
  readonly id: number;
  readonly score: number;
  readonly features: ItemFeatures;
}

export interface FeedEntry {
  readonly id: number;
  readonly title: string;
  readonly synopsis: string;
  readonly score: number;
}

export interface FeedPage {
  readonly items: readonly FeedEntry[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}
