import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median } from '../core/analysis/statistics.js';
import {
  compareOutputs,
  compareTimes,
  isEnough,
  unstableOutput,
  verdict,
  type OutputAtSize,
  type OutputFinding,
  type TimeFinding,
  type Verdict,
  type VersionName,
} from '../core/analysis/verdict.js';
import type { TrialResult } from '../protocol/trial.js';
import type { Replacement } from '../protocol/counting.js';
import { runTrial, type Trial, type TrialSetting } from './trials.js';

export type { Replacement } from '../protocol/counting.js';

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
  readonly tolerance: number | undefined;
  readonly onProgress: (text: string) => void;
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
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How a step of a proof ended: with what it was for, or with a reason to stop. */
type Step<T> = { readonly found: T } | { readonly stop: OutputFinding };

const OUT_OF_TIME: OutputFinding = { kind: 'out-of-time' };

class Proof {
  readonly #request: ProveRequest;
  readonly #setting: TrialSetting;
  readonly #deadline: number;

  constructor(request: ProveRequest, folder: string) {
    this.#request = request;
    this.#setting = { ...request, folder };
    this.#deadline = performance.now() + request.seconds * 1000;
  }

  async verdict(): Promise<Verdict> {
    const outputs = await this.#outputs();
    if ('stop' in outputs) return verdict(outputs.stop, undefined, undefined);
    const { output, sizes } = outputs.found;
    if (output.kind !== 'same') return verdict(output, undefined, undefined);
    const time = await this.#times(Math.max(...sizes));
    if ('stop' in time) return verdict(time.stop, undefined, undefined);
    return verdict(output, undefined, time.found);
  }

  async #outputs(): Promise<Step<{ output: OutputFinding; sizes: readonly number[] }>> {
    const { tolerance, onProgress } = this.#request;
    onProgress('Comparing outputs');
    const before = await this.#outputsOf('before');
    if ('stop' in before) return before;
    const after = await this.#outputsOf('after');
    if ('stop' in after) return after;
    const sizes = before.found.map(({ size }) => size);
    const output = compareOutputs(before.found, after.found, tolerance);
    if (output.kind !== 'different') return { found: { output, sizes } };
    onProgress('They differ; running each version once more');
    for (const [version, once] of [
      ['before', before.found],
      ['after', after.found],
    ] as const) {
      const again = await this.#outputsOf(version);
      if ('stop' in again) return again;
      const unstable = unstableOutput(version, once, again.found, tolerance);
      if (unstable !== undefined) return { stop: unstable };
    }
    return { found: { output, sizes } };
  }

  async #outputsOf(version: VersionName): Promise<Step<readonly OutputAtSize[]>> {
    const result = await this.#run(version, { kind: 'outputs', sizes: this.#request.sizes });
    if (result === undefined) return { stop: OUT_OF_TIME };
    if (result.kind === 'outputs') return { found: result.outputs };
    return { stop: failure(version, result) };
  }

  async #times(size: number): Promise<Step<TimeFinding>> {
    const { processes, onProgress } = this.#request;
    const times: Record<VersionName, number[]> = { before: [], after: [] };
    let freshInputs = false;
    for (let pair = 0; pair < processes && !isEnough(times); pair++) {
      onProgress(`Timing, process ${pair + 1} of ${processes} of each version`);
      const order: VersionName[] = pair % 2 === 0 ? ['before', 'after'] : ['after', 'before'];
      for (const version of order) {
        const result = await this.#run(version, { kind: 'times', sizes: [size] });
        if (result === undefined) {
          return { found: compareTimes(times, { size, freshInputs }) };
        }
        if (result.kind !== 'times') return { stop: failure(version, result) };
        times[version].push(median(result.callMs));
        freshInputs ||= result.freshInputs;
      }
    }
    return { found: compareTimes(times, { size, freshInputs }) };
  }

  #run(version: VersionName, trial: Pick<Trial, 'kind' | 'sizes'>): ReturnType<typeof runTrial> {
    const replacements = this.#request.versions[version];
    return runTrial(this.#setting, { ...trial, replacements, deadline: this.#deadline });
  }
}

function failure(version: VersionName, result: TrialResult): OutputFinding {
  if (result.kind !== 'failed') throw new Error(`A trial gave ${result.kind}.`);
  const { step, size, message } = result;
  return { kind: 'failed', version, step, size, message };
}
