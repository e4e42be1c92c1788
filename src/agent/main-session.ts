import { Session } from 'node:inspector';
import { CLOSED, CONNECTED, CONNECTION, NOT_CONNECTED } from './supervisor-protocol.js';

/** How long the main thread may take to carry out a command: it can be deep in native code. */
const COMMAND_TIMEOUT_MS = 3000;

/**
 * The supervisor's way into the main thread. A process that ends while a session is open says
 * "Waiting for the debugger to disconnect..." and, under `--inspect`, does wait. So it is open only
 * as long as a command takes, or while there are workers, which are reached through it.
 */
export class MainSession {
  readonly #shared: Int32Array;
  #session: Session | undefined;
  #commands = 0;
  #isKept = false;
  #isClosed = false;

  constructor(shared: Int32Array) {
    this.#shared = shared;
  }

  /** The value of an expression in the main thread; `undefined` when that takes too long. */
  async evaluate(expression: string): Promise<unknown> {
    const session = this.#open();
    if (session === undefined) return undefined;
    this.#commands += 1;
    try {
      return await evaluateIn(session, expression);
    } finally {
      this.#commands -= 1;
      if (this.#commands === 0 && !this.#isKept) this.#disconnect(NOT_CONNECTED);
    }
  }

  /** The session itself, which stays open from now on; `undefined` when the process ends. */
  keepOpen(): Session | undefined {
    this.#isKept = true;
    return this.#open();
  }

  /** Lets go of the main thread for good. */
  close(): void {
    this.#isClosed = true;
    this.#disconnect(CLOSED);
  }

  #open(): Session | undefined {
    if (this.#isClosed || this.#session !== undefined) return this.#session;
    const state = Atomics.compareExchange(this.#shared, CONNECTION, NOT_CONNECTED, CONNECTED);
    if (state === CLOSED) return undefined;
    this.#session = new Session();
    this.#session.connectToMainThread();
    return this.#session;
  }

  #disconnect(state: typeof NOT_CONNECTED | typeof CLOSED): void {
    this.#session?.disconnect();
    this.#session = undefined;
    // The main thread may have closed the connection already, and that is final.
    if (state === CLOSED) Atomics.store(this.#shared, CONNECTION, CLOSED);
    else Atomics.compareExchange(this.#shared, CONNECTION, CONNECTED, NOT_CONNECTED);
  }
}

function evaluateIn(session: Session, expression: string): Promise<unknown> {
  return new Promise((resolve) => {
    const timeout = setTimeout(resolve, COMMAND_TIMEOUT_MS);
    session.post('Runtime.evaluate', { expression, returnByValue: true }, (_, answer) => {
      clearTimeout(timeout);
      resolve((answer as { result?: { value?: unknown } } | undefined)?.result?.value);
    });
  });
}
