import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DEFAULT_RECORD_OPTIONS,
  agentEnvironment,
  agentOptions,
} from '../src/launch/agent-environment.js';
import { ControlServer } from '../src/launch/control-server.js';

/** The project. */
export const ROOT = join(__dirname, '..');

/** Folder with the built CLI and agent. */
export const DIST = join(ROOT, 'dist');

/** Path of a program in `bench/targets`. */
export function targetFile(name: string): string {
  return join(__dirname, 'targets', name);
}

/** A program that runs with or without the default recording. */
export interface BenchTarget {
  readonly child: ChildProcess;
  /** Ends what belongs to the recording and removes its files. */
  readonly dispose: () => void;
}

/** Starts a program on this Node, exactly as `rankscope record` would or as it is. */
export async function startTarget(
  node: string,
  args: readonly string[],
  recorded: boolean,
): Promise<BenchTarget> {
  if (!recorded) {
    return { child: spawn(node, args, { stdio: PIPED }), dispose: () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), 'rankscope-bench-'));
  const control = new ControlServer(() => undefined);
  await control.listen();
  const options = agentOptions(folder, control.address, DEFAULT_RECORD_OPTIONS);
  const env = agentEnvironment(process.env, DIST, options);
  return {
    child: spawn(node, args, { stdio: PIPED, env }),
    dispose: () => {
      control.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const PIPED: StdioOptions = ['ignore', 'pipe', 'inherit'];

/** What a program printed until it ended, and how long its process lived, in ms. */
export async function runTarget(
  node: string,
  args: readonly string[],
  recorded: boolean,
): Promise<{ readonly output: string; readonly wallMs: number }> {
  const start = performance.now();
  const { child, dispose } = await startTarget(node, args, recorded);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const wallMs = performance.now() - start;
  dispose();
  if (code !== 0) throw new Error(`${args.join(' ')} ended with exit code ${String(code)}.`);
  return { output, wallMs };
}

/** The field `ms` of the JSON text a program printed. */
export function printedMs(output: string): number {
  return (JSON.parse(output) as { ms: number }).ms;
}
