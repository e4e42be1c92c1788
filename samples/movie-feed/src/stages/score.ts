import { GENRES, type Genre } from '../genres.ts';
import type { HydratedCandidate, ScoredItem, UserProfile } from '../types.ts';
import { dot, norm } from '../util/vector.ts';

const WEIGHTS = { taste: 0.6, genre: 0.25, prior: 0.15 };
/** How much liking a genre says about one that is `distance` places away in GENRES. */
const KINSHIP = [1, 0.3, 0.1];

export type GenreTaste = ReadonlyMap<Genre, number>;

/** Liked genres, spread to their neighbours and scaled to at most 1. */
export function genreTaste({ genreCounts }: UserProfile): GenreTaste {
  const taste = new Map<Genre, number>();
  let strongest = 1;
  for (let i = 0; i < GENRES.length; i++) {
    let sum = 0;
    for (let j = 0; j < GENRES.length; j++) {
      sum += (genreCounts[GENRES[j]] ?? 0) * (KINSHIP[Math.abs(i - j)] ?? 0);
    }
    taste.set(GENRES[i], sum);
    strongest = Math.max(strongest, sum);
  }
  for (const [genre, sum] of taste) taste.set(genre, sum / strongest);
  return taste;
}

/** Mean taste for the genres a title carries. */
export function genreMatch(genres: readonly Genre[], taste: GenreTaste): number {
  let sum = 0;
  for (const genre of genres) sum += taste.get(genre) ?? 0;
  return genres.length === 0 ? 0 : sum / genres.length;
}

export function blend(similarity: number, genre: number, prior: number): number {
  return WEIGHTS.taste * similarity + WEIGHTS.genre * genre + WEIGHTS.prior * prior;
}

export function scoreCandidates(
  candidates: readonly HydratedCandidate[],
  profile: UserProfile,
): readonly ScoredItem[] {
  const taste = genreTaste(profile);
  const scored: ScoredItem[] = [];
  for (const { id, prior, features } of candidates) {
    // Profiles are shared between requests: work on a copy, so that no scorer can change one.
    const user = JSON.parse(JSON.stringify(profile)) as UserProfile;
    const userNorm = norm(user.factors);
    const norms = userNorm * norm(features.factors);
    const similarity = norms === 0 ? 0 : dot(user.factors, features.factors) / norms;
    scored.push({
      id,
      score: blend(similarity, genreMatch(features.genres, taste), prior),
      features,
    });
  }
  return scored;
}
