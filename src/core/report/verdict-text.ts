import { durationText } from '../analysis/figures.js';
import type { Difference } from '../analysis/deep-difference.js';
import type { Ratio } from '../analysis/statistics.js';
import {
  FEWEST_PROCESSES,
  growthChange,
  type GrowthFinding,
  type OutputFinding,
  type TimeFinding,
  type Verdict,
} from '../analysis/verdict.js';
import { REPORT_SCHEMA } from './json-report.js';

/** How things are called where a verdict is read. */
export interface VerdictWords {
  /** A path as it is shown, for example relative to the working folder. */
  readonly showPath: (file: string) => string;
  /** What gives a proof more time. */
  readonly moreTime: string;
  /** What makes it run other sizes. */
  readonly otherSizes: string;
}

const ON_THE_COMMAND_LINE: VerdictWords = {
  showPath: (file) => file,
  moreTime: '--seconds',
  otherSizes: '--sizes',
};

/** The words of the command line, with paths as they are shown there. */
export function commandLineWords(showPath: VerdictWords['showPath']): VerdictWords {
  return { ...ON_THE_COMMAND_LINE, showPath };
}

/** The verdict in one sentence, for example `Proved: same output, growth 2.0 → 1.0, 19× faster [17, 21]`. */
export function verdictText(verdict: Verdict, words = ON_THE_COMMAND_LINE): string {
  const { conclusion, output, growth, time } = verdict;
  if (output.kind !== 'same') return outputText(output, words);
  const facts = ['same output'];
  if (growth !== undefined) facts.push(growthText(growth));
  if (time !== undefined) facts.push(timeText(time, words));
  return `${conclusion === 'proved' ? 'Proved' : 'Not proved'}: ${facts.join(', ')}`;
}

/** What there is to know beside the sentence: how it was measured, and what to make of it. */
export function verdictNotes(verdict: Verdict, words = ON_THE_COMMAND_LINE): readonly string[] {
  const { conclusion, output, growth, time, notLoaded } = verdict;
  const notes: string[] = [];
  if (time !== undefined) {
    const { beforeMs, afterMs, processes, size } = time;
    notes.push(
      `At size ${size}: ${durationText(beforeMs * 1000)} before, ${durationText(afterMs * 1000)} after; medians of ${processes} processes each.`,
    );
    if (time.freshInputs) notes.push('run changes its input, so each call got one of its own.');
  }
  if (growth !== undefined && time !== undefined && conclusion === 'not-proved') {
    const change = growthChange(growth);
    if (change === 'less') {
      notes.push(
        `It grows less than before; a larger size may show it: try larger ${words.otherSizes}.`,
      );
    }
    if (change === 'more') {
      notes.push('It grows faster than before, which costs more at larger sizes.');
    }
  }
  if (output.kind === 'same') notes.push(...sameNotes(output));
  if (notLoaded.length > 0 && output.kind !== 'not-loaded') {
    const files = notLoaded.map(words.showPath).join(', ');
    notes.push(`Changed, but not loaded by the workload: ${files}.`);
  }
  return notes;
}

function sameNotes({ by, accepted, skipped }: OutputFinding & { kind: 'same' }): readonly string[] {
  const notes: string[] = [];
  if (by === 'check') {
    notes.push('The workload has a check of its own, which accepts both outputs.');
  }
  if (accepted !== undefined) {
    notes.push(`The outputs that the check accepts are not equal: ${differenceText(accepted)}.`);
  }
  if (skipped.length > 0) {
    notes.push(`Not compared, as nobody can look inside: ${skipped.map(placeText).join(', ')}.`);
  }
  return notes;
}

function outputText(output: Exclude<OutputFinding, { kind: 'same' }>, words: VerdictWords): string {
  switch (output.kind) {
    case 'different':
      return `Different output: ${differenceText(output.difference)} (size ${output.size})`;
    case 'rejected':
      return output.version === 'after'
        ? `Different output: the workload's check refuses what the new version gives (size ${output.size}): ${output.message}`
        : `Not proved: the workload's check refuses what the version before gives already (size ${output.size}): ${output.message}`;
    case 'unstable':
      return `Not proved: the output is not the same twice. Two runs of the version ${output.version} differ: ${differenceText(output.difference, 'in one run', 'in the other')} (size ${output.size}). Make setup and run deterministic (seed random numbers, no clock), or export check(output).`;
    case 'incomparable':
      return `Not proved: ${incomparableText(output.why, words)}`;
    case 'failed':
      return `Not proved: ${failedText(output)}`;
    case 'not-loaded':
      return `Not proved: the workload loads nothing that has changed (${output.files.map(words.showPath).join(', ')}). Choose a workload that runs the changed code.`;
    case 'out-of-time':
      return `Not proved: time ran out before both versions had given an output. Give more with ${words.moreTime}, or smaller ${words.otherSizes}.`;
  }
}

function failedText({ version, step, size, message }: OutputFinding & { kind: 'failed' }): string {
  const where = size === undefined ? '' : ` at size ${size}`;
  const failed = step === 'load' ? 'the workload cannot be loaded' : `${step} fails${where}`;
  return `${failed} in the version ${version}: ${message}`;
}

function incomparableText(
  why: 'nothing' | 'too-large' | 'opaque',
  { otherSizes }: VerdictWords,
): string {
  const help = 'Export check(output) from the workload, which throws when the output is wrong';
  if (why === 'nothing') {
    return `run returns nothing that could be compared. Return the result, or: ${help}.`;
  }
  if (why === 'opaque') {
    return `run returns something nobody can look into, such as a function. Return data, or: ${help}.`;
  }
  return `the output is too large to be compared. Use smaller ${otherSizes}, return less, or: ${help}.`;
}

function differenceText(
  { path, before, after }: Difference,
  once = 'before',
  then = 'after',
): string {
  return `${placeText(path)} is ${before} ${once} and ${after} ${then}`;
}

function placeText(path: string): string {
  return `output${path}`;
}

function growthText({ before, after }: GrowthFinding): string {
  return `growth ${before.toFixed(1)} → ${after.toFixed(1)}`;
}

function timeText({ effect, ratio, processes }: TimeFinding, { moreTime }: VerdictWords): string {
  switch (effect) {
    case 'faster':
      return `${factor(ratio.value)}× faster ${interval(ratio)}`;
    case 'slower': {
      const { value, low, high } = ratio;
      const slower = { value: 1 / value, low: 1 / high, high: 1 / low };
      return `${factor(slower.value)}× slower ${interval(slower)}`;
    }
    case 'none':
      return `no measurable difference in time, ${factor(ratio.value)}× ${interval(ratio)}`;
    case 'undecided':
      return `time ran out after ${processes} of at least ${FEWEST_PROCESSES} processes; give more with ${moreTime}`;
  }
}

function interval({ low, high }: Ratio): string {
  return `[${factor(low)}, ${factor(high)}]`;
}

/** As many digits as the size of a factor needs: `1.04`, `3.2`, `19`. */
function factor(value: number): string {
  return value.toFixed(value < 2 ? 2 : value < 10 ? 1 : 0);
}

/** What `rankscope prove --json` prints. Times in ms. */
export interface ProofJson extends Verdict {
  readonly schema: typeof REPORT_SCHEMA;
  readonly summary: string;
  readonly notes: readonly string[];
}

/** The verdict as a plain object for JSON. */
export function verdictJson(verdict: Verdict): ProofJson {
  return {
    schema: REPORT_SCHEMA,
    summary: verdictText(verdict),
    notes: verdictNotes(verdict),
    ...verdict,
  };
}
