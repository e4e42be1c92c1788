import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SizeRuns } from '../core/analysis/scale.js';
import { summarize } from '../core/analysis/summarize.js';
import type { Line1 } from '../core/model/units.js';
import { OriginalSites } from '../io/original-sites.js';
import { finishRecording } from '../io/recording-folder.js';
import { DEFAULT_RECORD_OPTIONS } from '../launch/agent-environment.js';
import { LaunchError } from '../launch/launch-error.js';
import {
  countTarget,
  timeTarget,
  type MeasuredCommand,
  type RunEnd,
} from '../launch/measured-run.js';
import { record } from '../launch/record.js';
import type { PlannedRun, ScaleOptions, Sweep } from './scale-plan.js';
import type { Terminal } from './terminal.js';

/** What the runs of a sweep have shown, and what went wrong. */
export interface MeasuredSweep {
  readonly runs: readonly SizeRuns[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** A command is timed so often; its runs are short, and one of them may be disturbed. */
const COMMAND_RUNS = 3;

/** A workload runs again and again for so long. */
const BUDGET_MS = 600;

type Request = Omit<MeasuredCommand, 'command'>;

interface Measuring {
  readonly request: Request;
  readonly options: ScaleOptions;
  readonly isWorkload: boolean;
  readonly terminal: Terminal;
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
    all.terminal.note(`${sweep.parameter} = ${run.size}`);
    const measured = await measureSize(run, sweep.parameter, all);
    if (measured !== undefined) runs.push(measured);
  }
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
  const signal = AbortSignal.timeout(options.timeout * 1000);
  const counted = await countTarget({
    ...request,
    signal,
    command: run.command('count', 0),
    deps: options.deps,
    counter: options.counter,
  });
  if (hasFailed(counted)) {
    warnings.push({
      code: 'target-failed',
      message: `The target failed at ${parameter} = ${run.size} (${howItEnded(counted, signal, options)}); this size is left out.`,
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
  const runsMs = await timedRuns(run, measuring);
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
      signal: AbortSignal.timeout(options.timeout * 1000),
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

interface TimedLine {
  readonly file: string;
  readonly line: Line1;
  readonly ownUs: number;
}

function timeOf(lines: readonly TimedLine[], file: string, from: Line1, to: Line1): number {
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
  options: ScaleOptions,
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
