import type { FeatureStore } from '../store/feature-store.ts';
import type { Candidate, HydratedCandidate } from '../types.ts';

/** One round trip for the request instead of one a candidate. */
export async function hydrateCandidates(
  candidates: readonly Candidate[],
  store: FeatureStore,
): Promise<readonly HydratedCandidate[]> {
  const rows = await store.getMany(candidates.map(({ id }) => id));
  const hydrated: HydratedCandidate[] = [];
  for (let i = 0; i < candidates.length; i++) {
    const features = rows[i];
    if (features) hydrated.push({ ...candidates[i], features });
  }
  return hydrated;
}
