import { InspectorSession } from './inspector-session.js';
import type { Sampler, Segment } from './sampler.js';

/**
 * Bytes allocated by function, those collected since included: without the two flags V8 reports
 * live objects only (0 bytes instead of 1.59 GB on a program that keeps nothing).
 */
export class Allocations implements Sampler {
  readonly name = 'inspector-heap';
  readonly measures = 'allocations';
  readonly #session = new InspectorSession();
  readonly #intervalBytes: number;

  constructor(intervalBytes: number) {
    this.#intervalBytes = intervalBytes;
  }

  start(): void {
    this.#session.post('HeapProfiler.startSampling', {
      samplingInterval: this.#intervalBytes,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    });
  }

  /** V8 keeps every sample until sampling stops, so memory stays flat only by starting anew. */
  rotate(): Segment | undefined {
    const segment = this.#take();
    this.start();
    return segment;
  }

  stop(): Segment | undefined {
    const segment = this.#take();
    this.#session.disconnect();
    return segment;
  }

  #take(): Segment {
    const { profile } = this.#session.post('HeapProfiler.stopSampling') as { profile: unknown };
    return { kind: 'heapprofile', text: JSON.stringify(profile) };
  }
}
