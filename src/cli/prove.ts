import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { FEWEST_PROCESSES } from '../core/analysis/verdict.js';
import { FLOAT_TOLERANCE } from '../core/analysis/deep-difference.js';
import {
  commandLineWords,
  verdictJson,
  verdictNotes,
  verdictText,
} from '../core/report/verdict-text.js';
import { shownPath } from '../io/shown-path.js';
import { versionAt } from '../launch/earlier-version.js';
import { PROCESSES, prove } from '../launch/prove.js';
import type { Replacement } from '../launch/prove.js';
import { EXIT_FAILED } from './exit-codes.js';
import { seconds, wholeNumber } from './number-options.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

interface ProveOptions {
  readonly before: readonly Replacement[];
  readonly beforeGit?: string;
  readonly export: string;
  readonly sizes: readonly number[];
  readonly processes: number;
  readonly tolerance: number;
  readonly seconds: number;
  readonly json?: true;
}

/** `rankscope prove`: does a change give the same output, and is it faster? */
export function addProveCommand(program: Command, terminal: Terminal): void {
  program
    .command('prove')
    .summary('say whether a change gives the same output and is faster')
    .description(
      'Runs a workload module on two versions of its code, as it is and as it was, compares what ' +
        'they return, and times them in fresh processes that alternate. Exit code 0: the change is ' +
        'proved; 1: it is not, and the text says why.',
    )
    .argument('<workload>', 'a module that exports run, and setup(n), sizes and check if it likes')
    .option('--before <file=old>', 'file and its text before; may be repeated', replacement, [])
    .option('--before-git <revision>', 'the version before is that of all changed files in git')
    .option('--export <name>', 'the function to run', 'run')
    .option('--sizes <n,n,…>', 'sizes to run (default: those of the workload)', sizes, [])
    .option(
      '--processes <n>',
      'processes of each version to time; a plain difference needs fewer',
      wholeNumber(FEWEST_PROCESSES, 1000),
      PROCESSES,
    )
    .option('--tolerance <x>', 'what floats may differ by, relatively', tolerance, FLOAT_TOLERANCE)
    .option('--seconds <s>', 'end after so many seconds', seconds, 120)
    .option('--json', 'print one JSON document on stdout and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  $ rankscope prove feed.workload.ts --before-git HEAD
  $ rankscope prove feed.workload.ts --before src/score.ts=score.old.ts --sizes 500,1000`,
    )
    .action(async (workload: string, options: ProveOptions) => {
      await runProve(workload, options, terminal);
    });
}

async function runProve(
  workload: string,
  options: ProveOptions,
  terminal: Terminal,
): Promise<void> {
  const cwd = process.cwd();
  const file = path.resolve(cwd, workload);
  if (!existsSync(file)) throw new UsageError(`There is no file ${workload}. Check the path.`);
  const folder = mkdtempSync(path.join(tmpdir(), 'rankscope-before-'));
  try {
    const stop = stopOnSignals();
    const before = await replacementsOf(file, options, folder, terminal);
    const { sizes, seconds, processes, tolerance } = options;
    const verdict = await prove({
      ...{ file, exported: options.export, cwd, env: process.env, node: process.execPath },
      ...{ dist: __dirname, versions: { before, after: [] } },
      ...{ sizes, seconds, processes, tolerance },
      onProgress: (text) => {
        terminal.note(text);
      },
      signal: stop,
    });
    if (stop.aborted) {
      terminal.note('Stopped before there was a verdict.');
      process.exitCode = EXIT_FAILED;
      return;
    }
    if (options.json === true) {
      terminal.out(`${JSON.stringify(verdictJson(verdict), undefined, 2)}\n`);
    } else {
      const { style } = terminal;
      const words = commandLineWords((name) => shownPath(name, cwd));
      const notes = verdictNotes(verdict, words).map((note) => `${style.dim(`  ${note}`)}\n`);
      terminal.out(`${style.title(verdictText(verdict, words))}\n${notes.join('')}`);
    }
    if (verdict.conclusion !== 'proved') process.exitCode = EXIT_FAILED;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ctrl-C and SIGTERM end what is running, so that nothing is left behind. */
function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

/** What the code was before: files the user names, or all that have changed since a revision. */
async function replacementsOf(
  workload: string,
  { before, beforeGit }: ProveOptions,
  folder: string,
  terminal: Terminal,
): Promise<readonly Replacement[]> {
  if (beforeGit === undefined) {
    if (before.length > 0) return before;
    throw new UsageError(
      'Say what the code was before: --before FILE=OLDFILE, or --before-git REVISION.',
    );
  }
  if (before.length > 0) throw new UsageError('Give either --before or --before-git, not both.');
  const { replacements, left } = await versionAt(beforeGit, workload, folder);
  const cwd = process.cwd();
  if (replacements.length === 0) {
    throw new UsageError(`No code has changed since ${beforeGit}, so there is nothing to prove.`);
  }
  const names = replacements.map(({ file }) => shownPath(file, cwd)).join(', ');
  terminal.note(`Changed since ${beforeGit}: ${names}`);
  if (left.length > 0) {
    const others = left.map((file) => shownPath(file, cwd)).join(', ');
    terminal.note(`The same in both versions, as they are now: ${others}`);
  }
  return replacements;
}

function replacement(text: string, others: readonly Replacement[]): readonly Replacement[] {
  const at = text.indexOf('=');
  const [file, by] = [text.slice(0, at), text.slice(at + 1)].map((name) => path.resolve(name));
  if (at <= 0 || at === text.length - 1 || file === undefined || by === undefined) {
    throw new InvalidArgumentError('It has to be FILE=OLDFILE.');
  }
  const missing = [file, by].find((name) => !existsSync(name));
  if (missing !== undefined) throw new InvalidArgumentError(`There is no file ${missing}.`);
  return [...others, { file, by }];
}

function sizes(text: string): readonly number[] {
  const list = text.split(',').map((word) => (/^\d+$/.test(word.trim()) ? Number(word) : NaN));
  if (list.every((size) => size > 0 && Number.isSafeInteger(size))) {
    return [...new Set(list)].sort((a, b) => a - b);
  }
  throw new InvalidArgumentError('It has to be whole numbers above 0, for example 250,500,1000.');
}

function tolerance(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (value >= 0 && value < 1) return value;
  throw new InvalidArgumentError('It has to be a number from 0 to below 1, for example 1e-9.');
}
