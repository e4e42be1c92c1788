import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** How a program ended, and what it said until then. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Where and how to run a program. */
export interface RunOptions {
  readonly cwd?: string;
  /** Added to the environment of the tests; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The leader of a process group of its own, as a terminal would start it. */
  readonly detached?: boolean;
}

/** No test takes longer; a program that hangs is ended, and fails its test by its signal. */
const LONGEST_MS = 60_000;

/** A program that runs. */
export class RunningProgram {
  readonly child: ChildProcess;
  /** Settles when it has ended and everything it wrote has arrived. */
  readonly ended: Promise<Outcome>;
  readonly #stdout: Buffer[] = [];
  readonly #stderr: Buffer[] = [];

  constructor([file = '', ...args]: readonly string[], options: RunOptions = {}) {
    this.child = spawn(file, args, {
      cwd: options.cwd,
      env: { ...quietEnvironment(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: options.detached ?? false,
    });
    this.child.stdout?.on('data', (chunk: Buffer) => this.#stdout.push(chunk));
    this.child.stderr?.on('data', (chunk: Buffer) => this.#stderr.push(chunk));
    this.ended = this.#waitForEnd();
  }

  get pid(): number {
    const { pid } = this.child;
    if (pid === undefined) throw new Error('It did not start.');
    return pid;
  }

  get stdout(): string {
    return Buffer.concat(this.#stdout).toString();
  }

  get stderr(): string {
    return Buffer.concat(this.#stderr).toString();
  }

  /** Waits until it has written something like this to stdout or stderr; gives what matched. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout) ?? pattern.exec(this.stderr);
      if (match !== null) return match;
      const { exitCode, signalCode, stdout, stderr } = this.child;
      if (exitCode !== null || signalCode !== null) {
        throw new Error(`It ended without ${String(pattern)}: ${this.stdout}${this.stderr}`);
      }
      const heard = new AbortController();
      const chunks = [stdout, stderr].map(async (stream) => {
        // Rejects when the other one was heard first.
        if (stream !== null) await once(stream, 'data', heard).catch(() => undefined);
      });
      await Promise.race([...chunks, this.ended]);
      heard.abort();
    }
  }

  async #waitForEnd(): Promise<Outcome> {
    const timeout = setTimeout(() => this.child.kill('SIGKILL'), LONGEST_MS);
    try {
      const [code, signal] = (await once(this.child, 'close')) as [
        number | null,
        NodeJS.Signals | null,
      ];
      return { code, signal, stdout: Buffer.concat(this.#stdout), stderr: this.stderr };
    } finally {
      clearTimeout(timeout);
    }
  }
}

/** Runs a program to its end. */
export async function run(command: readonly string[], options?: RunOptions): Promise<Outcome> {
  return new RunningProgram(command, options).ended;
}

/** Does the work for all items, two at a time: the tests are made for machines of two cores. */
export async function inPairs<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const rest = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      results[next[0]] = await work(next[1]);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

/** The environment without what the test runner and a terminal put into it. */
function quietEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of ['NODE_OPTIONS', 'NODE_V8_COVERAGE', 'NO_COLOR', 'FORCE_COLOR']) {
    Reflect.deleteProperty(env, name);
  }
  return env;
}
