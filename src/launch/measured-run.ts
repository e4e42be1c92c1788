import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StdioOptions } from 'node:child_process';
import spawn from 'cross-spawn';
import {
  COUNTING_ENV,
  COUNTING_VERSION,
  COUNTS_ENDING,
  isCountsFile,
  isSitesFile,
  isTimesFile,
  PROCESS_ENDING,
  SITES_ENDING,
  TIMES_ENDING,
  type Counter,
  type CountingOptions,
  type CountSite,
  type Replacement,
} from '../protocol/counting.js';
import { parseJson } from '../protocol/guards.js';
import { startError } from './launch-target.js';

/** A command to run once, and what to change about the files it loads. */
export interface MeasuredCommand {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Folder with the built bundles. */
  readonly agentFolder: string;
  readonly stdio: StdioOptions;
  /** Files to be loaded with the text of others. */
  readonly replacements?: readonly Replacement[];
  /** Ends the target when it fires. */
  readonly signal?: AbortSignal;
}

/** How a measured command has ended. */
export interface RunEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** From the start of the process to its end. */
  readonly wallMs: number;
}

/** One file of the target with what was counted in it, over all processes and threads. */
export interface CountedFile {
  /** Changes with the file's text. */
  readonly id: string;
  readonly file: string;
  readonly sites: readonly CountSite[];
  /** As long as `sites`. */
  readonly counts: readonly number[];
}

/** What a run under counters has shown. */
export interface CountedRun extends RunEnd {
  readonly files: readonly CountedFile[];
  /** Files of the program that were left as they are, as they were not understood. */
  readonly unread: readonly string[];
}

/** What a run for the clock has shown. */
export interface TimedRun extends RunEnd {
  /**
   * Each run of a workload, or else the longest of the target's processes from its first line to
   * its end, in ms; what it takes Node to start is left out.
   */
  readonly runsMs: readonly number[];
}

/**
 * Runs a command once under counters. What the target itself does wrong shows in `exitCode`.
 * Throws `LaunchError` when it cannot be started.
 */
export async function countTarget(
  request: MeasuredCommand & { readonly deps: readonly string[]; readonly counter: Counter },
): Promise<CountedRun> {
  const { deps, counter } = request;
  return inFolder(async (folder) => {
    const end = await runToEnd(request, { ...optionsFor(request, folder), deps, counter });
    return { ...end, ...readCounts(folder) };
  });
}

/** Runs a command once, as it is but for its replacements, for the clock. */
export async function timeTarget(request: MeasuredCommand): Promise<TimedRun> {
  return inFolder(async (folder) => {
    const end = await runToEnd(request, optionsFor(request, folder));
    return { ...end, runsMs: readTimes(folder) ?? [end.wallMs] };
  });
}

function optionsFor(request: MeasuredCommand, folder: string): CountingOptions {
  return {
    version: COUNTING_VERSION,
    folder,
    counter: 'none',
    deps: [],
    replacements: request.replacements ?? [],
  };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rankscope-scale-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The environment in which every Node process loads the counting hook before anything else. */
export function countingEnvironment(
  base: NodeJS.ProcessEnv,
  agentFolder: string,
  options: CountingOptions,
): NodeJS.ProcessEnv {
  // NODE_OPTIONS is split at spaces; quotes protect a path, and in quotes a backslash escapes.
  const preload = path.join(agentFolder, 'counting.js').replace(/["\\]/g, '\\$&');
  const existing = base['NODE_OPTIONS'];
  return {
    ...base,
    NODE_OPTIONS: `--require "${preload}"${existing === undefined ? '' : ` ${existing}`}`,
    [COUNTING_ENV]: JSON.stringify(options),
    // What tsx keeps of earlier runs was compiled from other texts.
    TSX_DISABLE_CACHE: '1',
  };
}

function runToEnd(request: MeasuredCommand, options: CountingOptions): Promise<RunEnd> {
  const { command, cwd, env, agentFolder, stdio, signal } = request;
  const [file = '', ...args] = command;
  const start = performance.now();
  const child = spawn(file, args, {
    cwd,
    env: countingEnvironment(env, agentFolder, options),
    stdio,
  });
  const kill = () => {
    child.kill('SIGKILL');
    killProcesses(options.folder);
  };
  signal?.addEventListener('abort', kill);
  return new Promise<RunEnd>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(startError(error, file));
    });
    child.once('close', (exitCode, endSignal) => {
      resolve({ exitCode, signal: endSignal, wallMs: performance.now() - start });
    });
  }).finally(() => {
    signal?.removeEventListener('abort', kill);
    // One that was just being started when the others were ended.
    if (signal?.aborted === true) killProcesses(options.folder);
  });
}

/** Ends all Node processes of the target that have said that they run. */
function killProcesses(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(PROCESS_ENDING)) continue;
    try {
      process.kill(Number.parseInt(name), 'SIGKILL');
    } catch {
      // It has ended in the meantime.
    }
    // Its number may soon be that of another process.
    rmSync(path.join(folder, name), { force: true });
  }
}

function readCounts(folder: string): Pick<CountedRun, 'files' | 'unread'> {
  const sites = readAll(folder, SITES_ENDING).filter(isSitesFile);
  const counted = new Map(
    sites.map((each) => [each.id, { ...each, counts: each.sites.map(() => 0) }]),
  );
  for (const { modules } of readAll(folder, COUNTS_ENDING).filter(isCountsFile)) {
    for (const { id, counts } of modules) {
      const file = counted.get(id);
      counts.slice(0, file?.counts.length ?? 0).forEach((count, index) => {
        if (file !== undefined) file.counts[index]! += count;
      });
    }
  }
  return {
    files: [...counted.values()].filter(({ isUnread }) => !isUnread),
    unread: sites.filter(({ isUnread }) => isUnread).map(({ file }) => file),
  };
}

function readTimes(folder: string): readonly number[] | undefined {
  const times = readAll(folder, TIMES_ENDING).filter(isTimesFile);
  const runs = times.find((each) => each.of === 'runs');
  if (runs !== undefined || times.length === 0) return runs?.ms;
  return [Math.max(...times.flatMap(({ ms }) => ms))];
}

function readAll(folder: string, ending: string): unknown[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => parseJson(readFileSync(path.join(folder, name), 'utf8')));
}
