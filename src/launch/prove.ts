import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { scalingOf, type SizeRuns } from '../core/analysis/scale.js';
import { median } from '../core/analysis/statistics.js';
import {
  compareOutputs,
  compareTimes,
  growthOfWork,
  isEnough,
  unstableOutput,
  verdict,
  type GrowthFinding,
  type OutputAtSize,
  type OutputFinding,
  type TimeFinding,
  type Verdict,
  type VersionName,
} from '../core/analysis/verdict.js';
import type { Replacement } from '../protocol/counting.js';
import type { TrialResult } from '../protocol/trial.js';
import { countTarget } from './measured-run.js';
import { runTrial, type Trial, type TrialEnd, type TrialSetting } from './trials.js';
import { workloadCommand } from './workload-command.js';

export type { Replacement } from '../protocol/counting.js';

/** So many processes of each version are timed where nobody asks for another number. */
export const PROCESSES = 10;

/** What to prove. */
export interface ProveRequest extends Omit<TrialSetting, 'folder'> {
  /** Which files have another text in either version; all else is as it is on disk. */
  readonly versions: Readonly<Record<VersionName, readonly Replacement[]>>;
  /** Empty for those the workload proposes. */
  readonly sizes: readonly number[];
  /** When to stop measuring at the latest, s. */
  readonly seconds: number;
  /** Processes of each version that are timed, unless the difference is plain before. */
  readonly processes: number;
  /** What floats of the output may differ by, relative to the larger one. */
  readonly tolerance?: number;
  readonly onProgress: (text: string) => void;
  /** Ends what is running, and the proof with `out-of-time`. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a workload on two versions of its code and says whether they give the same output, and
 * whether the second is faster. Times come from fresh processes that alternate (A B, B A, …), so
 * that neither the state of a process nor that of the machine decides. Throws `LaunchError` when
 * Node cannot be started.
 */
export async function prove(request: ProveRequest): Promise<Verdict> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rankscope-prove-'));
  try {
    return await new Proof(request, folder).verdict();
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** How a step of a proof ended: with what it was for, or with a reason to stop. */
type Step<T> = { readonly found: T } | { readonly stop: OutputFinding };

const VERSIONS: readonly VersionName[] = ['before', 'after'];

const OUT_OF_TIME: OutputFinding = { kind: 'out-of-time' };

/** The function that is counted; another one is timed and compared only. */
const COUNTED_EXPORT = 'run';

/** Of the time there is, counting may take this part; what is slow may be slower under counters. */
const COUNTING_PART = 0.4;

class Proof {
  readonly #request: ProveRequest;
  readonly #setting: TrialSetting;
  readonly #deadline: number;
  readonly #loaded = new Set<string>();

  constructor(request: ProveRequest, folder: string) {
    this.#request = request;
    this.#setting = { ...request, folder };
    this.#deadline = performance.now() + request.seconds * 1000;
  }

  async verdict(): Promise<Verdict> {
    const outputs = await this.#outputs();
    const notLoaded = this.#notLoaded();
    if ('stop' in outputs) return verdict(outputs.stop, undefined, undefined, notLoaded);
    const { output, sizes } = outputs.found;
    if (output.kind !== 'same') return verdict(output, undefined, undefined, notLoaded);
    const growth = await this.#growth(sizes);
    const time = await this.#times(Math.max(...sizes));
    if ('stop' in time) return verdict(time.stop, growth, undefined, notLoaded);
    return verdict(output, growth, time.found, notLoaded);
  }

  async #outputs(): Promise<Step<{ output: OutputFinding; sizes: readonly number[] }>> {
    const { tolerance, onProgress } = this.#request;
    onProgress('Comparing outputs');
    const before = await this.#outputsOf('before');
    if ('stop' in before) return before;
    const after = await this.#outputsOf('after');
    if ('stop' in after) return after;
    const notLoaded = this.#notLoaded();
    if (notLoaded.length > 0 && this.#loaded.size === 0) {
      return { stop: { kind: 'not-loaded', files: notLoaded } };
    }
    const sizes = before.found.map(({ size }) => size);
    const output = compareOutputs(before.found, after.found, tolerance);
    if (output.kind !== 'different') return { found: { output, sizes } };
    onProgress('They differ; running each version once more');
    const runs = { before: before.found, after: after.found };
    for (const version of VERSIONS) {
      const again = await this.#outputsOf(version);
      if ('stop' in again) return again;
      const unstable = unstableOutput(version, runs[version], again.found, tolerance);
      if (unstable !== undefined) return { stop: unstable };
    }
    return { found: { output, sizes } };
  }

  async #outputsOf(version: VersionName): Promise<Step<readonly OutputAtSize[]>> {
    const end = await this.#run(version, { kind: 'outputs', sizes: this.#request.sizes });
    if (end === undefined) return { stop: OUT_OF_TIME };
    for (const file of end.replaced) this.#loaded.add(file);
    if (end.result.kind === 'outputs') return { found: end.result.outputs };
    return { stop: failure(version, end.result) };
  }

  #notLoaded(): readonly string[] {
    const { before, after } = this.#request.versions;
    const files = new Set([...before, ...after].map(({ file }) => file));
    return [...files].filter((file) => !this.#loaded.has(file));
  }

  /** Nothing where it cannot be counted: then the verdict does without. */
  async #growth(sizes: readonly number[]): Promise<GrowthFinding | undefined> {
    if (this.#request.exported !== COUNTED_EXPORT || sizes.length < 2) return undefined;
    this.#request.onProgress('Counting');
    const end = performance.now() + COUNTING_PART * (this.#deadline - performance.now());
    const before = await this.#growthOf('before', sizes, end);
    const after = before === undefined ? undefined : await this.#growthOf('after', sizes, end);
    return before === undefined || after === undefined ? undefined : { before, after };
  }

  async #growthOf(
    version: VersionName,
    sizes: readonly number[],
    end: number,
  ): Promise<number | undefined> {
    const { file, cwd, env, node, dist: agentFolder, versions, signal } = this.#request;
    const runs: SizeRuns[] = [];
    for (const size of sizes) {
      const late = AbortSignal.timeout(Math.max(1, Math.ceil(end - performance.now())));
      const counted = await countTarget({
        command: workloadCommand({ node, file, size, mode: 'count', budgetMs: 0, agentFolder }),
        ...{ cwd, env, agentFolder, replacements: versions[version], stdio: 'ignore' },
        ...{ deps: [], counter: 'rewrite' },
        signal: signal === undefined ? late : AbortSignal.any([signal, late]),
      });
      if (counted.exitCode !== 0) return undefined;
      runs.push({ size, files: counted.files, runsMs: [] });
    }
    return growthOfWork(scalingOf(runs));
  }

  async #times(size: number): Promise<Step<TimeFinding>> {
    const { processes, onProgress } = this.#request;
    const times: Record<VersionName, number[]> = { before: [], after: [] };
    let freshInputs = false;
    for (let pair = 0; pair < processes && !isEnough(times); pair++) {
      onProgress(`Timing, process ${pair + 1} of ${processes} of each version`);
      const order = pair % 2 === 0 ? VERSIONS : [...VERSIONS].reverse();
      for (const version of order) {
        const end = await this.#run(version, { kind: 'times', sizes: [size] });
        if (end === undefined) return { found: compareTimes(times, { size, freshInputs }) };
        const { result } = end;
        if (result.kind !== 'times') return { stop: failure(version, result) };
        times[version].push(median(result.callMs));
        freshInputs ||= result.freshInputs;
      }
    }
    return { found: compareTimes(times, { size, freshInputs }) };
  }

  #run(version: VersionName, trial: Pick<Trial, 'kind' | 'sizes'>): Promise<TrialEnd | undefined> {
    const { versions, signal } = this.#request;
    const replacements = versions[version];
    return runTrial(this.#setting, { ...trial, replacements, deadline: this.#deadline, signal });
  }
}

function failure(version: VersionName, result: TrialResult): OutputFinding {
  if (result.kind !== 'failed') throw new Error(`A trial gave ${result.kind}.`);
  const { step, size, message } = result;
  return { kind: 'failed', version, step, size, message };
}
