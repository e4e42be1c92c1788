import { InspectorSession } from './inspector-session.js';
import type { Sampler, Segment } from './sampler.js';
import type { CallFrame, ScriptPlaces } from './script-places.js';

/** A function of V8's allocation tree. */
interface AllocationNode {
  callFrame: CallFrame;
  readonly children: readonly AllocationNode[];
}

/**
 * V8 collects all garbage before it hands over what it sampled: 10 to 20 ms on a small heap, and
 * seconds on a large one, in which a server answers nobody. The next time is so many times as far
 * away as the last one took, which makes 0.05 % of the program's time, so that the slowest request
 * of a hundred is none of those that wait; but not so far that the samples V8 keeps fill the memory.
 */
const REST_FACTOR = 2000;
const LONGEST_REST_MS = 120_000;

/** A program that ends before has paid for no collection. */
const FIRST_ROTATION_MS = 1000;

/**
 * Bytes allocated by function, those collected since included: without the two flags V8 reports
 * live objects only (0 bytes instead of 1.59 GB on a program that keeps nothing).
 */
export class Allocations implements Sampler {
  readonly name = 'inspector-heap';
  readonly measures = 'allocations';
  readonly #session = new InspectorSession();
  readonly #intervalBytes: number;
  readonly #places: ScriptPlaces;
  #nextRotationAt = performance.now() + FIRST_ROTATION_MS;

  constructor(intervalBytes: number, places: ScriptPlaces) {
    this.#places = places;
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
    const start = performance.now();
    if (start < this.#nextRotationAt) return undefined;
    const segment = this.#take();
    this.start();
    const end = performance.now();
    this.#nextRotationAt = end + Math.min((end - start) * REST_FACTOR, LONGEST_REST_MS);
    return segment;
  }

  stop(): Segment | undefined {
    const segment = this.#take();
    this.#session.disconnect();
    return segment;
  }

  #take(): Segment {
    const { profile } = this.#session.post('HeapProfiler.stopSampling') as {
      profile: { readonly head: AllocationNode };
    };
    const open = [profile.head];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      this.#places.learn(node.callFrame);
      node.callFrame = this.#places.restored(node.callFrame);
      open.push(...node.children);
    }
    return { kind: 'heapprofile', text: JSON.stringify(profile) };
  }
}
