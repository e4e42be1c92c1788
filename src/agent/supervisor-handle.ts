import { join } from 'node:path';
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
  type SupervisorRequest,
} from './supervisor-protocol.js';

/** How long the supervisor idles before it is ended. */
const END_DELAY_MS = 500;

/** How long the process may be held up at its end for the sake of its workers' recordings. */
const ANSWER_TIMEOUT_MS = 1000;

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
    this.#worker.once('message', () => {
      setTimeout(() => void this.#worker.terminate(), END_DELAY_MS).unref();
    });
    this.#worker.unref();
  }

  /** A terminated worker runs no `exit` listener, so its recording is fetched beforehand. */
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
      value: () => {
        const { threadId } = worker;
        if (threadId > 0) this.#ask((ticket) => ({ type: 'finish-workers', ticket, threadId }));
        return terminate();
      },
    });
  };

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
