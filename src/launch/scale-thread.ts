import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import {
  findingsByParameter,
  growthByParameter,
  type ParameterScaling,
} from '../core/analysis/parameters.js';
import { scalingOf } from '../core/analysis/scale.js';
import { SourceFiles } from '../io/source-files.js';
import { proposedSizes } from '../io/workload-sizes.js';
import {
  CANCEL_GROWTH,
  lineTextOf,
  type GrowthMessage,
  type GrowthRequest,
  type GrowthSweep,
  type MeasuredGrowth,
} from '../protocol/growth.js';
import { DEFAULT_SIZES, measureSweep, type ScaleStep } from './scale-runs.js';
import { setupSize, sweepsOf } from './sweeps.js';
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
  const parameters = chosen ?? proposedSizes(file) ?? [{ name: 'n', values: DEFAULT_SIZES }];
  const sweeps = sweepsOf(parameters, (values, mode, budgetMs) =>
    workloadCommand({ node, file, size: setupSize(values), mode, budgetMs, agentFolder }),
  );
  const planned = sweeps.reduce((sum, { runs }) => sum + runs.length, 0);
  const scaled: ParameterScaling[] = [];
  // What is wrong with a file is said by every sweep.
  const warnings = new Map<string, MeasuredGrowth['warnings'][number]>();
  let behind = 0;
  for (const sweep of sweeps) {
    const { parameter, held } = sweep;
    const { runs, warnings: said } = await measureSweep(sweep, {
      request: { cwd, env: { ...env }, agentFolder, signal, stdio: ['ignore', 'ignore', stderr] },
      options: { time: true, deps: [], counter: 'rewrite', timeout: TIMEOUT_S },
      isWorkload: true,
      onStep: (run, what) => {
        const done = behind + sweep.runs.indexOf(run) + STEPS.indexOf(what) / STEPS.length;
        tell({ type: 'step', parameter, size: run.size, what, done: done / planned });
      },
    });
    behind += sweep.runs.length;
    scaled.push({ parameter, held, scaling: scalingOf(runs) });
    for (const warning of said) warnings.set(warning.message, warning);
  }
  const files = new SourceFiles({ root: '/' });
  const lines = new Map<string, readonly string[]>();
  const linesOf = (name: string): readonly string[] => {
    const known = lines.get(name) ?? files.text(name)?.split('\n') ?? [];
    lines.set(name, known);
    return known;
  };
  const sites = growthByParameter(scaled)
    .slice(0, MOST_SITES)
    .map((site) => ({ ...site, lineText: lineTextOf(linesOf(site.file)[site.line - 1] ?? '') }));
  return {
    ...{ workload: file, sweeps: scaled.map(sweepOf), sites, warnings: [...warnings.values()] },
    findings: findingsByParameter(scaled),
    sources: sourcesOf(sites, files),
  };
}

function sweepOf({ parameter, held, scaling: { sizes, wall } }: ParameterScaling): GrowthSweep {
  return { parameter, held, sizes, ...(wall !== undefined && { wall }) };
}

function sourcesOf(
  sites: readonly { readonly file: string }[],
  files: SourceFiles,
): MeasuredGrowth['sources'] {
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
