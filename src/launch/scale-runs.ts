import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SizeRuns } from '../core/analysis/scale.js';
import { summarize } from '../core/analysis/summarize.js';
import { OriginalSites } from '../io/original-sites.js';
import { finishRecording } from '../io/recording-folder.js';
import { DEFAULT_RECORD_OPTIONS } from './agent-environment.js';
import { LaunchError } from './launch-error.js';
import { countTarget, timeTarget, type MeasuredCommand, type RunEnd } from './measured-run.js';
import { record } from './record.js';
import type { Counter } from '../protocol/counting.js';

/** How to run the target at one size. */
export interface PlannedRun {
  readonly size: number;
  /** `time` lets a workload module run several times. */
  command(mode: 'count' | 'time', budgetMs: number): string[];
}

/** One parameter that rises while all others are held. */
export interface Sweep {
  /** Name of the parameter; `n` where there is only the size. */
  readonly parameter: string;
  readonly held: Readonly<Record<string, number>>;
  readonly runs: readonly PlannedRun[];
}

/** Where nobody says otherwise; a quadratic loop has to do 64 times as much at the last one. */
export const DEFAULT_SIZES: readonly number[] = [250, 500, 1000, 2000];

/** What to measure, and how. */
export interface ScaleRunOptions {
  /** Take times, or count only. */
  readonly time: boolean;
  readonly deps: readonly string[];
  readonly counter: Exclude<Counter, 'none'>;
  /** No run may take longer, s. */
  readonly timeout: number;
}

/** What of a size is being measured. */
export type ScaleStep = 'count' | 'time' | 'samples';

/** What the runs of a sweep have shown, and what went wrong. */
export interface MeasuredSweep {
  readonly runs: readonly SizeRuns[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** A command is timed so often; its runs are short, and one of them may be disturbed. */
const COMMAND_RUNS = 3;

/** A workload runs again and again for so long. */
const BUDGET_MS = 600;

/** Every run ends when `signal` fires. */
type Request = Omit<MeasuredCommand, 'command'>;

interface Measuring {
  readonly request: Request;
  readonly options: ScaleRunOptions;
  readonly isWorkload: boolean;
  /** Told before each step. */
  readonly onStep: (run: PlannedRun, step: ScaleStep) => void;
  readonly warnings: { readonly code: string; readonly message: string }[];
  readonly originals: OriginalSites;
}

/**
 * Runs a sweep: each size once under counters, then, without any, for the clock and for samples. A
 * size at which the target fails is left out. Throws `LaunchError` when fewer than two remain.
 */
export async function measureSweep(
  sweep: Sweep,
  measuring: Omit<Measuring, 'warnings' | 'originals'>,
): Promise<MeasuredSweep> {
  const all: Measuring = { ...measuring, warnings: [], originals: new OriginalSites() };
  const runs: SizeRuns[] = [];
  for (const run of sweep.runs) {
    measuring.request.signal?.throwIfAborted();
    const measured = await measureSize(run, sweep.parameter, all);
    if (measured !== undefined) runs.push(measured);
  }
  measuring.request.signal?.throwIfAborted();
  if (runs.length < 2) throw tooFew(sweep, all.warnings);
  if (runs.every(({ files }) => files.length === 0)) {
    throw new LaunchError(
      'no-node-process',
      'Nothing was counted: the command runs no JavaScript or TypeScript file outside of ' +
        'node_modules. Name the packages to count in with --deps.',
    );
  }
  return { runs, warnings: all.warnings };
}

async function measureSize(
  run: PlannedRun,
  parameter: string,
  measuring: Measuring,
): Promise<SizeRuns | undefined> {
  const { request, options, warnings } = measuring;
  measuring.onStep(run, 'count');
  const timeout = AbortSignal.timeout(options.timeout * 1000);
  const counted = await countTarget({
    ...request,
    signal: either(timeout, request.signal),
    command: run.command('count', 0),
    deps: options.deps,
    counter: options.counter,
  });
  if (hasFailed(counted)) {
    warnings.push({
      code: 'target-failed',
      message: `The target failed at ${parameter} = ${run.size} (${howItEnded(counted, timeout, options)}); this size is left out.`,
    });
    return undefined;
  }
  for (const file of counted.unread) {
    const message = `${file} could not be read as JavaScript or TypeScript; nothing in it was counted.`;
    if (!warnings.some((each) => each.message === message)) {
      warnings.push({ code: 'file-unread', message });
    }
  }
  const { size } = run;
  const files = counted.files.map((each) => ({
    ...each,
    sites: measuring.originals.of(each.file, each.sites),
  }));
  if (!options.time) return { size, files, runsMs: [] };
  measuring.onStep(run, 'time');
  const runsMs = await timedRuns(run, measuring);
  measuring.onStep(run, 'samples');
  return { size, files, runsMs, sampledMs: await sampledTimes(run, runsMs, measuring) };
}

async function timedRuns(
  run: PlannedRun,
  { request, options, isWorkload }: Measuring,
): Promise<number[]> {
  const runsMs: number[] = [];
  for (let i = 0; i < (isWorkload ? 1 : COMMAND_RUNS); i++) {
    const timed = await timeTarget({
      ...request,
      command: run.command('time', BUDGET_MS),
      signal: either(AbortSignal.timeout(options.timeout * 1000), request.signal),
    });
    if (hasFailed(timed)) continue;
    runsMs.push(...timed.runsMs);
  }
  return runsMs;
}

/** Samples of one more run; a target that ends too soon to be sampled has none. */
async function sampledTimes(
  run: PlannedRun,
  runsMs: readonly number[],
  { request, options, isWorkload }: Measuring,
): Promise<SizeRuns['sampledMs']> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rankscope-samples-'));
  try {
    const info = await record({
      ...request,
      command: run.command('time', BUDGET_MS / 2),
      folder,
      options: { ...DEFAULT_RECORD_OPTIONS, heap: false, deferred: isWorkload },
      durationMs: options.timeout * 1000,
      onStop: () => undefined,
    });
    const loaded = finishRecording(folder, info, '/');
    const { lines } = summarize(loaded.recording, loaded.sources);
    const inLines = lines.reduce(
      (sum, { ownUs, origin }) => sum + (origin === 'own' ? ownUs : 0),
      0,
    );
    // A workload has run several times; its lines together took as long as the runs did.
    const scale = isWorkload && inLines > 0 ? middle(runsMs) / inLines : 1 / 1000;
    return (file, from, to) => scale * timeOf(lines, file, from, to);
  } catch (error) {
    if (error instanceof LaunchError) return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function either(first: AbortSignal, second: AbortSignal | undefined): AbortSignal {
  return second === undefined ? first : AbortSignal.any([first, second]);
}

interface TimedLine {
  readonly file: string;
  readonly line: number;
  readonly ownUs: number;
}

function timeOf(lines: readonly TimedLine[], file: string, from: number, to: number): number {
  let sum = 0;
  for (const row of lines) {
    if (row.file === file && row.line >= from && row.line <= to) sum += row.ownUs;
  }
  return sum;
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function hasFailed({ exitCode, signal }: RunEnd): boolean {
  return exitCode !== 0 || signal !== null;
}

function howItEnded(
  { exitCode, signal }: RunEnd,
  timeout: AbortSignal,
  options: ScaleRunOptions,
): string {
  if (timeout.aborted) return `it took longer than ${options.timeout} s, see --timeout`;
  return signal === null ? `exit code ${String(exitCode)}` : `signal ${signal}`;
}

function tooFew(sweep: Sweep, warnings: readonly { readonly message: string }[]): LaunchError {
  const sizes = sweep.runs.map(({ size }) => size).join(', ');
  const first = warnings[0]?.message ?? '';
  return new LaunchError(
    'command-failed',
    `Growth needs at least two sizes, and the target did not run to its end at ${sweep.parameter} = ${sizes}. ${first}`,
  );
}
