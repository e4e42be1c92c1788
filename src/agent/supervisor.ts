import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { parseLauncherMessage, type AgentMessage, type StopSignal } from '../protocol/control.js';
import { hookExpression, IDLE_HOOK, installHook, startExpression, type AgentHook } from './hook.js';
import { MainSession } from './main-session.js';
import {
  ANSWERED,
  HEARTBEAT,
  HEARTBEAT_MS,
  type SupervisorData,
  type SupervisorNews,
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

class Supervisor {
  readonly #main: MainSession;
  readonly #workers: WorkerSessions;
  readonly #shared: Int32Array;
  #socket: Socket | undefined;
  readonly #ticking: NodeJS.Timeout | undefined;
  #ticks = 0;
  #segments = 0;
  #lastSegmentAt = performance.now();
  #lastBeat = -1;
  #missedBeats = 0;
  #stopping = false;
  #cpuBefore = { at: performance.now(), usage: process.cpuUsage() };

  constructor(data: SupervisorData) {
    this.#shared = new Int32Array(data.shared);
    this.#main = new MainSession(this.#shared);
    this.#workers = new WorkerSessions(this.#main, {
      start: startExpression(join(__dirname, 'agent.js'), data.options),
      isPreloaded: data.workersArePreloaded,
    });
    if (data.control !== '') this.#connect(data);
    parentPort?.on('message', (request: SupervisorRequest) => void this.#answer(request));
    this.#ticking = setInterval(() => void this.#tick(), HEARTBEAT_MS);
    // Those that a running process has already; a program that starts has none yet.
    if (!data.isPreloaded) this.#workers.watch();
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
    if (this.#ticks % DRAIN_TICKS === 1) this.#tellFigures(await this.#everywhere('drain'));
    if (this.#ticks % DRAIN_TICKS === 1 && (await this.#command('isExiting')) === true) {
      // The program removed the agent's `exit` listener, and now waits for a session to end.
      await this.#everywhere('finish');
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
  async #everywhere(method: 'drain' | 'rotate' | 'finish' | 'detach'): Promise<unknown> {
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
        await this.#workers.evaluate(hookExpression('finish'));
        this.#acknowledge(request.ticket);
        return;
      case 'finish-worker':
        await this.#workers.finish(request.threadId);
        this.#report({ type: 'worker-finished', threadId: request.threadId });
        return;
      case 'worker-gone':
        this.#workers.forget(request.threadId);
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
    this.#main.close();
  }

  #acknowledge(ticket: number): void {
    Atomics.store(this.#shared, ANSWERED, ticket);
    Atomics.notify(this.#shared, ANSWERED);
  }

  #connect({ control, argv }: SupervisorData): void {
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
    const { pid, version } = process;
    this.#tell({ type: 'hello', pid, node: version, argv });
  }

  async #obey(line: string): Promise<void> {
    const message = parseLauncherMessage(line);
    if (message === undefined || this.#stopping) return;
    this.#stopping = true;
    if (message.type === 'stop') await this.#stop(message.signal);
    else await this.#detach(message.closesInspector);
  }

  /** Takes the agent out of this process; the main thread ends this one when nothing waits for it. */
  async #detach(closesInspector: boolean): Promise<void> {
    await this.#everywhere('detach');
    // Not within a command: Node 20 aborts when the inspector is closed by its own message.
    if (closesInspector) await this.#main.evaluate('void setImmediate(() => process._debugEnd())');
    await this.#release();
    clearInterval(this.#ticking);
    this.#socket?.end(lineOf({ type: 'flushed', pid: process.pid }));
    this.#report({ type: 'detached' });
  }

  /** Ends the process as `signal` would have ended it without an agent. */
  async #stop(signal: StopSignal): Promise<void> {
    const own = await this.#command('ownListeners', signal);
    await this.#everywhere('rotate');
    if (own === 0) {
      await this.#everywhere('finish');
      await this.#command('releaseSignals');
    }
    this.#stopping = false;
    this.#tell({ type: 'flushed', pid: process.pid });
    if (process.platform === 'win32' && own !== 0) await this.#emit(signal);
    else process.kill(process.pid, signal);
  }

  /** Windows has no signals to send: listeners are called as Node calls them for Ctrl-C. */
  async #emit(signal: StopSignal): Promise<void> {
    const name = JSON.stringify(signal);
    await this.#main.evaluate(`process.emit(${name}, ${name})`);
  }

  /** Tells the main thread. */
  #report(news: SupervisorNews): void {
    parentPort?.postMessage(news);
  }

  #tell(message: AgentMessage): void {
    this.#socket?.write(lineOf(message));
  }

  /** Measured from this thread, as the main thread is busy with other things. */
  #tellFigures(heapBytes: unknown): void {
    const now = performance.now();
    const { user, system } = process.cpuUsage(this.#cpuBefore.usage);
    const cpuShare = (user + system) / 1000 / Math.max(1, now - this.#cpuBefore.at);
    this.#cpuBefore = { at: now, usage: process.cpuUsage() };
    if (typeof heapBytes !== 'number') return;
    this.#tell({ type: 'figures', pid: process.pid, cpuShare, heapBytes });
  }

  #command(method: keyof AgentHook, argument?: string): Promise<unknown> {
    return this.#main.evaluate(hookExpression(method, argument));
  }
}

function lineOf(message: AgentMessage): string {
  return `${JSON.stringify(message)}\n`;
}

// This thread looks like a worker of the program to the one who looks for workers without agent.
installHook(IDLE_HOOK);
new Supervisor(workerData as SupervisorData);
