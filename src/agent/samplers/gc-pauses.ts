import { PerformanceObserver, performance, type PerformanceEntry } from 'node:perf_hooks';
import { GCProfiler, getHeapStatistics } from 'node:v8';
import type { GcKind, GcSegment } from '../../protocol/segments.js';
import { monotonicUs, type Sampler, type Segment } from './sampler.js';

interface CountedPause {
  readonly index: number;
  readonly kind: GcKind;
  readonly durationUs: number;
  readonly freedBytes: number;
  readonly allocatedBytes: number;
}

/** A `gc` entry as Node makes it; its type leaves `detail` out. */
type GcEntry = PerformanceEntry & { readonly detail: { readonly kind: number } };

interface TimedPause {
  readonly kind: GcKind;
  readonly startUs: number;
  readonly durationUs: number;
}

const KIND_BY_NAME: Readonly<Record<string, GcKind>> = {
  Scavenge: 'minor',
  MinorMarkCompact: 'minor',
  MinorMarkSweep: 'minor',
  MarkSweepCompact: 'major',
  IncrementalMarking: 'incremental',
  ProcessWeakCallbacks: 'weak',
};

/** `perf_hooks.constants`: 1 scavenge, 2 minor mark-sweep, 4 major, 8 incremental, 16 weak. */
const KIND_BY_NUMBER: Readonly<Record<number, GcKind>> = {
  1: 'minor',
  2: 'minor',
  4: 'major',
  8: 'incremental',
  16: 'weak',
};

/** Pauses whose time may still arrive; more are kept without one, so that memory stays flat. */
const MAX_UNTIMED = 20_000;

/** How many counted pauses are looked at for one timed pause. */
const MATCH_WINDOW = 64;

/** A timed pause is measured around the counted one, so it is never shorter but for rounding, µs. */
const ROUNDING_US = 20;

/**
 * Every garbage collection of this thread. `GCProfiler` counts them all but gives no times, the
 * performance entries give times but only once the event loop turns; see `GcSegment`.
 */
export class GcPauses implements Sampler {
  readonly name = 'gc';
  readonly measures = 'gc';
  readonly #observer: PerformanceObserver;
  #profiler = new GCProfiler();
  #windowStartUs = 0;
  #count = 0;
  /** Heap in use after the last pause. */
  #usedAfter = getHeapStatistics().used_heap_size;
  /** Since the last segment. */
  #pauses: CountedPause[] = [];
  #untimed: CountedPause[] = [];
  #timed: TimedPause[] = [];

  constructor() {
    const originUs = monotonicUs() - performance.now() * 1000;
    this.#observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const kind = KIND_BY_NUMBER[(entry as GcEntry).detail.kind];
        if (kind === undefined) continue;
        this.#timed.push({
          kind,
          startUs: originUs + entry.startTime * 1000,
          durationUs: entry.duration * 1000,
        });
      }
    });
  }

  start(): void {
    this.#windowStartUs = monotonicUs();
    this.#profiler.start();
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** V8 describes every collection in 3 kB: hundreds of them would be a pause of their own. */
  drain(): void {
    const next = new GCProfiler();
    next.start();
    this.#collect();
    this.#profiler = next;
  }

  rotate(): Segment | undefined {
    this.drain();
    return this.#segment();
  }

  stop(): Segment | undefined {
    this.#collect();
    this.#observer.disconnect();
    return this.#segment();
  }

  #collect(): void {
    for (const entry of this.#profiler.stop().statistics) {
      const before = entry.beforeGC.heapStatistics;
      const after = entry.afterGC.heapStatistics;
      const freed = before.usedHeapSize + before.externalMemory;
      const pause: CountedPause = {
        index: this.#count++,
        kind: KIND_BY_NAME[entry.gcType] ?? 'major',
        durationUs: Math.round(entry.cost),
        freedBytes: Math.max(0, freed - after.usedHeapSize - after.externalMemory),
        allocatedBytes: Math.max(0, before.usedHeapSize - this.#usedAfter),
      };
      this.#usedAfter = after.usedHeapSize;
      this.#pauses.push(pause);
      this.#untimed.push(pause);
    }
  }

  #segment(): Segment {
    const windowEndUs = monotonicUs();
    const content: GcSegment = {
      windowStartUs: this.#windowStartUs,
      windowEndUs,
      firstIndex: this.#count - this.#pauses.length,
      pauses: this.#pauses.map(({ kind, durationUs, freedBytes, allocatedBytes }) => {
        return { kind, durationUs, freedBytes, allocatedBytes };
      }),
      times: this.#matchTimes(),
    };
    this.#windowStartUs = windowEndUs;
    this.#pauses = [];
    return { kind: 'gc.json', text: JSON.stringify(content) };
  }

  /**
   * Both lists are in order, and every timed pause is a counted one: the next timed pause is the
   * next counted one that fits. (A thread that is not scheduled in between makes a timed pause
   * any length longer, so lengths cannot be compared for more than that.)
   */
  #matchTimes(): (readonly [number, number])[] {
    const times: (readonly [number, number])[] = [];
    let next = 0;
    for (const timed of this.#timed) {
      const end = Math.min(this.#untimed.length, next + MATCH_WINDOW);
      for (let i = next; i < end; i++) {
        const counted = this.#untimed[i]!;
        if (!isSame(counted, timed)) continue;
        times.push([counted.index, Math.round(timed.startUs)]);
        next = i + 1;
        break;
      }
    }
    this.#timed = [];
    this.#untimed = this.#untimed.slice(next).slice(-MAX_UNTIMED);
    return times;
  }
}

function isSame(counted: CountedPause, timed: TimedPause): boolean {
  return counted.kind === timed.kind && counted.durationUs <= timed.durationUs + ROUNDING_US;
}
