import { withoutUnavailable } from '../stages/filter.ts';
import type { Candidate, Catalogue, Viewer } from '../types.ts';

/** One pass over the log builds the set; each candidate is then a single lookup. */
function withoutSeen(candidates: readonly Candidate[], viewer: Viewer): readonly Candidate[] {
  const seen = new Set(viewer.seen);
  return candidates.filter((candidate) => !seen.has(candidate.id));
}

export function filterCandidates(
  candidates: readonly Candidate[],
  viewer: Viewer,
  catalogue: Catalogue,
): readonly Candidate[] {
  return withoutUnavailable(withoutSeen(candidates, viewer), viewer, catalogue);
}
