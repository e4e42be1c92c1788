import type { FrameFunction, ThreadId } from '../model/profile.js';
import type { GcKind } from '../model/recording.js';
import type { Micros } from '../model/units.js';
import type { GcSummary, ThreadSummary } from './summary.js';

/** One bar of a timeline: a pause, or all pauses of a short stretch of time. */
export interface GcBar {
  readonly startUs: Micros;
  readonly endUs: Micros;
  readonly pauses: number;
  readonly totalUs: Micros;
  /** Of the longest pause, which is what the bar shows. */
  readonly longestUs: Micros;
  readonly kind: GcKind;
  readonly function: FrameFunction | undefined;
}

/** The pauses of one thread, in the order of time. */
export interface GcLane {
  readonly thread: ThreadId & { readonly name: string };
  readonly bars: readonly GcBar[];
}

/** When did the threads pause? */
export interface GcStrip {
  /** Heaviest first. */
  readonly lanes: readonly GcLane[];
  /** Length of a stretch whose pauses share a bar; 0 where each pause has its own. */
  readonly binUs: Micros;
  /** What is left out of the lanes. */
  readonly hidden: { readonly threads: number; readonly totalUs: Micros };
}

type Pauses = GcSummary['pauses'];

/** More lanes than this cannot be compared. */
const MAX_LANES = 6;

/** More bars than this have no pixel of their own. */
const MAX_BARS = 1500;

/** Lays the pauses of each thread along the time; where they are too many, by stretches of it. */
export function gcStrip(
  pauses: Pauses,
  threads: readonly ThreadSummary[],
  span: { readonly startUs: Micros; readonly endUs: Micros },
): GcStrip {
  const byThread = new Map<string, { thread: GcLane['thread']; pauses: Pauses[number][] }>();
  for (const pause of pauses) {
    const { pid, tid } = pause;
    const name = threads.find((thread) => thread.pid === pid && thread.tid === tid)?.name ?? '';
    const lane = byThread.get(`${pid}/${tid}`) ?? { thread: { pid, tid, name }, pauses: [] };
    byThread.set(`${pid}/${tid}`, lane);
    lane.pauses.push(pause);
  }
  const lanes = [...byThread.values()].sort((a, b) => pausedUs(b.pauses) - pausedUs(a.pauses));
  const shown = lanes.slice(0, MAX_LANES);
  const hidden = lanes.slice(MAX_LANES);
  const barsOfLane = Math.floor(MAX_BARS / Math.max(1, shown.length));
  const isDense = shown.some((lane) => lane.pauses.length > barsOfLane);
  const binUs = isDense ? Math.max(1, (span.endUs - span.startUs) / barsOfLane) : 0;
  return {
    lanes: shown.map((lane) => ({
      thread: lane.thread,
      bars: bars(lane.pauses, span.startUs, binUs),
    })),
    binUs,
    hidden: {
      threads: hidden.length,
      totalUs: hidden.reduce((total, lane) => total + pausedUs(lane.pauses), 0),
    },
  };
}

function pausedUs(pauses: Pauses): Micros {
  return pauses.reduce((total, pause) => total + pause.durationUs, 0);
}

function bars(pauses: Pauses, startUs: Micros, binUs: Micros): GcBar[] {
  const byBin = new Map<number, { -readonly [K in keyof GcBar]: GcBar[K] }>();
  for (const [i, pause] of pauses.entries()) {
    const bin = binUs === 0 ? i : Math.floor((pause.startUs - startUs) / binUs);
    const bar = byBin.get(bin);
    const endUs = pause.startUs + pause.durationUs;
    const { durationUs, kind } = pause;
    if (bar === undefined) {
      byBin.set(bin, {
        startUs: pause.startUs,
        endUs,
        pauses: 1,
        totalUs: durationUs,
        longestUs: durationUs,
        kind,
        function: pause.function,
      });
      continue;
    }
    bar.endUs = Math.max(bar.endUs, endUs);
    bar.pauses += 1;
    bar.totalUs += durationUs;
    if (durationUs > bar.longestUs) {
      bar.longestUs = durationUs;
      bar.kind = kind;
      bar.function = pause.function;
    }
  }
  return [...byBin.values()];
}
