import type { Candidate, Catalogue, Maturity, Viewer } from '../types.ts';

/** What the home feed may show; unrated titles are reachable by search only. */
const FEED_MATURITIES: readonly Maturity[] = ['g', 'pg', 'pg-13', 'r', 'tv-ma'];

/** Licensed where the viewer is, and rated. */
export function withoutUnavailable(
  candidates: readonly Candidate[],
  { profile }: Viewer,
  { byId }: Catalogue,
): readonly Candidate[] {
  return candidates.filter(({ id }) => {
    const item = byId.get(id);
    return (
      item !== undefined &&
      item.regions.has(profile.region) &&
      FEED_MATURITIES.includes(item.maturity)
    );
  });
}

function withoutSeen(candidates: readonly Candidate[], { seen }: Viewer): readonly Candidate[] {
  return candidates.filter((candidate) => !seen.includes(candidate.id));
}

export function filterCandidates(
  candidates: readonly Candidate[],
  viewer: Viewer,
  catalogue: Catalogue,
): readonly Candidate[] {
  return withoutUnavailable(withoutSeen(candidates, viewer), viewer, catalogue);
}
