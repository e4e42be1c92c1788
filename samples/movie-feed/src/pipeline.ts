import type { Dataset } from './data/dataset.ts';
import { generateCandidates as fastCandidates } from './fast/candidates.ts';
import { filterCandidates as fastFilter } from './fast/filter.ts';
import { hydrateCandidates as fastHydrate } from './fast/hydrate.ts';
import { pageOf as fastPage } from './fast/page.ts';
import { rerank as fastRerank } from './fast/rerank.ts';
import { scoreCandidates as fastScore } from './fast/score.ts';
import { generateCandidates } from './stages/candidates.ts';
import { filterCandidates } from './stages/filter.ts';
import { hydrateCandidates } from './stages/hydrate.ts';
import { decodeCursor, depthFor, pageOf } from './stages/page.ts';
import { rerank } from './stages/rerank.ts';
import { scoreCandidates } from './stages/score.ts';
import type { FeatureStore } from './store/feature-store.ts';
import type { FeedPage, Viewer } from './types.ts';

export type Variant = 'slow' | 'fast';

export interface Stages {
  readonly generateCandidates: typeof generateCandidates;
  readonly filterCandidates: typeof filterCandidates;
  readonly hydrateCandidates: typeof hydrateCandidates;
  readonly scoreCandidates: typeof scoreCandidates;
  readonly rerank: typeof rerank;
  readonly pageOf: typeof pageOf;
}

export const STAGES: Readonly<Record<Variant, Stages>> = {
  slow: {
    generateCandidates,
    filterCandidates,
    hydrateCandidates,
    scoreCandidates,
    rerank,
    pageOf,
  },
  fast: {
    generateCandidates: fastCandidates,
    filterCandidates: fastFilter,
    hydrateCandidates: fastHydrate,
    scoreCandidates: fastScore,
    rerank: fastRerank,
    pageOf: fastPage,
  },
};

export function variantFrom(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Variant {
  const variant = environment['VARIANT'] ?? 'slow';
  if (variant === 'slow' || variant === 'fast') return variant;
  throw new RangeError(`VARIANT must be slow or fast, not ${variant}`);
}

export class UnknownUserError extends Error {
  override readonly name = 'UnknownUserError';
}

export interface FeedRequest {
  readonly userId: number;
  readonly limit: number;
  readonly cursor?: string;
}

export type Feed = (request: FeedRequest) => Promise<FeedPage>;

export function viewerOf(dataset: Dataset, userId: number): Viewer {
  const profile = dataset.users.get(userId);
  if (!profile) throw new UnknownUserError(`no user ${userId}`);
  return { profile, seen: dataset.impressionsOf(profile) };
}

export function createFeed(dataset: Dataset, store: FeatureStore, variant: Variant): Feed {
  const stages = STAGES[variant];
  return async ({ userId, limit, cursor }) => {
    const offset = decodeCursor(cursor);
    const viewer = viewerOf(dataset, userId);
    const candidates = stages.generateCandidates(viewer, dataset);
    // Before hydration: the store need not be asked about what will not be shown.
    const eligible = stages.filterCandidates(candidates, viewer, dataset.catalogue);
    const hydrated = await stages.hydrateCandidates(eligible, store);
    const scored = stages.scoreCandidates(hydrated, viewer.profile);
    const ranked = stages.rerank(scored, depthFor(offset, limit));
    return stages.pageOf(ranked, offset, limit);
  };
}
