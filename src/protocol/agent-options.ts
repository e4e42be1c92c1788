import { isFiniteNumber, isObject, parseJson } from './guards.js';

/** Raised whenever launcher and agent would misunderstand each other. */
export const PROTOCOL_VERSION = 1;

/** Environment variable by which a launcher tells the agent what to do; children inherit it. */
export const AGENT_ENV = 'RANKSCOPE_AGENT';

/** Which sampler keeps the order of samples. */
export type TimelineChoice = 'auto' | 'v8-profiler-next' | 'inspector';

/** Everything an agent needs to know. */
export interface AgentOptions {
  readonly version: typeof PROTOCOL_VERSION;
  /** Folder of the recording; exists already. */
  readonly folder: string;
  /** Socket or named pipe of the launcher; empty when nobody listens. */
  readonly control: string;
  readonly timeline: TimelineChoice;
  readonly intervalUs: number;
  /** Distance of the samples that carry call lines, µs; 0 switches them off. */
  readonly callLinesIntervalUs: number;
  /** Mean distance of allocation samples in bytes; 0 switches them off. */
  readonly heapIntervalBytes: number;
  /** Prepare, and let the program start the recording when it is ready (see `workload`). */
  readonly deferred: boolean;
  /** Write a heap snapshot of each main thread when its recording ends. */
  readonly heapSnapshot: boolean;
}

const TIMELINES: readonly string[] = ['auto', 'v8-profiler-next', 'inspector'];

/** The options behind the text of `AGENT_ENV`; `undefined` when it is missing or not ours. */
export function parseAgentOptions(text: string | undefined): AgentOptions | undefined {
  const value = text === undefined ? undefined : parseJson(text);
  return isAgentOptions(value) ? value : undefined;
}

function isAgentOptions(value: unknown): value is AgentOptions {
  return (
    isObject(value) &&
    value['version'] === PROTOCOL_VERSION &&
    typeof value['folder'] === 'string' &&
    value['folder'] !== '' &&
    typeof value['control'] === 'string' &&
    TIMELINES.includes(String(value['timeline'])) &&
    isFiniteNumber(value['intervalUs']) &&
    isFiniteNumber(value['callLinesIntervalUs']) &&
    isFiniteNumber(value['heapIntervalBytes']) &&
    typeof value['deferred'] === 'boolean' &&
    typeof value['heapSnapshot'] === 'boolean'
  );
}
