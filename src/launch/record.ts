import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunInfo } from '../io/recording-folder.js';
import { parseJson } from '../protocol/guards.js';
import {
  THREAD_FILE_ENDING,
  isThreadFile,
  type AgentNote,
  type ThreadFile,
} from '../protocol/segments.js';
import { LaunchError } from './launch-error.js';
import { RunningTarget, type LaunchRequest, type TargetEnd } from './launch-target.js';

/** A command to record from its start to its end. */
export interface RecordRequest extends LaunchRequest {
  /** End the target after this time; `undefined` lets it run. */
  readonly durationMs: number | undefined;
  /** Told when the target is being stopped, and how. */
  readonly onStop: (text: string) => void;
  /** Ends the target at once when it fires. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a command under the agent until it ends, its time is up or this process is told to stop
 * (Ctrl-C, SIGTERM). Afterwards the folder holds everything the agents have written.
 * Throws `LaunchError` when nothing was recorded.
 */
export async function record(request: RecordRequest): Promise<RunInfo> {
  const target = await RunningTarget.launch(request);
  const timer =
    request.durationMs === undefined
      ? undefined
      : setTimeout(() => void target.stop('SIGINT', false), request.durationMs);
  const release = stopOnSignals(target, request.onStop);
  const kill = () => target.kill();
  request.signal?.addEventListener('abort', kill);
  try {
    const end = await target.ended;
    return runInfo(request, end);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', kill);
    release();
  }
}

/** Passes Ctrl-C and SIGTERM on; the result stops doing so. */
function stopOnSignals(target: RunningTarget, onStop: (text: string) => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    onStop('Stopping the target; once more ends it at once.');
    // A terminal sends Ctrl-C to the whole group, so the target may have it already.
    void target.stop(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM', signal === 'SIGINT');
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}

/**
 * What there is to know of a run that has ended. Throws `LaunchError` when nothing was recorded.
 */
export function runInfo(
  request: Pick<LaunchRequest, 'command' | 'cwd' | 'folder' | 'options'>,
  end: TargetEnd,
): RunInfo {
  const threads = threadFiles(request.folder);
  const recorded = threads.filter((thread) => thread.samplers.length > 0);
  if (recorded.length === 0) throw nothingRecorded(request, end, threads);
  const warnings: AgentNote[] = [...end.warnings];
  const unfinished = recorded.filter((thread) => thread.endedUs === 0).length;
  if (unfinished > 0) {
    warnings.push({
      code: 'killed',
      message: `${unfinished} of ${recorded.length} threads ended without a chance to write down their last moments; all before that is shown.`,
    });
  }
  const { exitCode, signal, wallUs } = end;
  return {
    command: request.command,
    cwd: request.cwd,
    exitCode,
    signal,
    wallUs,
    heapSnapshots: readdirSync(request.folder).filter((name) => name.endsWith('.heapsnapshot')),
    warnings,
  };
}

/** The descriptions all threads have written of themselves. */
export function threadFiles(folder: string): ThreadFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(THREAD_FILE_ENDING))
    .map((name) => parseJson(readFileSync(join(folder, name), 'utf8')))
    .filter(isThreadFile);
}

function nothingRecorded(
  { command, options }: Pick<LaunchRequest, 'command' | 'options'>,
  end: TargetEnd,
  threads: readonly ThreadFile[],
): LaunchError {
  const [first] = threads;
  const name = command.join(' ');
  if (first !== undefined && first.notes.some(({ code }) => code === 'node-too-old')) {
    return new LaunchError(
      'node-too-old',
      `"${name}" ran on Node ${first.node.replace(/^v/, '')}, which is too old to be recorded. Use Node 20 or later.`,
    );
  }
  const how = end.signal === null ? `exit code ${String(end.exitCode)}` : `signal ${end.signal}`;
  if (options.deferred && first === undefined) {
    return new LaunchError(
      'not-begun',
      `"${name}" ended (${how}) before the recording began. What it has printed says why.`,
    );
  }
  const why = first?.notes.map(({ message }) => message).join('; ');
  return new LaunchError(
    'no-node-process',
    `"${name}" ended (${how}) and no Node.js process in it could be recorded${
      why === undefined || why === '' ? '' : ` (${why})`
    }. Give a command that runs Node, and check that it does not replace NODE_OPTIONS.`,
  );
}
