import { join } from 'node:path';
import { AGENT_ENV, PROTOCOL_VERSION, type AgentOptions } from '../protocol/agent-options.js';

/** What a user can choose about a recording; the defaults are `DEFAULT_RECORD_OPTIONS`. */
export interface RecordOptions {
  /** The program itself says when recording starts, as a workload does after its set-up. */
  readonly deferred: boolean;
  readonly sampler: AgentOptions['timeline'];
  readonly intervalUs: number;
  readonly heap: boolean;
  readonly heapSnapshot: boolean;
}

/**
 * Chosen by measurement: together they stay within 5 % of a CPU-bound kernel's time (`bench/`).
 * Call lines need fewer samples than the timeline, because they only divide what it measures.
 */
export const DEFAULT_RECORD_OPTIONS: RecordOptions = {
  deferred: false,
  sampler: 'auto',
  intervalUs: 1000,
  heap: true,
  heapSnapshot: false,
};

/** How much rarer samples with call lines are than those of the timeline. */
const CALL_LINES_FACTOR = 2;

const HEAP_INTERVAL_BYTES = 512 * 1024;

/** What the agent is told. */
export function agentOptions(
  folder: string,
  control: string,
  options: RecordOptions,
): AgentOptions {
  return {
    version: PROTOCOL_VERSION,
    folder,
    control,
    timeline: options.sampler,
    intervalUs: options.intervalUs,
    callLinesIntervalUs: options.intervalUs * CALL_LINES_FACTOR,
    heapIntervalBytes: options.heap ? HEAP_INTERVAL_BYTES : 0,
    deferred: options.deferred,
    heapSnapshot: options.heapSnapshot,
  };
}

/** The environment in which every Node process loads the agent before anything else. */
export function agentEnvironment(
  base: NodeJS.ProcessEnv,
  agentFolder: string,
  options: AgentOptions,
): NodeJS.ProcessEnv {
  // NODE_OPTIONS is split at spaces; quotes protect a path, and in quotes a backslash escapes.
  const preload = join(agentFolder, 'preload.js').replace(/["\\]/g, '\\$&');
  const existing = base['NODE_OPTIONS'];
  const nodeOptions = `--require "${preload}"${existing === undefined ? '' : ` ${existing}`}`;
  return {
    ...base,
    NODE_OPTIONS: nodeOptions,
    [AGENT_ENV]: JSON.stringify(options),
    // What tsx keeps of earlier runs was compiled without lines; see `tsx-lines.ts`.
    TSX_DISABLE_CACHE: '1',
  };
}
