import type { GcKind, GcPause } from '../model/recording.js';
import type { Bytes, Micros } from '../model/units.js';

/** A pause of which the engine may not have told the time. */
export interface CountedPause {
  readonly kind: GcKind;
  readonly durationUs: Micros;
  readonly freedBytes: Bytes;
  /** What the program has allocated since the pause before. */
  readonly allocatedBytes: Bytes;
  readonly startUs: Micros | undefined;
}

/** Pauses in their order, and the stretch of time in which all of them happened. */
export interface GcWindow {
  readonly startUs: Micros;
  readonly endUs: Micros;
  readonly pauses: readonly CountedPause[];
}

/** A time in which something passed evenly: bytes that were allocated, or time in collections. */
export interface Stretch {
  readonly startUs: Micros;
  readonly endUs: Micros;
  readonly amount: number;
}

/** What is known of a thread beside its pauses. */
export interface GcWitnesses {
  /** When it was seen in garbage collection; the amount is the time. */
  readonly runs: readonly Stretch[];
  /** When it allocated, and how much; empty where that was not measured. */
  readonly allocating: readonly Stretch[];
}

/**
 * When did each pause happen? V8 collects after so many bytes, and says how many there were
 * between two pauses: so one without a time is put where that much has been allocated. Where
 * allocations were not measured, pauses are laid over the samples taken in garbage collection: one
 * that stands after 40 % of the window's pause time is put where 40 % of these samples have passed.
 */
export function alignPauses(
  windows: readonly GcWindow[],
  { runs, allocating }: GcWitnesses,
): GcPause[] {
  const pauses: GcPause[] = [];
  for (const window of windows) {
    let start = 0;
    let fromUs = window.startUs;
    for (let i = 0; i <= window.pauses.length; i++) {
      const known = window.pauses[i];
      if (known !== undefined && known.startUs === undefined) continue;
      const toUs = known?.startUs ?? window.endUs;
      const between = { pauses: window.pauses.slice(start, i), fromUs, toUs };
      const bytes = inside(allocating, fromUs, toUs);
      // After the last pause of a window some more was allocated, of which nothing tells.
      const rest = known === undefined ? 0.5 : known.allocatedBytes;
      pauses.push(
        ...(bytes.length > 0 && between.pauses.some((each) => each.allocatedBytes > 0)
          ? alignByBytes(between, bytes, rest)
          : alignByRuns(between, inside(runs, fromUs, toUs))),
      );
      if (known?.startUs === undefined) break;
      pauses.push(timed(known, known.startUs, 'exact'));
      fromUs = known.startUs + known.durationUs;
      start = i + 1;
    }
  }
  return pauses;
}

/** Pauses of unknown time between two times. */
interface Between {
  readonly pauses: readonly CountedPause[];
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

/**
 * @param rest bytes allocated after the last of the pauses; below 1 a share of the usual amount
 */
function alignByBytes(
  { pauses, fromUs }: Between,
  stretches: readonly Stretch[],
  rest: number,
): GcPause[] {
  const counted = sum(pauses.map((pause) => pause.allocatedBytes));
  const whole = counted + (rest < 1 ? (rest * counted) / pauses.length : rest);
  const scale = sum(stretches.map(({ amount }) => amount)) / whole;
  const clock = new AmountClock(stretches);
  let allocated = 0;
  let freeUs = fromUs;
  return pauses.map((pause) => {
    allocated += pause.allocatedBytes;
    const startUs = Math.max(freeUs, clock.timeAt(allocated * scale));
    freeUs = startUs;
    return timed(pause, startUs, 'aligned');
  });
}

function alignByRuns({ pauses, fromUs, toUs }: Between, runs: readonly Stretch[]): GcPause[] {
  const whole = { startUs: fromUs, endUs: Math.max(fromUs, toUs) };
  const stretches = runs.length > 0 ? runs : [{ ...whole, amount: whole.endUs - whole.startUs }];
  const pausedUs = sum(pauses.map((pause) => pause.durationUs));
  const seenUs = sum(stretches.map(({ amount }) => amount));
  const scale = pausedUs === 0 ? 0 : seenUs / pausedUs;
  const clock = new AmountClock(stretches);
  let passedUs = 0;
  return pauses.map((pause) => {
    const middleUs = clock.timeAt((passedUs + pause.durationUs / 2) * scale);
    passedUs += pause.durationUs;
    return timed(pause, Math.max(fromUs, middleUs - pause.durationUs / 2), 'aligned');
  });
}

function timed(pause: CountedPause, startUs: Micros, timing: GcPause['timing']): GcPause {
  const { kind, durationUs, freedBytes } = pause;
  return { kind, durationUs, freedBytes, startUs, timing };
}

/** Tells when so much has passed; to be asked in rising order. */
class AmountClock {
  readonly #stretches: readonly Stretch[];
  #index = 0;
  #before = 0;

  constructor(stretches: readonly Stretch[]) {
    this.#stretches = stretches;
  }

  timeAt(amount: number): Micros {
    const last = this.#stretches.length - 1;
    while (this.#index < last && this.#before + this.#stretches[this.#index]!.amount < amount) {
      this.#before += this.#stretches[this.#index]!.amount;
      this.#index += 1;
    }
    const stretch = this.#stretches[this.#index]!;
    const part = stretch.amount === 0 ? 0 : (amount - this.#before) / stretch.amount;
    return stretch.startUs + (stretch.endUs - stretch.startUs) * Math.min(1, Math.max(0, part));
  }
}

/** The stretches that start between two times. */
function inside(stretches: readonly Stretch[], fromUs: Micros, toUs: Micros): readonly Stretch[] {
  return stretches.slice(firstFrom(stretches, fromUs), firstFrom(stretches, toUs));
}

/** Index of the first stretch that starts at or after a time. */
function firstFrom(stretches: readonly Stretch[], timeUs: Micros): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stretches[middle]!.startUs < timeUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
