import type { Dataset } from '../data/dataset.ts';
import {
  coWatchSource,
  freshSource,
  joinSources,
  popularSource,
  type SourceScores,
} from '../stages/candidates.ts';
import type { Candidate, Viewer } from '../types.ts';

/** Appends to one list: the copy that `[...merged, x]` makes at each step is the whole difference. */
function mergeSources(sources: readonly SourceScores[]): readonly Candidate[] {
  const merged: Candidate[] = [];
  for (const [id, prior] of joinSources(sources)) {
    merged.push({ id, prior: prior / sources.length });
  }
  return merged;
}

export function generateCandidates({ profile }: Viewer, dataset: Dataset): readonly Candidate[] {
  const { catalogue } = dataset;
  return mergeSources([
    coWatchSource(profile, dataset),
    popularSource(catalogue),
    freshSource(catalogue),
  ]);
}
