import { isMainThread } from 'node:worker_threads';
import type { AgentOptions } from '../../protocol/agent-options.js';
import type { AgentNote } from '../../protocol/segments.js';
import { Allocations } from './allocations.js';
import { CallLines } from './call-lines.js';
import { GcPauses } from './gc-pauses.js';
import { CompiledScripts } from './compiled-scripts.js';
import { ScriptPlaces } from './script-places.js';
import type { Sampler } from './sampler.js';
import { InspectorTimeline } from './timeline-inspector.js';
import { V8ProfilerTimeline } from './timeline-v8-profiler.js';

/** A way to measure something: the first candidate that starts is taken. */
interface Measurement {
  readonly what: string;
  readonly candidates: readonly (() => Sampler)[];
}

/** The samplers that could be started, and a note for each that could not. */
export interface StartedSamplers {
  readonly samplers: readonly Sampler[];
  readonly notes: readonly AgentNote[];
}

/**
 * Starts one sampler for everything that `options` asks for. Never throws.
 */
export function startSamplers(options: AgentOptions): StartedSamplers {
  const samplers: Sampler[] = [];
  const notes: AgentNote[] = [];
  for (const { what, candidates } of measurements(options)) {
    const reasons: string[] = [];
    const started = candidates.some((create) => {
      try {
        const sampler = create();
        sampler.start();
        samplers.push(sampler);
        return true;
      } catch (error) {
        reasons.push(firstLine(error));
        return false;
      }
    });
    if (reasons.length > 0 && !(started && what === 'timeline' && options.timeline === 'auto')) {
      notes.push({ code: `${what}-sampler`, message: reasons.join('; ') });
    }
  }
  return { samplers, notes };
}

function measurements(options: AgentOptions): Measurement[] {
  const places = new ScriptPlaces();
  const v8Profiler = () => new V8ProfilerTimeline(options.intervalUs, places);
  const inspector = () => new InspectorTimeline(options.intervalUs, places);
  const timelines = {
    auto: [v8Profiler, inspector],
    'v8-profiler-next': [v8Profiler],
    inspector: [inspector],
  } as const;
  // A worker that is terminated while `v8-profiler-next` samples it takes the process with it.
  const timeline = isMainThread ? options.timeline : 'inspector';
  const wanted: Measurement[] = [
    { what: 'timeline', candidates: timelines[timeline] },
    { what: 'gc', candidates: [() => new GcPauses()] },
    { what: 'compiled-scripts', candidates: [() => new CompiledScripts()] },
  ];
  if (options.callLinesIntervalUs > 0) {
    wanted.push({
      what: 'call-lines',
      candidates: [() => new CallLines(options.callLinesIntervalUs, isMainThread)],
    });
  }
  if (options.heapIntervalBytes > 0) {
    wanted.push({
      what: 'allocations',
      candidates: [() => new Allocations(options.heapIntervalBytes, places)],
    });
  }
  return wanted;
}

/** What went wrong, without the list of files Node adds to it. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
