import { join } from 'node:path';
import * as threads from 'node:worker_threads';
import { AGENT_ENV, parseAgentOptions } from '../protocol/agent-options.js';
import { writeHeapSnapshot } from 'node:v8';
import { installHook, removeHook } from './hook.js';
import { SignalListeners } from './signal-listeners.js';
import { SupervisorHandle } from './supervisor-handle.js';
import { ThreadRecorder } from './thread-recorder.js';
import { keepLinesUnderTsx, usesTsx } from './tsx-lines.js';
import type { AgentOptions } from '../protocol/agent-options.js';

/**
 * Starts recording the thread this is called in, as the launcher's environment says (or, for a
 * running process, as `text` says). Without instructions it does nothing.
 */
export function startAgent(text: string | undefined = process.env[AGENT_ENV]): void {
  const options = parseAgentOptions(text);
  if (options === undefined) return;
  if (usesTsx()) keepLinesUnderTsx();
  if (threads.isMainThread) recordProcess(options);
  else if (!isLoaderThread()) recordWorker(options);
}

/**
 * Is this the thread in which Node runs the hooks of module loaders? It belongs to no program, and
 * loads the preloads all the same. Since Node 22.14 it says so itself; before, the stack does.
 */
function isLoaderThread(): boolean {
  const { isInternalThread } = threads as { isInternalThread?: boolean };
  if (isInternalThread !== undefined) return isInternalThread;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = limit;
  return /at initializeHooks /.test(stack);
}

/** A worker records itself; its process's supervisor asks it for what it has. */
function recordWorker(options: AgentOptions): void {
  const recorder = new ThreadRecorder(options);
  const finish = () => {
    recorder.finish();
  };
  installHook({
    drain: () => {
      recorder.drain();
      return false;
    },
    rotate: () => {
      recorder.rotate();
    },
    finish,
    detach: () => {
      finish();
      process.off('exit', finish);
      removeHook();
    },
    releaseSignals: () => undefined,
    ownListeners: () => 0,
  });
  process.once('exit', finish);
}

/** The main thread records itself and looks after what ends a process: exit, signals, workers. */
function recordProcess(options: AgentOptions): void {
  const recorder = new ThreadRecorder(options);
  const supervisor = new SupervisorHandle(options.control);
  const finish = () => {
    recorder.finish();
    supervisor.finishWorkers();
  };
  const signals = new SignalListeners({
    onSignal: (signal) => {
      supervisor.send({ type: 'signalled', signal });
    },
    flush: () => {
      recorder.rotate();
    },
    finish: () => {
      finish();
      supervisor.release();
    },
  });
  const onExit = () => {
    finish();
    supervisor.release();
    if (options.heapSnapshot)
      {writeHeapSnapshot(join(options.folder, `${process.pid}.heapsnapshot`));}
  };
  supervisor.onBeat(() => {
    signals.listen();
  });
  installHook({
    drain: () => {
      recorder.drain();
      // Undocumented, but set by every Node that is supported; without it a safety net is missing.
      return (process as { _exiting?: boolean })._exiting === true;
    },
    rotate: () => {
      recorder.rotate();
    },
    finish,
    detach: () => {
      finish();
      process.off('exit', onExit);
      signals.release();
      supervisor.stop();
      removeHook();
      if (options.heapSnapshot)
        {writeHeapSnapshot(join(options.folder, `${process.pid}.heapsnapshot`));}
    },
    releaseSignals: () => {
      signals.release();
    },
    ownListeners: (signal) => signals.ownListeners(signal),
  });
  process.once('exit', onExit);
  signals.listen();
}
