import type { SegmentKind } from '../../protocol/segments.js';

/** What a sampler hands over: the content of one segment file. */
export interface Segment {
  readonly kind: SegmentKind;
  readonly text: string;
}

/** Measures one thing in the thread it runs in. Every method is synchronous. */
export interface Sampler {
  /** As users know it, for example `v8-profiler-next`. */
  readonly name: string;
  readonly measures: 'cpu' | 'allocations' | 'gc' | 'sources';
  start(): void;
  /** Called about once a second: makes room, and does what could wait until the program runs. */
  drain?(): void;
  /** Hands over what was measured since the last time and goes on without a gap. */
  rotate(): Segment | undefined;
  /** Hands over the rest and leaves nothing running. */
  stop(): Segment | undefined;
}

/** The clock of V8's samples: CLOCK_MONOTONIC in µs, the same in all threads and processes. */
export function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
