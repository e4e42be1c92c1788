import type { FeatureStore } from '../store/feature-store.ts';
import type { Candidate, HydratedCandidate } from '../types.ts';

/** Adds features; a title the store has lost is dropped rather than shown half empty. */
export async function hydrateCandidates(
  candidates: readonly Candidate[],
  store: FeatureStore,
): Promise<readonly HydratedCandidate[]> {
  const hydrated: HydratedCandidate[] = [];
  for (const candidate of candidates) {
    const features = await store.get(candidate.id);
    if (features) hydrated.push({ ...candidate, features });
  }
  return hydrated;
}
