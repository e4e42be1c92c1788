import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  parseTrialResult,
  TRIAL_ENV,
  TRIAL_VERSION,
  type TrialRequest,
  type TrialResult,
} from '../protocol/trial.js';
import { COUNTING_VERSION, REPLACED_ENDING, type Replacement } from '../protocol/counting.js';
import { startError } from './launch-target.js';
import { countingEnvironment } from './measured-run.js';
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
  /** Ends the process, as its deadline does. */
  readonly signal: AbortSignal | undefined;
}

/** Of what a process says on stderr, so much is kept for the reader of an error. */
const KEPT_OUTPUT = 4000;

/** How a trial has ended, and which files it has loaded with the text of others. */
export interface TrialEnd {
  readonly result: TrialResult;
  readonly replaced: readonly string[];
}

/**
 * Makes one trial in a fresh process. `undefined` when its time was over first. Throws `LaunchError`
 * when Node cannot be started.
 */
export async function runTrial(
  setting: TrialSetting,
  { kind, sizes, replacements, deadline, signal }: Trial,
): Promise<TrialEnd | undefined> {
  const folder = mkdtempSync(path.join(setting.folder, 'trial-'));
  const resultFile = path.join(folder, 'result.json');
  const { file, exported, dist } = setting;
  const request: TrialRequest = {
    ...{ version: TRIAL_VERSION, kind, file, exported, sizes, resultFile },
  };
  const args = [...typescriptArguments({ file, dist }), path.join(dist, 'trial.js')];
  // Both versions run under the hook, so that they differ in nothing but the text.
  const env = countingEnvironment(setting.env, dist, {
    ...{ version: COUNTING_VERSION, folder, counter: 'none', deps: [] },
    replacements,
  });
  const end = await runToEnd(setting.node, args, {
    cwd: setting.cwd,
    env: { ...env, [TRIAL_ENV]: JSON.stringify(request) },
    timeoutMs: Math.max(1, deadline - performance.now()),
    signal,
  });
  if (end.isLate) return undefined;
  const result = existsSync(resultFile)
    ? parseTrialResult(readFileSync(resultFile, 'utf8'))
    : undefined;
  return {
    result: result ?? { kind: 'failed', step: 'run', size: undefined, message: endText(end) },
    replaced: replacements
      .filter((_, i) => existsSync(path.join(folder, String(i) + REPLACED_ENDING)))
      .map(({ file }) => file),
  };
}

interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly isLate: boolean;
}

interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

function runToEnd(node: string, args: readonly string[], options: RunOptions): Promise<ProcessEnd> {
  return new Promise((resolve, reject) => {
    const { cwd, env, timeoutMs, signal: stop } = options;
    const child = spawn(node, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    let isLate = false;
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-KEPT_OUTPUT);
    });
    const kill = () => {
      isLate = true;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(kill, timeoutMs);
    stop?.addEventListener('abort', kill);
    if (stop?.aborted === true) kill();
    const tidy = () => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', kill);
    };
    child.once('error', (error) => {
      tidy();
      reject(startError(error, node));
    });
    child.once('exit', (code, signal) => {
      tidy();
      resolve({ code, signal, stderr, isLate });
    });
  });
}

function endText({ code, signal, stderr }: ProcessEnd): string {
  const how = signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
  const said = /^\w*Error\b.*$/m.exec(stderr)?.[0] ?? stderr.trim().split('\n').at(-1) ?? '';
  return `the process ended by itself (${how})${said === '' ? '' : `: ${said}`}`;
}
