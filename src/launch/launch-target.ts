import type { ChildProcess, StdioOptions } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import spawn from 'cross-spawn';
import type { AgentMessage, StopSignal } from '../protocol/control.js';
import type { AgentNote } from '../protocol/segments.js';
import { agentEnvironment, agentOptions, type RecordOptions } from './agent-environment.js';
import { ControlServer } from './control-server.js';
import { LaunchError } from './launch-error.js';

/** What a process of the target uses at the moment. */
export type ProcessFigures = Omit<Extract<AgentMessage, { readonly type: 'figures' }>, 'type'>;

/** What to run, and where the agent writes to. */
export interface LaunchRequest {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the recording; exists and is empty. */
  readonly folder: string;
  /** Folder with the agent's bundles. */
  readonly agentFolder: string;
  readonly options: RecordOptions;
  /** Where the target's input comes from and its output goes to, as for `child_process`. */
  readonly stdio: StdioOptions;
  /** Told about once a second what one of the target's processes uses. */
  readonly onFigures?: (figures: ProcessFigures) => void;
}

/** How a target ended. */
export interface TargetEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly wallUs: number;
  readonly warnings: readonly AgentNote[];
}

/** A signal from the terminal reaches the target by itself; this is how long that may take. */
const OWN_SIGNAL_MS = 300;

/** How long a target may take to end after it was asked to. */
const STOP_TIMEOUT_MS = 8000;

/** How long processes the target has left behind may take to write down what they have. */
const STRAGGLER_TIMEOUT_MS = 1500;

/** A target that is running under the agent. */
export class RunningTarget {
  /** Settles when the target has ended; rejects with a `LaunchError` when it could not be started. */
  readonly ended: Promise<TargetEnd>;
  readonly #control: ControlServer;
  readonly #child: ChildProcess;
  readonly #startedAt = performance.now();
  readonly #warnings: AgentNote[] = [];
  /** Has one of the target's processes got a signal by itself? */
  readonly #signals: { readonly seen: boolean };
  #stops = 0;

  private constructor(
    child: ChildProcess,
    control: ControlServer,
    command: string,
    signals: { readonly seen: boolean },
  ) {
    this.#signals = signals;
    this.#child = child;
    this.#control = control;
    this.ended = this.#waitForEnd(command);
  }

  static async launch(request: LaunchRequest): Promise<RunningTarget> {
    const { command, cwd, env, folder, agentFolder, options, stdio, onFigures } = request;
    const [file = '', ...args] = command;
    const signals = { seen: false };
    const control = new ControlServer((message) => {
      if (message.type === 'signalled') signals.seen = true;
      if (message.type === 'figures') onFigures?.(message);
    });
    await control.listen();
    const agent = agentOptions(folder, control.address, options);
    const child = spawn(file, args, {
      cwd,
      env: agentEnvironment(env, agentFolder, agent),
      stdio,
    });
    return new RunningTarget(child, control, file, signals);
  }

  /** The target's input and output where `stdio` makes pipes of them. */
  get streams(): Pick<ChildProcess, 'stdin' | 'stdout' | 'stderr'> {
    return this.#child;
  }

  /** How many of the target's processes are being recorded at the moment. */
  get processCount(): number {
    return this.#control.agentCount;
  }

  /**
   * Ends the target as this signal would, after everything recorded so far is on disk. The second
   * call ends it at once.
   * @param alreadySent a terminal has sent the signal to the target, too
   */
  async stop(signal: StopSignal, alreadySent: boolean): Promise<void> {
    this.#stops += 1;
    if (this.#stops > 1) {
      this.#kill('the second request to stop');
      return;
    }
    if (alreadySent) await this.#untilEnded(OWN_SIGNAL_MS);
    if (this.#hasEnded()) return;
    if (!this.#signals.seen) {
      if (this.#control.agentCount > 0) this.#control.send({ type: 'stop', signal });
      else this.#child.kill(signal);
    }
    await this.#untilEnded(STOP_TIMEOUT_MS);
    if (this.#hasEnded()) return;
    this.#child.kill('SIGTERM');
    await this.#untilEnded(STOP_TIMEOUT_MS / 4);
    if (!this.#hasEnded()) this.#kill(`${STOP_TIMEOUT_MS / 1000} s of waiting for it to end`);
  }

  #kill(after: string): void {
    this.#warnings.push({
      code: 'target-killed',
      message: `The target was killed after ${after}; its last seconds may be missing.`,
    });
    this.kill();
  }

  /** Ends all processes of the target at once; what they have not written down is lost. */
  kill(): void {
    for (const pid of this.#control.pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended in the meantime.
      }
    }
    this.#child.kill('SIGKILL');
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async #untilEnded(timeoutMs: number): Promise<void> {
    await Promise.race([this.ended, sleep(timeoutMs, undefined, { ref: false })]);
  }

  async #waitForEnd(command: string): Promise<TargetEnd> {
    try {
      const end = await exitOf(this.#child, command);
      const wallUs = Math.round((performance.now() - this.#startedAt) * 1000);
      await this.#endStragglers();
      return { ...end, wallUs, warnings: this.#warnings };
    } finally {
      this.#control.close();
    }
  }

  /** Processes that outlive the target stop recording, so that the files do not change any more. */
  async #endStragglers(): Promise<void> {
    const deadline = performance.now() + STRAGGLER_TIMEOUT_MS;
    // An agent's socket closes a moment after its process has ended.
    for (let waited = 0; this.#control.agentCount > 0 && waited < 100; waited += 10) {
      await sleep(10);
    }
    if (this.#control.agentCount === 0) return;
    this.#warnings.push({
      code: 'processes-left',
      message: `The target ended while ${this.#control.agentCount} of its processes went on; they are recorded up to that moment.`,
    });
    this.#control.send({ type: 'detach', closesInspector: false });
    while (this.#control.agentCount > 0 && performance.now() < deadline) await sleep(20);
  }
}

function exitOf(
  child: ChildProcess,
  command: string,
): Promise<Pick<TargetEnd, 'exitCode' | 'signal'>> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(startError(error, command));
    });
    child.once('exit', (exitCode, signal) => {
      resolve({ exitCode, signal });
    });
  });
}

/** Says why a command did not start. */
export function startError(error: NodeJS.ErrnoException, command: string): LaunchError {
  if (error.code === 'ENOENT') {
    return new LaunchError(
      'command-not-found',
      `Cannot start "${command}": there is no such command. Check its spelling, or give its full path.`,
    );
  }
  if (error.code === 'EACCES') {
    return new LaunchError(
      'command-failed',
      `Cannot start "${command}": it is not executable. Write "node ${command}" if it is a script.`,
    );
  }
  return new LaunchError('command-failed', `Cannot start "${command}": ${error.message}.`);
}
