import type { StopSignal } from '../protocol/control.js';

/**
 * How the main thread and its supervisor thread talk: messages to the supervisor, and a few
 * numbers in shared memory that both can read while the main thread is busy.
 */
export interface SupervisorData {
  /** Socket of the launcher, empty when there is none. */
  readonly control: string;
  readonly shared: SharedArrayBuffer;
  /** The command line of the process; a worker's own `process.argv` names the worker. */
  readonly argv: readonly string[];
  /** The agent's options as text, for workers that do not get them by their environment. */
  readonly options: string;
  /** The process was started with the agent, so there can be no worker yet. */
  readonly isPreloaded: boolean;
  /** Workers load the agent by themselves, if they have the environment of the process. */
  readonly workersArePreloaded: boolean;
}

/** Index in shared memory: goes up while the main thread's event loop turns. */
export const HEARTBEAT = 0;

/** Index in shared memory: number of the last request that the supervisor has done. */
export const ANSWERED = 1;

/** Index in shared memory: one of the three states below. */
export const CONNECTION = 2;
/** The supervisor has no session with the main thread. */
export const NOT_CONNECTED = 0;
/** The supervisor holds a session; it has to let go before the process can end in silence. */
export const CONNECTED = 1;
/** The process ends: the supervisor must not connect any more. */
export const CLOSED = 2;

/** How much shared memory these numbers take. */
export const SHARED_BYTES = 12;

/** How often the main thread shows that its event loop turns. */
export const HEARTBEAT_MS = 100;

/** What the main thread asks of its supervisor. */
export type SupervisorRequest =
  /** The program has started a worker: reach it too from now on. */
  | { readonly type: 'worker-started' }
  /** Write down the recordings of all workers, and answer. */
  | { readonly type: 'finish-workers'; readonly ticket: number }
  /** End the recording of one worker, and say so by a message. */
  | { readonly type: 'finish-worker'; readonly threadId: number }
  /** That worker has ended by itself meanwhile. */
  | { readonly type: 'worker-gone'; readonly threadId: number }
  /** Let go of all threads, because the process is about to end, and answer. */
  | { readonly type: 'release'; readonly ticket: number }
  /** Tell the launcher that this process got a signal. */
  | { readonly type: 'signalled'; readonly signal: string };

/** What a supervisor tells its main thread. */
export type SupervisorNews =
  /** It has let go of the process. */
  | { readonly type: 'detached' }
  /** This worker is not recorded any more, so it may be terminated. */
  | { readonly type: 'worker-finished'; readonly threadId: number };

/** Signals a program may be ended with, and the launcher's two among them. */
export const ENDING_SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'] satisfies (
  NodeJS.Signals | StopSignal
)[];
