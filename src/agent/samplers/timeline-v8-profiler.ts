import { Module, createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Sampler, Segment } from './sampler.js';
import type { CallFrame, ScriptPlaces } from './script-places.js';

/** What `v8-profiler-next` exports, as far as it is used here. */
interface V8Profiler {
  setGenerateType(type: 1): void;
  setSamplingInterval(us: number): void;
  startProfiling(title: string, recordSamples: boolean): void;
  stopProfiling(title: string): V8ProfilerProfile;
}

interface V8ProfilerProfile {
  readonly nodes: readonly V8ProfilerNode[];
  readonly startTime: number;
  readonly endTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
  delete(): void;
}

interface V8ProfilerNode {
  readonly id: number;
  readonly hitCount: number;
  readonly children: readonly number[];
  readonly callFrame: {
    readonly functionName: string;
    readonly scriptId: number;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
    readonly lineTicks?: readonly { readonly line: number; readonly hitCount: number }[];
  };
}

const TITLE = 'rankscope-timeline-';

/**
 * The timeline by `v8-profiler-next`, written as the `.cpuprofile` every viewer knows (its own
 * layout counts lines from 1 and names ticks differently).
 */
export class V8ProfilerTimeline implements Sampler {
  readonly name = 'v8-profiler-next';
  readonly measures = 'cpu';
  readonly #profiler: V8Profiler;
  readonly #intervalUs: number;
  readonly #places: ScriptPlaces;
  #segment = 0;

  /** Throws when the package has no binary for this Node. */
  constructor(intervalUs: number, places: ScriptPlaces) {
    this.#places = places;
    this.#profiler = loadV8Profiler();
    this.#intervalUs = intervalUs;
  }

  start(): void {
    this.#profiler.setGenerateType(1);
    this.#profiler.setSamplingInterval(this.#intervalUs);
    this.#profiler.startProfiling(`${TITLE}${this.#segment}`, true);
  }

  rotate(): Segment | undefined {
    this.#profiler.startProfiling(`${TITLE}${this.#segment + 1}`, true);
    const segment = this.stop();
    this.#segment += 1;
    return segment;
  }

  stop(): Segment | undefined {
    const profile = this.#profiler.stopProfiling(`${TITLE}${this.#segment}`);
    const nodes = profile.nodes.map(standardNode);
    for (const { callFrame } of nodes) this.#places.learn(callFrame);
    const text = JSON.stringify({
      nodes,
      startTime: profile.startTime,
      endTime: profile.endTime,
      samples: profile.samples,
      timeDeltas: profile.timeDeltas,
    });
    profile.delete();
    return { kind: 'cpuprofile', text };
  }
}

function standardNode(node: V8ProfilerNode): { readonly callFrame: CallFrame } {
  const { functionName, scriptId, url, lineNumber, columnNumber, lineTicks } = node.callFrame;
  const standard = {
    id: node.id,
    callFrame: {
      functionName,
      scriptId: String(scriptId),
      url,
      lineNumber: lineNumber - 1,
      columnNumber: columnNumber - 1,
    },
    hitCount: node.hitCount,
    children: node.children,
    positionTicks: (lineTicks ?? []).map(({ line, hitCount }) => ({ line, ticks: hitCount })),
  };
  return standard;
}

/**
 * Loads the package with the binary of this Node put in place beforehand: its own search for the
 * binary loads a whole build tool, 100 ms that would count as the target's start-up.
 */
function loadV8Profiler(): V8Profiler {
  const load = createRequire(__filename);
  const main = load.resolve('v8-profiler-next');
  const root = dirname(main);
  const abi = `node-v${process.versions.modules}-${process.platform}-${process.arch}`;
  const binary = join(root, 'build', 'binding', 'Release', abi, 'profiler.node');
  const bindingFile = join(root, 'lib', 'binding.js');
  const binding = new Module(bindingFile);
  binding.exports = load(binary) as unknown;
  binding.loaded = true;
  load.cache[bindingFile] = binding;
  return load(main) as V8Profiler;
}
