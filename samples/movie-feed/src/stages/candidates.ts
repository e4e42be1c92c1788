import type { Dataset } from '../data/dataset.ts';
import type { Candidate, Catalogue, UserProfile, Viewer } from '../types.ts';
import { topK } from '../util/top-k.ts';

const POPULAR_SHARE = 0.7;
const FRESH_SHARE = 0.4;
const RECENT_LIKES = 20;
const NEIGHBOURS = 10;

/** Item id → what the source makes of it, 0 to 1. */
export type SourceScores = ReadonlyMap<number, number>;

function recentLikes(user: UserProfile): number[] {
  const liked: number[] = [];
  for (let i = user.history.length - 1; i >= 0 && liked.length < RECENT_LIKES; i--) {
    const { itemId, rating } = user.history[i];
    if (rating >= 4) liked.push(itemId);
  }
  return liked;
}

function bump(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Titles that members with the same recent likes liked recently. */
export function coWatchSource(viewer: UserProfile, { audience, users }: Dataset): SourceScores {
  const shared = new Map<number, number>();
  for (const itemId of recentLikes(viewer)) {
    for (const userId of audience.get(itemId) ?? []) bump(shared, userId);
  }
  shared.delete(viewer.id);
  const likes = new Map<number, number>();
  for (const [userId] of topK(shared, NEIGHBOURS, ([, count]) => count)) {
    const neighbour = users.get(userId);
    if (!neighbour) continue;
    for (const itemId of recentLikes(neighbour)) bump(likes, itemId);
  }
  const scores = new Map<number, number>();
  for (const [itemId, count] of likes) {
    // A single neighbour may be chance.
    if (count > 1) scores.set(itemId, count / NEIGHBOURS);
  }
  return scores;
}

/** The popular part of the catalogue, relative to its most popular title. */
export function popularSource({ byId, byPopularity }: Catalogue): SourceScores {
  let most = 1;
  for (const item of byId.values()) most = Math.max(most, item.ratingCount);
  const scores = new Map<number, number>();
  for (const id of byPopularity.slice(0, Math.ceil(byPopularity.length * POPULAR_SHARE))) {
    scores.set(id, (byId.get(id)?.ratingCount ?? 0) / most);
  }
  return scores;
}

/** The newest part of the catalogue, newest first, fading linearly. */
export function freshSource({ byRelease }: Catalogue): SourceScores {
  const newest = byRelease.slice(0, Math.ceil(byRelease.length * FRESH_SHARE));
  return new Map(newest.map((id, position) => [id, 1 - position / newest.length]));
}

/** One entry a title, however many sources name it. */
export function joinSources(sources: readonly SourceScores[]): SourceScores {
  const joined = new Map<number, number>();
  for (const source of sources) {
    for (const [id, score] of source) joined.set(id, (joined.get(id) ?? 0) + score);
  }
  return joined;
}

function mergeSources(sources: readonly SourceScores[]): readonly Candidate[] {
  return [...joinSources(sources)].reduce<readonly Candidate[]>(
    (merged, [id, prior]) => [...merged, { id, prior: prior / sources.length }],
    [],
  );
}

export function generateCandidates({ profile }: Viewer, dataset: Dataset): readonly Candidate[] {
  const { catalogue } = dataset;
  return mergeSources([
    coWatchSource(profile, dataset),
    popularSource(catalogue),
    freshSource(catalogue),
  ]);
}
