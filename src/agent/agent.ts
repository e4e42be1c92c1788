import { join } from 'node:path';
import * as threads from 'node:worker_threads';
import type { AgentNote } from '../protocol/segments.js';
import { AGENT_ENV, parseAgentOptions, type AgentOptions } from '../protocol/agent-options.js';
import { writeHeapSnapshot } from 'node:v8';
import { onExit } from './exit-listener.js';
import { forgetOptimizedCode } from './samplers/forget-optimized-code.js';
import { hasInspector } from './has-inspector.js';
import { isLoaderThread } from './loader-thread.js';
import { hasHook, IDLE_HOOK, installHook, removeHook, type AgentHook } from './hook.js';
import { onOwnKill } from './own-kill.js';
import { SignalListeners } from './signal-listeners.js';
import { SupervisorHandle } from './supervisor-handle.js';
import { ThreadRecorder } from './thread-recorder.js';
import { keepLinesUnderTsx, TSX_NOTE, usesTsx } from './tsx-lines.js';

/**
 * Starts recording the thread this is called in, as the launcher's environment says (or, for a
 * running process, as `text` says). Without instructions it does nothing.
 */
export function startAgent(text: string | undefined = process.env[AGENT_ENV]): void {
  const options = parseAgentOptions(text);
  if (options === undefined || (threads.isMainThread && !hasInspector())) return;
  const isTsx = usesTsx();
  if (isTsx) keepLinesUnderTsx();
  if (options.deferred) return;
  if (hasHook()) throw new Error('it is being recorded already');
  // From now on nobody starts a second agent here, not even in an interrupt of what follows.
  installHook(IDLE_HOOK);
  try {
    const notes = isTsx ? [TSX_NOTE] : [];
    if (threads.isMainThread) recordProcess(options, notes, text === process.env[AGENT_ENV]);
    else if (!isLoaderThread()) recordWorker(options);
  } catch (error) {
    removeHook();
    throw error;
  }
}

/** A worker records itself; its process's supervisor asks it for what it has. */
function recordWorker(options: AgentOptions): void {
  const recorder = new ThreadRecorder(options);
  const endExitListener = onExit(() => {
    recorder.finish();
  });
  // Before the samplers start: who wants to end the thread meanwhile has to wait for them. V8
  // crashes when a thread goes while it is sampled.
  installHook({
    ...hookOf(recorder),
    detach: () => {
      recorder.finish();
      endExitListener();
      removeHook();
    },
  });
  recorder.start();
}

/** The main thread records itself and looks after what ends a process: exit, signals, workers. */
function recordProcess(
  options: AgentOptions,
  notes: readonly AgentNote[],
  isPreloaded: boolean,
): void {
  // Nothing runs between this and the start of the samplers, so nothing is optimized meanwhile.
  if (!isPreloaded) forgetOptimizedCode();
  const recorder = new ThreadRecorder(options, notes);
  // First, as its thread needs as long to start as the samplers do, and can do so beside them.
  const supervisor = new SupervisorHandle({
    control: options.control,
    argv: process.argv,
    options: JSON.stringify(options),
    isPreloaded,
    workersArePreloaded: process.env[AGENT_ENV] !== undefined,
  });
  recorder.start();
  const end = () => {
    recorder.finish();
    supervisor.finishWorkers();
    supervisor.release();
  };
  const signals = new SignalListeners({
    onSignal: (signal) => supervisor.send({ type: 'signalled', signal }),
    flush: () => recorder.rotate(),
    finish: end,
  });
  const endExitListener = onExit(() => {
    end();
    writeSnapshot(options);
  });
  const endKillWatch = onOwnKill(() => {
    recorder.rotate();
    supervisor.release();
  });
  supervisor.onBeat(() => {
    signals.listen();
  });
  installHook({
    ...hookOf(recorder),
    detach: () => {
      recorder.finish();
      endExitListener();
      endKillWatch();
      signals.release();
      supervisor.detach();
      removeHook();
      writeSnapshot(options);
    },
    releaseSignals: () => {
      signals.release();
    },
    // Undocumented, but set by every Node that is supported; without it a safety net is missing.
    isExiting: () => (process as { _exiting?: boolean })._exiting === true,
    ownListeners: (signal) => signals.ownListeners(signal),
  });
  signals.listen();
}

function hookOf(recorder: ThreadRecorder): AgentHook {
  return {
    ...IDLE_HOOK,
    drain: () => recorder.drain(),
    rotate: () => {
      recorder.rotate();
    },
    finish: () => recorder.finish(),
  };
}

function writeSnapshot({ heapSnapshot, folder }: AgentOptions): void {
  if (heapSnapshot) writeHeapSnapshot(join(folder, `${process.pid}.heapsnapshot`));
}
