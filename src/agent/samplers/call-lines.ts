import { createRequire } from 'node:module';
import type { CallLinesNode, CallLinesSegment } from '../../protocol/segments.js';
import type { Sampler, Segment } from './sampler.js';

/** The native part of `@datadog/pprof`, as far as it is used here. */
interface TimeProfiler {
  start(): void;
  stop(restart: boolean): {
    readonly topDownRoot: CallLinesNode;
    readonly startTime: number;
    readonly endTime: number;
  };
  dispose(): void;
}

/** Only these fields of a node are kept; the rest belongs to features that are switched off. */
const NODE_FIELDS: string[] = [
  'startUs',
  'endUs',
  'root',
  'name',
  'scriptName',
  'scriptId',
  'lineNumber',
  'columnNumber',
  'hitCount',
  'children',
] satisfies (keyof CallLinesNode | keyof CallLinesSegment)[];

/**
 * Stacks that tell the line of the call in every caller, by `@datadog/pprof` in line mode. Only
 * its native part is loaded: the rest (source maps, pprof encoding) would triple the load time.
 */
export class CallLines implements Sampler {
  readonly name = '@datadog/pprof';
  readonly measures = 'cpu';
  readonly #profiler: TimeProfiler;

  /** Throws when the package has no binary for this machine. */
  constructor(intervalUs: number, isMainThread: boolean) {
    const load = createRequire(__filename);
    const native = load('@datadog/pprof/out/src/time-profiler-bindings.js') as {
      TimeProfiler: new (options: object) => TimeProfiler;
    };
    this.#profiler = new native.TimeProfiler({
      intervalMicros: intervalUs,
      durationMillis: 60_000,
      lineNumbers: true,
      withContexts: false,
      workaroundV8Bug: true,
      collectCpuTime: false,
      collectAsyncId: false,
      useCPED: false,
      isMainThread,
    });
  }

  /**
   * Costs 5 to 15 ms. It cannot wait until the program runs: a loop that V8 has optimized before
   * this starts (and never leaves) has all its calls on the first line of its function.
   */
  start(): void {
    this.#profiler.start();
  }

  rotate(): Segment | undefined {
    return this.#take(true);
  }

  stop(): Segment | undefined {
    const segment = this.#take(false);
    this.#profiler.dispose();
    return segment;
  }

  #take(restart: boolean): Segment {
    const profile = this.#profiler.stop(restart);
    const content: CallLinesSegment = {
      startUs: profile.startTime,
      endUs: profile.endTime,
      root: profile.topDownRoot,
    };
    return { kind: 'calllines.json', text: JSON.stringify(content, NODE_FIELDS) };
  }
}
