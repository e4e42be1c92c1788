import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { growthSites, type GrowthSite } from '../core/analysis/growth-sites.js';
import { scalingOf } from '../core/analysis/scale.js';
import { SourceFiles } from '../io/source-files.js';
import { proposedSizes } from '../io/workload-sizes.js';
import {
  CANCEL_GROWTH,
  type GrowthMessage,
  type GrowthRequest,
  type MeasuredGrowth,
} from '../protocol/growth.js';
import { DEFAULT_SIZES, measureSweep, type ScaleStep, type Sweep } from './scale-runs.js';
import { workloadCommand } from './workload-command.js';

/** Nobody waits longer for one run with the editor in front of them. */
const TIMEOUT_S = 120;

/** A program of more sites than these has most of them for nothing that matters. */
const MOST_SITES = 3000;

/** So much of what a target says is passed on. */
const FIRST_WORDS = 300;

const STEPS: readonly ScaleStep[] = ['count', 'time', 'samples'];

/** Measures a workload module for the editor; tells of each step, and of how it ended. */
async function main(request: GrowthRequest): Promise<void> {
  const cancelled = new AbortController();
  parentPort?.on('message', (message: unknown) => {
    if (message === CANCEL_GROWTH) cancelled.abort();
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'rankscope-said-'));
  const said = path.join(folder, 'stderr.txt');
  const stderr = openSync(said, 'a');
  try {
    tell({ type: 'done', growth: await measure(request, stderr, cancelled.signal) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tell({ type: 'failed', message: `${message}${firstWords(said)}` });
  } finally {
    closeSync(stderr);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    parentPort?.close();
  }
}

async function measure(
  { file, node, cwd, env, agentFolder, sizes: chosen }: GrowthRequest,
  stderr: number,
  signal: AbortSignal,
): Promise<MeasuredGrowth> {
  const sizes = chosen ?? proposedSizes(file) ?? DEFAULT_SIZES;
  const sweep = workloadSweep(sizes, (size, mode, budgetMs) =>
    workloadCommand({ node, file, size, mode, budgetMs, agentFolder }),
  );
  const { runs, warnings } = await measureSweep(sweep, {
    request: { cwd, env: { ...env }, agentFolder, signal, stdio: ['ignore', 'ignore', stderr] },
    options: { time: true, deps: [], counter: 'rewrite', timeout: TIMEOUT_S },
    isWorkload: true,
    onStep: ({ size }, what) => {
      const done = sizes.indexOf(size) + STEPS.indexOf(what) / STEPS.length;
      tell({ type: 'step', size, what, done: done / sizes.length });
    },
  });
  const scaling = scalingOf(runs);
  const sites = growthSites(scaling).slice(0, MOST_SITES);
  const { wall, findings } = scaling;
  return {
    ...{ workload: file, sizes: scaling.sizes, sites, findings, warnings },
    ...(wall !== undefined && { wall }),
    sources: sourcesOf(sites),
  };
}

/** A sweep over the sizes of a workload. */
function workloadSweep(
  sizes: readonly number[],
  commandAt: (size: number, mode: 'count' | 'time', budgetMs: number) => string[],
): Sweep {
  const runs = sizes.map((size) => ({
    size,
    command: (mode: 'count' | 'time', budgetMs: number) => commandAt(size, mode, budgetMs),
  }));
  return { parameter: 'n', held: {}, runs };
}

function sourcesOf(sites: readonly GrowthSite[]): MeasuredGrowth['sources'] {
  const files = new SourceFiles({ root: '/' });
  return [...new Set(sites.map(({ file }) => file))].flatMap((file) => {
    const fingerprint = files.fingerprint(file);
    return fingerprint === undefined ? [] : [{ file, fingerprint }];
  });
}

/** What the target said first when it failed tells why; the rest is where. */
function firstWords(file: string): string {
  const [line = ''] = readFileSync(file, 'utf8').trim().split('\n');
  return line === '' ? '' : ` It said: ${line.slice(0, FIRST_WORDS)}`;
}

function tell(message: GrowthMessage): void {
  parentPort?.postMessage(message);
}

void main(workerData as GrowthRequest);
