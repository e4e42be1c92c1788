import type { GcKind, GcPause } from '../model/recording.js';
import type { GcRun } from './gc-on-stacks.js';

/** A pause of which the engine may not have told the time. */
export interface CountedPause {
  readonly kind: GcKind;
  readonly durationUs: number;
  readonly freedBytes: number;
  readonly startUs: number | undefined;
}

/** Pauses in their order, and the stretch of time in which all of them happened. */
export interface GcWindow {
  readonly startUs: number;
  readonly endUs: number;
  readonly pauses: readonly CountedPause[];
}

/**
 * When did each pause happen? Those without a time are laid over the samples taken in garbage
 * collection: a pause that stands after 40 % of the window's pause time is put where 40 % of the
 * window's samples in GC have passed. Both are in order, so the error stays within a few samples.
 */
export function alignPauses(windows: readonly GcWindow[], runs: readonly GcRun[]): GcPause[] {
  const pauses: GcPause[] = [];
  for (const window of windows) {
    let start = 0;
    let fromUs = window.startUs;
    for (let i = 0; i <= window.pauses.length; i++) {
      const known = window.pauses[i];
      if (known !== undefined && known.startUs === undefined) continue;
      const toUs = known?.startUs ?? window.endUs;
      pauses.push(...alignBetween(window.pauses.slice(start, i), runs, fromUs, toUs));
      if (known?.startUs === undefined) break;
      pauses.push({ ...known, startUs: known.startUs, timing: 'exact' });
      fromUs = known.startUs + known.durationUs;
      start = i + 1;
    }
  }
  return pauses;
}

/** Spreads pauses of unknown time over the GC samples between two times. */
function alignBetween(
  pauses: readonly CountedPause[],
  runs: readonly GcRun[],
  fromUs: number,
  toUs: number,
): GcPause[] {
  if (pauses.length === 0) return [];
  const inside = runs.slice(firstFrom(runs, fromUs), firstFrom(runs, toUs));
  const stretches =
    inside.length > 0 ? inside : [{ startUs: fromUs, endUs: Math.max(fromUs, toUs) }];
  const pausedUs = sum(pauses.map((pause) => pause.durationUs));
  const seenUs = sum(stretches.map((run) => run.endUs - run.startUs));
  const scale = pausedUs === 0 ? 0 : seenUs / pausedUs;
  let index = 0;
  let beforeUs = 0;
  let passedUs = 0;
  return pauses.map((pause) => {
    const middleUs = (passedUs + pause.durationUs / 2) * scale;
    passedUs += pause.durationUs;
    while (index < stretches.length - 1 && beforeUs + length(stretches[index]!) < middleUs) {
      beforeUs += length(stretches[index]!);
      index += 1;
    }
    const at = stretches[index]!.startUs + Math.max(0, middleUs - beforeUs);
    const startUs = Math.max(fromUs, at - pause.durationUs / 2);
    return { ...pause, startUs, timing: 'aligned' };
  });
}

/** Index of the first run that starts at or after a time. */
function firstFrom(runs: readonly GcRun[], timeUs: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (runs[middle]!.startUs < timeUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function length(run: GcRun): number {
  return run.endUs - run.startUs;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
