import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  parseTrialResult,
  TRIAL_ENV,
  TRIAL_VERSION,
  type TrialRequest,
  type TrialResult,
} from '../protocol/trial.js';
import type { Replacement } from '../protocol/counting.js';
import { LaunchError } from './launch-error.js';
import { replacing } from './replacing.js';
import { typescriptArguments } from './typescript-support.js';

/** Where and how the trials of a workload run. */
export interface TrialSetting {
  /** The workload module. */
  readonly file: string;
  /** Name of the exported function. */
  readonly exported: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The Node that runs it. */
  readonly node: string;
  /** Folder with the built bundles. */
  readonly dist: string;
  /** Folder for results, gone afterwards. */
  readonly folder: string;
}

/** One process to run. */
export interface Trial extends Pick<TrialRequest, 'kind' | 'sizes'> {
  /** Files that are loaded with the text of others. */
  readonly replacements: readonly Replacement[];
  /** On the clock of `performance.now()`; the process is ended then. */
  readonly deadline: number;
}

/** Of what a process says on stderr, so much is kept for the reader of an error. */
const KEPT_OUTPUT = 4000;

/**
 * Makes one trial in a fresh process. `undefined` when its time was over first. Throws `LaunchError`
 * when Node cannot be started.
 */
export async function runTrial(
  setting: TrialSetting,
  { kind, sizes, replacements, deadline }: Trial,
): Promise<TrialResult | undefined> {
  const resultFile = path.join(setting.folder, 'result.json');
  rmSync(resultFile, { force: true });
  const { file, exported, dist } = setting;
  const request: TrialRequest = {
    ...{ version: TRIAL_VERSION, kind, file, exported, sizes, resultFile },
  };
  const hook = replacing(replacements, 'none', setting);
  const args = [...hook.args, ...typescriptArguments({ file, dist }), path.join(dist, 'trial.js')];
  const end = await runToEnd(setting.node, args, {
    cwd: setting.cwd,
    env: { ...setting.env, ...hook.env, [TRIAL_ENV]: JSON.stringify(request) },
    timeoutMs: Math.max(1, deadline - performance.now()),
  });
  if (end.isLate) return undefined;
  const result = existsSync(resultFile)
    ? parseTrialResult(readFileSync(resultFile, 'utf8'))
    : undefined;
  return result ?? { kind: 'failed', step: 'run', size: undefined, message: endText(end) };
}

interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly isLate: boolean;
}

function runToEnd(
  node: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; timeoutMs: number },
): Promise<ProcessEnd> {
  return new Promise((resolve, reject) => {
    const { cwd, env, timeoutMs } = options;
    const child = spawn(node, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    let isLate = false;
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-KEPT_OUTPUT);
    });
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new LaunchError('command-failed', `Cannot start "${node}": ${error.message}.`));
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, stderr, isLate });
    });
  });
}

function endText({ code, signal, stderr }: ProcessEnd): string {
  const how = signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
  const said = /^\w*Error\b.*$/m.exec(stderr)?.[0] ?? stderr.trim().split('\n').at(-1) ?? '';
  return `the process ended by itself (${how})${said === '' ? '' : `: ${said}`}`;
}
