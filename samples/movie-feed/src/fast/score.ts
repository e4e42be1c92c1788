import { blend, genreMatch, genreTaste } from '../stages/score.ts';
import type { HydratedCandidate, ScoredItem, UserProfile } from '../types.ts';
import { dot, norm } from '../util/vector.ts';

/** The profile is readonly, so no copy is needed; its norm is the same for every candidate. */
export function scoreCandidates(
  candidates: readonly HydratedCandidate[],
  profile: UserProfile,
): readonly ScoredItem[] {
  const taste = genreTaste(profile);
  const userNorm = norm(profile.factors);
  const scored: ScoredItem[] = [];
  for (const { id, prior, features } of candidates) {
    const norms = userNorm * norm(features.factors);
    const similarity = norms === 0 ? 0 : dot(profile.factors, features.factors) / norms;
    scored.push({
      id,
      score: blend(similarity, genreMatch(features.genres, taste), prior),
      features,
    });
  }
  return scored;
}
