import type { Profile, ThreadId } from '../model/profile.js';
import type { GcKind, ThreadRecording } from '../model/recording.js';
import type { SourceLibrary } from '../source/source-library.js';
import { chargePauses, type ChargedPause } from './charge-gc.js';
import { share } from './figures.js';
import { originalFunction } from './resolve-sources.js';
import type { GcSummary } from './summary.js';

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
  const pauses: (ChargedPause & ThreadId)[] = [];
  for (const { pid, tid, gc, stacks, allocations } of threads) {
    for (const pause of chargePauses(gc, stacks, allocations)) {
      pauses.push({
        ...pause,
        pid,
        tid,
        function: pause.function && originalFunction(pause.function, sources),
      });
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
