import type { Session } from 'node:inspector';
import { setTimeout as sleep } from 'node:timers/promises';
import { END_EXPRESSION, STATE_EXPRESSION, type ThreadState } from './hook.js';
import type { MainSession } from './main-session.js';

/** How long workers may take to carry out a command. */
const COMMAND_TIMEOUT_MS = 1800;

/** How long the end of a worker may be put off for its recording. */
const FINISH_TIMEOUT_MS = 10_000;

/** How often a worker is asked whether it has an agent, and could have one. */
const POLL_MS = 10;

/**
 * Once it is set up a worker loads the agent by itself within so many polls, unless it has an
 * environment of its own.
 */
const OWN_START_POLLS = 5;

/** How long a busy machine may take to set a worker up. */
const BOOT_POLLS = 500;

/**
 * Before 20.16 expressions find modules by the `require` of the console only. To provide it Node
 * loads modules of its own, which breaks a worker that is being set up.
 */
const NEEDS_REQUIRE = (process as { getBuiltinModule?: unknown }).getBuiltinModule === undefined;

/** How to start an agent in a worker that has none. */
export interface WorkerStart {
  /** The expression that does it. */
  readonly start: string;
  /** Workers are given the agent by their environment, if they share it. */
  readonly isPreloaded: boolean;
}

interface Attached {
  readonly sessionId: string;
  readonly workerInfo: WorkerInfo;
}

interface WorkerInfo {
  readonly url: string;
  /** `[worker 2]`, and its name since Node 22; the `workerId` is another number in Node 20. */
  readonly title: string;
}

function threadIdOf({ title }: WorkerInfo): number {
  return Number(/^\[worker (\d+)\]/.exec(title)?.[1] ?? NaN);
}

interface Detached {
  readonly sessionId: string;
}

interface Received extends Detached {
  readonly message: string;
}

/** Reaches every worker of this process through the inspector of its main thread. */
export class WorkerSessions {
  readonly #main: MainSession;
  readonly #startUp: WorkerStart;
  /** The thread ids of the workers, by the ids of their sessions. */
  readonly #threads = new Map<string, number>();
  readonly #waiting = new Map<string, (value: unknown) => void>();
  /** Thread ids of the workers whose recording is being ended. */
  readonly #finishing = new Set<number>();
  #session: Session | undefined;
  #commands = 0;

  constructor(main: MainSession, startUp: WorkerStart) {
    this.#main = main;
    this.#startUp = startUp;
  }

  /** Attaches to all workers there are, and to those that come. */
  watch(): void {
    if (this.#session !== undefined) return;
    const session = this.#main.keepOpen();
    if (session === undefined) return;
    this.#session = session;
    session.on('NodeWorker.attachedToWorker', ({ params }: { params: Attached }) => {
      // Node's own threads, such as the one for hooks of module loaders, are no part of the program.
      if (/^(?:node:)?internal\//.test(params.workerInfo.url)) return;
      this.#threads.set(params.sessionId, threadIdOf(params.workerInfo));
      void this.#ensureAgent(params.sessionId);
    });
    session.on('NodeWorker.detachedFromWorker', ({ params }: { params: Detached }) => {
      this.#threads.delete(params.sessionId);
      for (const [command, done] of this.#waiting) {
        if (command.startsWith(`${params.sessionId}:`)) done(undefined);
      }
    });
    session.on('NodeWorker.receivedMessageFromWorker', ({ params }: { params: Received }) => {
      const { id, result } = JSON.parse(params.message) as {
        id?: number;
        result?: { result?: { value?: unknown } };
      };
      if (id !== undefined) {
        this.#waiting.get(`${params.sessionId}:${id}`)?.(result?.result?.value);
      }
    });
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  }

  /** Evaluates an expression in every worker; done when all have, or took too long. */
  async evaluate(expression: string): Promise<readonly unknown[]> {
    return Promise.all([...this.#threads.keys()].map((id) => this.#evaluateIn(id, expression)));
  }

  /** Stops waiting for the end of a worker's recording. */
  forget(threadId: number): void {
    this.#finishing.delete(threadId);
  }

  /** Ends the recording of a worker; done when it has ended, or cannot be reached. */
  async finish(threadId: number): Promise<void> {
    const deadline = performance.now() + FINISH_TIMEOUT_MS;
    this.#finishing.add(threadId);
    while (this.#finishing.has(threadId) && performance.now() < deadline) {
      if (this.#session === undefined) return;
      for (const [sessionId, thread] of this.#threads) {
        if (thread !== threadId) continue;
        if ((await this.#evaluateIn(sessionId, END_EXPRESSION)) === true) return;
      }
      await sleep(POLL_MS);
    }
  }

  /** Detaches from all workers. */
  async release(): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    this.#session = undefined;
    this.#threads.clear();
    await new Promise<void>((resolve) => {
      setTimeout(resolve, COMMAND_TIMEOUT_MS);
      session.post('NodeWorker.disable', () => {
        resolve();
      });
    });
  }

  /** A worker with an environment of its own does not load the agent; it is handed to it here. */
  async #ensureAgent(sessionId: string): Promise<void> {
    const polls = this.#startUp.isPreloaded ? OWN_START_POLLS : 1;
    let ready = 0;
    for (let poll = 0; ready < polls; poll++) {
      const state = (await this.#evaluateIn(sessionId, STATE_EXPRESSION)) as
        ThreadState | undefined;
      if (state === 'recorded' || !this.#threads.has(sessionId) || poll > BOOT_POLLS) return;
      if (state === 'ready') ready += 1;
      if (ready < polls) await sleep(POLL_MS);
    }
    await this.#evaluateIn(sessionId, this.#startUp.start);
  }

  #evaluateIn(sessionId: string, expression: string): Promise<unknown> {
    const session = this.#session;
    if (session === undefined) return Promise.resolve(undefined);
    const id = ++this.#commands;
    const command = `${sessionId}:${id}`;
    return new Promise((resolve) => {
      const done = (value: unknown) => {
        clearTimeout(timeout);
        this.#waiting.delete(command);
        resolve(value);
      };
      const timeout = setTimeout(done, COMMAND_TIMEOUT_MS, undefined);
      this.#waiting.set(command, done);
      const params = { expression, includeCommandLineAPI: NEEDS_REQUIRE, returnByValue: true };
      const message = JSON.stringify({ id, method: 'Runtime.evaluate', params });
      session.post('NodeWorker.sendMessageToWorker', { sessionId, message }, (error) => {
        if (error !== null) done(undefined);
      });
    });
  }
}
