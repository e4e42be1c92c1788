import { Session } from 'node:inspector';
import { connect, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { parseLauncherMessage, type AgentMessage, type StopSignal } from '../protocol/control.js';
import { hookExpression, type AgentHook } from './hook.js';
import {
  ANSWERED,
  CONNECTED,
  CONNECTION,
  HEARTBEAT,
  HEARTBEAT_MS,
  NOT_CONNECTED,
  type SupervisorData,
  type SupervisorRequest,
} from './supervisor-protocol.js';
import { WorkerSessions } from './worker-sessions.js';

/*
 * The agent's own thread in a profiled process. It reaches the other threads through the
 * inspector, whose commands V8 carries out between two instructions: so a synchronous loop, too,
 * is written down as it goes, and can be stopped without losing what was recorded.
 */

/** Pauses between segments: short at first, as many programs are; then flat in memory. */
const SEGMENT_MS = [500, 1000, 2000, 4000, 8000] as const;
const LATER_SEGMENTS_MS = 10_000;

/** Memory is kept small about once a second. */
const DRAIN_TICKS = Math.round(1000 / HEARTBEAT_MS);

/** A loop that did not turn for so many beats is stuck. */
const STUCK_BEATS = 3;

/** While the loop is stuck a signal may end the process at any time, so less is kept in memory. */
const STUCK_SEGMENT_MS = 5000;

/** How long a thread may take to carry out a command: it can be deep in native code. */
const COMMAND_TIMEOUT_MS = 3000;

class Supervisor {
  readonly #session = new Session();
  readonly #workers = new WorkerSessions(this.#session);
  readonly #shared: Int32Array;
  #socket: Socket | undefined;
  #ticks = 0;
  #segments = 0;
  #lastSegmentAt = performance.now();
  #lastBeat = -1;
  #missedBeats = 0;
  #stopping = false;

  constructor(data: SupervisorData) {
    this.#shared = new Int32Array(data.shared);
    const state = Atomics.compareExchange(this.#shared, CONNECTION, NOT_CONNECTED, CONNECTED);
    if (state !== NOT_CONNECTED) return;
    this.#session.connectToMainThread();
    if (data.control !== '') this.#connect(data.control);
    parentPort?.on('message', (request: SupervisorRequest) => void this.#answer(request));
    setInterval(() => void this.#tick(), HEARTBEAT_MS);
  }

  /** Looks whether the main thread is stuck, and whether it is time for a segment. */
  async #tick(): Promise<void> {
    if (this.#stopping) return;
    const beat = Atomics.load(this.#shared, HEARTBEAT);
    this.#missedBeats = beat === this.#lastBeat ? this.#missedBeats + 1 : 0;
    this.#lastBeat = beat;
    const stuck = this.#missedBeats >= STUCK_BEATS;
    if (this.#missedBeats === STUCK_BEATS) await this.#command('releaseSignals');
    this.#ticks += 1;
    if (this.#ticks % DRAIN_TICKS === 0 && (await this.#everywhere('drain')) === true) {
      // The program removed the agent's `exit` listener, and now waits for this session to end.
      await this.#command('finish');
      await this.#release();
      return;
    }
    const planned = SEGMENT_MS[this.#segments] ?? LATER_SEGMENTS_MS;
    const length = stuck ? Math.min(planned, STUCK_SEGMENT_MS) : planned;
    if (performance.now() - this.#lastSegmentAt < length) return;
    this.#lastSegmentAt = performance.now();
    this.#segments += 1;
    await this.#everywhere('rotate');
  }

  /** Carries out a command in all threads; the result is that of the main thread. */
  async #everywhere(method: 'drain' | 'rotate'): Promise<unknown> {
    const workers = this.#workers.evaluate(hookExpression(method));
    const result = await this.#command(method);
    await workers;
    return result;
  }

  async #answer(request: SupervisorRequest): Promise<void> {
    switch (request.type) {
      case 'worker-started':
        this.#workers.watch();
        return;
      case 'signalled':
        this.#tell({ type: 'signalled', pid: process.pid, signal: request.signal });
        return;
      case 'finish-workers':
        await this.#workers.evaluate(hookExpression('finish', request.threadId));
        this.#acknowledge(request.ticket);
        return;
      case 'release':
        await this.#release();
        this.#acknowledge(request.ticket);
        return;
      default:
        request satisfies never;
    }
  }

  async #release(): Promise<void> {
    this.#stopping = true;
    await this.#workers.release();
    this.#session.disconnect();
  }

  #acknowledge(ticket: number): void {
    Atomics.store(this.#shared, ANSWERED, ticket);
    Atomics.notify(this.#shared, ANSWERED);
  }

  #connect(control: string): void {
    const socket = connect(control);
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('error', () => {
      // The launcher is gone: the recording goes on without anyone who could stop it.
      this.#socket = undefined;
    });
    let rest = '';
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) void this.#obey(line);
    });
    const { pid, version, argv } = process;
    this.#tell({ type: 'hello', pid, node: version, argv });
  }

  async #obey(line: string): Promise<void> {
    const message = parseLauncherMessage(line);
    if (message === undefined || this.#stopping) return;
    this.#stopping = true;
    if (message.type === 'stop') await this.#stop(message.signal);
    else {
      await this.#command('detach');
      this.#tell({ type: 'flushed', pid: process.pid });
    }
  }

  /** Ends the process as `signal` would have ended it without an agent. */
  async #stop(signal: StopSignal): Promise<void> {
    const own = await this.#command('ownListeners', signal);
    await this.#command('rotate');
    if (own === 0) {
      await this.#command('finish');
      await this.#command('releaseSignals');
    }
    this.#stopping = false;
    this.#tell({ type: 'flushed', pid: process.pid });
    if (process.platform === 'win32' && own !== 0) await this.#emit(signal);
    else process.kill(process.pid, signal);
  }

  /** Windows has no signals to send: listeners are called as Node calls them for Ctrl-C. */
  async #emit(signal: StopSignal): Promise<void> {
    await this.#evaluate(`process.emit(${JSON.stringify(signal)}, ${JSON.stringify(signal)})`);
  }

  #tell(message: AgentMessage): void {
    this.#socket?.write(`${JSON.stringify(message)}\n`);
  }

  #command(method: keyof AgentHook, argument?: string): Promise<unknown> {
    return this.#evaluate(hookExpression(method, argument));
  }

  /** The value of an expression in the main thread; `undefined` when that takes too long. */
  #evaluate(expression: string): Promise<unknown> {
    return new Promise((resolve) => {
      const timeout = setTimeout(resolve, COMMAND_TIMEOUT_MS);
      this.#session.post('Runtime.evaluate', { expression, returnByValue: true }, (_, answer) => {
        clearTimeout(timeout);
        resolve((answer as { result?: { value?: unknown } } | undefined)?.result?.value);
      });
    });
  }
}

new Supervisor(workerData as SupervisorData);
