import type { PortableValue } from '../model/portable-value.js';
import { deepDifference, type Difference } from './deep-difference.js';
import type { Scaling } from './scale.js';
import { ratioOfMedians, type Ratio } from './statistics.js';

/** The two versions of the code that a proof compares. */
export type VersionName = 'before' | 'after';

/** What a workload has given at one size. */
export interface OutputAtSize {
  readonly size: number;
  /** Nothing where there is too much of it to be compared. */
  readonly output: PortableValue | undefined;
  /** What the workload's own check said: nothing where there is none, `''` for nothing wrong. */
  readonly rejected: string | undefined;
}

/** Does the code do the same in both versions? */
export type OutputFinding =
  | {
      readonly kind: 'same';
      readonly by: 'check' | 'comparison';
      /** Where outputs differ that the check accepts. */
      readonly accepted: Difference | undefined;
      /** Paths of what could not be compared, the first few. */
      readonly skipped: readonly string[];
    }
  | { readonly kind: 'different'; readonly size: number; readonly difference: Difference }
  /** The workload's own check refuses an output. */
  | {
      readonly kind: 'rejected';
      readonly version: VersionName;
      readonly size: number;
      readonly message: string;
    }
  /** One version differs from itself, so that nothing can be said about the other. */
  | {
      readonly kind: 'unstable';
      readonly version: VersionName;
      readonly size: number;
      readonly difference: Difference;
    }
  | {
      readonly kind: 'incomparable';
      readonly size: number;
      readonly why: 'nothing' | 'too-large' | 'opaque';
    }
  | {
      readonly kind: 'failed';
      readonly version: VersionName;
      readonly step: string;
      readonly size: number | undefined;
      readonly message: string;
    }
  /** What has changed is no part of what the workload loads. */
  | { readonly kind: 'not-loaded'; readonly files: readonly string[] }
  | { readonly kind: 'out-of-time' };

/** Which is faster, as far as that can be told? */
export interface TimeFinding {
  /** By how much the version before takes longer. */
  readonly ratio: Ratio;
  readonly effect: 'faster' | 'slower' | 'none' | 'undecided';
  /** Processes of each version. */
  readonly processes: number;
  readonly size: number;
  /** Medians over processes, ms a call. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** `run` changes its input, so that each call got one of its own. */
  readonly freshInputs: boolean;
}

/** How the work of either version grows with the size; exponents. */
export interface GrowthFinding {
  readonly before: number;
  readonly after: number;
}

/** Everything a proof has found out, and what follows. */
export interface Verdict {
  readonly conclusion: 'proved' | 'not-proved' | 'different' | 'failed';
  readonly output: OutputFinding;
  /** Nothing where it was not measured. */
  readonly growth: GrowthFinding | undefined;
  readonly time: TimeFinding | undefined;
  /** Changed files that the workload does not load. */
  readonly notLoaded: readonly string[];
}

/** Smaller effects are not worth a change of code, and differences between builds can cause them. */
const MINIMAL_EFFECT = 1.03;

/** With fewer processes of each version an interval means nothing. */
export const FEWEST_PROCESSES = 5;

/** An interval this far from 1 cannot be reached by chance, however often one looks. */
const LARGE_EFFECT = 1.25;

/** A factor between bounds further apart than this tells nobody much. */
const WIDEST = 1.5;

/** From here on work is taken to grow differently; counts are exact, but sizes are small. */
const OTHER_GROWTH = 0.2;

/** A site with less than this share of all work does not decide how a program grows. */
const GOOD_PART = 0.05;

/**
 * Do two versions give the same outputs? A workload's own check decides where there is one.
 * `outputs` hold the same sizes in the same order.
 */
export function compareOutputs(
  before: readonly OutputAtSize[],
  after: readonly OutputAtSize[],
  tolerance?: number,
): OutputFinding {
  const skipped = new Set<string>();
  let accepted: Difference | undefined;
  let isChecked = false;
  for (const [i, { size, output, rejected }] of before.entries()) {
    const other = after[i];
    const refusals = { before: rejected, after: other?.rejected };
    for (const version of ['before', 'after'] as const) {
      const message = refusals[version] ?? '';
      if (message !== '') return { kind: 'rejected', version, size, message };
    }
    isChecked = rejected === '' && other?.rejected === '';
    if (output === undefined || other?.output === undefined) {
      if (isChecked) continue;
      return { kind: 'incomparable', size, why: 'too-large' };
    }
    const why = whyIncomparable(output, other.output);
    if (why !== undefined && !isChecked) return { kind: 'incomparable', size, why };
    const found = deepDifference(output, other.output, tolerance);
    for (const path of found.skipped) skipped.add(path);
    if (found.difference === undefined) continue;
    if (!isChecked) return { kind: 'different', size, difference: found.difference };
    accepted ??= found.difference;
  }
  const by = isChecked ? 'check' : 'comparison';
  return { kind: 'same', by, accepted, skipped: [...skipped] };
}

function whyIncomparable(
  before: PortableValue,
  after: PortableValue,
): 'nothing' | 'opaque' | undefined {
  const both = [before, after];
  if (both.every(({ root }) => Array.isArray(root) && root[0] === 'undefined')) return 'nothing';
  return both.every(({ objects }) => objects[0]?.kind === 'opaque') ? 'opaque' : undefined;
}

/**
 * Has one version given different outputs in two runs? Then a difference between versions says
 * nothing. Asked when they differ.
 */
export function unstableOutput(
  version: VersionName,
  once: readonly OutputAtSize[],
  again: readonly OutputAtSize[],
  tolerance?: number,
): OutputFinding | undefined {
  const found = compareOutputs(once, again, tolerance);
  if (found.kind !== 'different') return undefined;
  return { kind: 'unstable', version, size: found.size, difference: found.difference };
}

/** Each process's median time of a call, ms, for either version. */
export interface ProcessTimes {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Is the difference so large that more processes would not change what is said of it? */
export function isEnough({ before, after }: ProcessTimes): boolean {
  if (Math.min(before.length, after.length) < FEWEST_PROCESSES) return false;
  const { low, high } = ratioOfMedians(before, after);
  return (low > LARGE_EFFECT || high < 1 / LARGE_EFFECT) && high / low < WIDEST;
}

/** What the times of both versions say. */
export function compareTimes(
  times: ProcessTimes,
  about: { readonly size: number; readonly freshInputs: boolean },
): TimeFinding {
  const processes = Math.min(times.before.length, times.after.length);
  const ratio = ratioOfMedians(times.before, times.after);
  return {
    ratio,
    effect: processes < FEWEST_PROCESSES ? 'undecided' : effectOf(ratio),
    processes,
    beforeMs: ratioOfMedians(times.before, [1]).value,
    afterMs: ratioOfMedians(times.after, [1]).value,
    ...about,
  };
}

function effectOf({ value, low, high }: Ratio): TimeFinding['effect'] {
  if (low > 1 && value >= MINIMAL_EFFECT) return 'faster';
  if (high < 1 && value <= 1 / MINIMAL_EFFECT) return 'slower';
  return 'none';
}

/**
 * With which exponent does the work grow: the largest one among the loops and builtins that do a
 * good part of all work at the largest size. Nothing where nothing was counted.
 */
export function growthOfWork({ sites }: Pick<Scaling, 'sites'>): number | undefined {
  const work = sites.filter(({ kind }) => kind !== 'function');
  const countOf = ({ counts }: { readonly counts: readonly number[] }) => counts.at(-1) ?? 0;
  const total = work.reduce((sum, site) => sum + countOf(site), 0);
  const matters = work.filter((site) => countOf(site) > total * GOOD_PART);
  return matters.length === 0 ? undefined : Math.max(...matters.map(({ growth }) => growth));
}

/** Does less work now follow each step of the size, or more? */
export function growthChange({ before, after }: GrowthFinding): 'less' | 'more' | 'same' {
  if (after <= before - OTHER_GROWTH) return 'less';
  return after >= before + OTHER_GROWTH ? 'more' : 'same';
}

/**
 * One verdict. A change is proved when the outputs are the same and the code is measurably faster,
 * and its work does not grow faster than before: that would take back the gain at larger sizes.
 */
export function verdict(
  output: OutputFinding,
  growth: GrowthFinding | undefined,
  time: TimeFinding | undefined,
  notLoaded: readonly string[] = [],
): Verdict {
  return { conclusion: conclusionOf(output, growth, time), output, growth, time, notLoaded };
}

function conclusionOf(
  output: OutputFinding,
  growth: GrowthFinding | undefined,
  time: TimeFinding | undefined,
): Verdict['conclusion'] {
  if (output.kind === 'different') return 'different';
  if (output.kind === 'rejected' && output.version === 'after') return 'different';
  const { kind } = output;
  if (kind === 'failed' || kind === 'rejected' || kind === 'not-loaded') return 'failed';
  if (output.kind !== 'same' || time?.effect !== 'faster') return 'not-proved';
  return growth !== undefined && growthChange(growth) === 'more' ? 'not-proved' : 'proved';
}
