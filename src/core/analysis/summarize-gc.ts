import type { FrameFunction, Profile } from '../model/profile.js';
import type { GcKind, ThreadRecording } from '../model/recording.js';
import type { SourceLibrary } from '../source/source-library.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import { onlyAllocatingLine } from './allocating-line.js';
import { chargePauses } from './charge-gc.js';
import { functionKey } from './costs.js';
import { share } from './figures.js';
import { originalFunction } from './resolve-sources.js';
import type { GcSummary, SummarizedPause } from './summary.js';

/** A thread with collections on top of the stacks that caused them. */
export interface ThreadWithStacks extends ThreadRecording {
  readonly stacks: Profile | undefined;
}

/** What did garbage collection cost, and which functions were running when it began? */
export function summarizeGc(
  threads: readonly ThreadWithStacks[],
  busyUs: number,
  sources: SourceLibrary,
): GcSummary {
  const pauses: SummarizedPause[] = [];
  const lines = new Map<string, Line1 | undefined>();
  const lineOf = (spec: FrameFunction) => {
    const key = functionKey(spec);
    if (!lines.has(key)) lines.set(key, onlyAllocatingLine(spec, sources));
    return lines.get(key);
  };
  for (const { pid, tid, gc, stacks, allocations } of threads) {
    for (const pause of chargePauses(gc, stacks, allocations)) {
      const charged = pause.function && originalFunction(pause.function, sources);
      const line = charged === undefined ? undefined : lineOf(charged);
      pauses.push({ ...pause, pid, tid, function: charged, line: line ?? UNKNOWN_LINE });
    }
  }
  pauses.sort((a, b) => a.startUs - b.startUs);
  const byKind = new Map<GcKind, { pauses: number; totalUs: number }>();
  let totalUs = 0;
  let maxUs = 0;
  for (const { kind, durationUs } of pauses) {
    const row = byKind.get(kind) ?? { pauses: 0, totalUs: 0 };
    byKind.set(kind, { pauses: row.pauses + 1, totalUs: row.totalUs + durationUs });
    totalUs += durationUs;
    maxUs = Math.max(maxUs, durationUs);
  }
  return { pauses, totalUs, share: Math.min(1, share(totalUs, busyUs)), maxUs, byKind };
}
