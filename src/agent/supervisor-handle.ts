import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { Worker } from 'node:worker_threads';
import { AGENT_ENV } from '../protocol/agent-options.js';
import {
  ANSWERED,
  CLOSED,
  CONNECTED,
  CONNECTION,
  HEARTBEAT,
  HEARTBEAT_MS,
  NOT_CONNECTED,
  SHARED_BYTES,
  type SupervisorData,
  type SupervisorNews,
  type SupervisorRequest,
} from './supervisor-protocol.js';

/** How long the supervisor idles before it is ended. */
const END_DELAY_MS = 500;

/** How long the process may be held up at its end for the sake of its workers' recordings. */
const ANSWER_TIMEOUT_MS = 2000;

/** How long the end of a worker may be put off; its supervisor gives up somewhat earlier. */
const FINISH_TIMEOUT_MS = 11_000;

/** Pauses before a worker that does not end is terminated once more, ms. */
const AGAIN_MS = [100, 200, 400, 800, 1600, 3200] as const;

/** The main thread's side of its supervisor; see `supervisor.ts`. */
export class SupervisorHandle {
  readonly #worker: Worker;
  readonly #shared: Int32Array;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #workers = new Set<Worker>();
  #tickets = 0;
  #isAsking = false;
  #isDetached = false;
  #onBeat: () => void = () => undefined;

  constructor(data: Omit<SupervisorData, 'shared'>) {
    const shared = new SharedArrayBuffer(SHARED_BYTES);
    this.#shared = new Int32Array(shared);
    const workerData: SupervisorData = { ...data, shared };
    // Without these variables the agent does not load into its own helper, and without arguments
    // the target's debugging flags do not apply to it.
    const env = { ...process.env };
    delete env['NODE_OPTIONS'];
    Reflect.deleteProperty(env, AGENT_ENV);
    this.#worker = new Worker(join(__dirname, 'supervisor.js'), {
      workerData,
      env,
      execArgv: [],
      name: 'rankscope-supervisor',
    });
    this.#worker.unref();
    this.#worker.on('error', () => {
      // Without a supervisor the recording is complete still wherever the process ends by itself.
    });
    this.#heartbeat = setInterval(() => {
      Atomics.add(this.#shared, HEARTBEAT, 1);
      this.#onBeat();
    }, HEARTBEAT_MS);
    this.#heartbeat.unref();
    process.on('worker', this.#watch);
  }

  /** Calls back whenever the event loop has turned. */
  onBeat(callback: () => void): void {
    this.#onBeat = callback;
  }

  /** Sends a request that needs no answer. */
  send(request: SupervisorRequest): void {
    this.#worker.postMessage(request);
  }

  /** Makes all workers that are alive write down their recordings, and waits until they have. */
  finishWorkers(): void {
    const alive = [...this.#workers].some((worker) => worker.threadId > 0);
    if (alive) this.#ask((ticket) => ({ type: 'finish-workers', ticket }));
  }

  /**
   * Makes the supervisor let go of all threads. A process that ends with a session still open
   * writes "Waiting for the debugger to disconnect..." to stderr, and does wait.
   */
  release(): void {
    const before = Atomics.compareExchange(this.#shared, CONNECTION, NOT_CONNECTED, CLOSED);
    if (before === CONNECTED) this.#ask((ticket) => ({ type: 'release', ticket }));
  }

  /** Ends everything this object does; the supervisor ends itself. */
  detach(): void {
    this.#isDetached = true;
    clearInterval(this.#heartbeat);
    process.off('worker', this.#watch);
    // Node aborts when a thread is gone while the main thread still closes its session, so the
    // supervisor ends only after a turn of the event loop, in which that has been done.
    this.#worker.on('message', ({ type }: SupervisorNews) => {
      if (type === 'detached') {
        setTimeout(() => void this.#worker.terminate(), END_DELAY_MS).unref();
      }
    });
    this.#worker.unref();
  }

  /**
   * A terminated worker runs no `exit` listener, so its recording is ended beforehand. That is not
   * for its figures alone: V8 crashes when a thread goes while it is sampled.
   */
  readonly #watch = (worker: Worker): void => {
    if (worker === this.#worker) return;
    for (const known of this.#workers) if (known.threadId === -1) this.#workers.delete(known);
    this.#workers.add(worker);
    this.send({ type: 'worker-started' });
    const terminate = worker.terminate.bind(worker);
    Object.defineProperty(worker, 'terminate', {
      configurable: true,
      enumerable: false,
      writable: true,
      value: async () => {
        if (worker.threadId > 0) await this.#finished(worker);
        return terminateSurely(worker, terminate);
      },
    });
  };

  /** Settles when a worker is not recorded any more. */
  #finished(worker: Worker): Promise<void> {
    const { threadId } = worker;
    if (this.#isDetached) return Promise.resolve();
    return new Promise((resolve) => {
      const onNews = (news: SupervisorNews) => {
        if (news.type === 'worker-finished' && news.threadId === threadId) done();
      };
      const done = () => {
        clearTimeout(timeout);
        this.#worker.off('message', onNews).off('exit', done);
        worker.off('exit', done);
        this.send({ type: 'worker-gone', threadId });
        resolve();
      };
      const timeout = setTimeout(done, FINISH_TIMEOUT_MS);
      this.#worker.on('message', onNews).once('exit', done);
      worker.once('exit', done);
      // Listening would keep the process alive.
      this.#worker.unref();
      this.send({ type: 'finish-worker', threadId });
    });
  }

  /** Sends a request and blocks this thread until it is done (interrupts still get through). */
  #ask(request: (ticket: number) => SupervisorRequest): void {
    if (this.#isDetached) return;
    const ticket = ++this.#tickets;
    this.send(request(ticket));
    // Within an interrupt of another wait this one would hang V8; see `AgentHook`.
    if (this.#isAsking) return;
    this.#isAsking = true;
    const deadline = performance.now() + ANSWER_TIMEOUT_MS;
    while (Atomics.load(this.#shared, ANSWERED) < ticket && performance.now() < deadline) {
      Atomics.wait(this.#shared, ANSWERED, ticket - 1, 2);
    }
    this.#isAsking = false;
  }
}

/**
 * Terminates a worker, and again if it goes on: the inspector takes a termination that comes while
 * it evaluates something for the end of that alone.
 */
function terminateSurely(worker: Worker, terminate: () => Promise<number>): Promise<number> {
  const ended = terminate();
  let times = 0;
  const again = () => {
    if (worker.threadId === -1) return;
    if (times > 0) void terminate();
    const pause = AGAIN_MS[times];
    times += 1;
    if (pause !== undefined) setTimeout(again, pause).unref();
  };
  again();
  return ended;
}
