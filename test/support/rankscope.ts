import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonReport } from '../../src/core/report/json-report.js';
import { run, type Outcome, type RunOptions } from './programs.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The built command line. */
export const CLI = path.join(ROOT, 'dist', 'cli.js');

/** Runs `rankscope` with these arguments on the Node of the tests. */
export async function rankscope(args: readonly string[], options?: RunOptions): Promise<Outcome> {
  return run([process.execPath, CLI, ...args], options);
}

/** What `--json` has printed, and how the command ended. */
export interface Reported extends Outcome {
  readonly report: JsonReport;
}

/** What to record, and how. */
export interface RecordOptions extends RunOptions {
  /** Folder of the recording. */
  readonly out: string;
  /** More options of `record`. */
  readonly flags?: readonly string[];
}

/** Records a command with `--json`; fails when that does not work. */
export async function record(
  command: readonly string[],
  { out, flags = [], ...options }: RecordOptions,
): Promise<Reported> {
  const args = ['record', '--json', '--out', out, ...flags, '--', ...command];
  return reported(await rankscope(args, options));
}

/** Reports paths with `--json`; fails when that does not work. */
export async function report(args: readonly string[], options?: RunOptions): Promise<Reported> {
  return reported(await rankscope(['report', '--json', ...args], options));
}

/** The JSON a command has printed on stdout, which holds nothing else. */
export function reported(outcome: Outcome): Reported {
  assert.equal(outcome.code, 0, outcome.stderr);
  return { ...outcome, report: JSON.parse(outcome.stdout.toString()) as JsonReport };
}

/** The path of a program of `test/fixtures/targets`. */
export function target(name: string): string {
  return path.join(ROOT, 'test', 'fixtures', 'targets', name);
}

/** The profile file of this name in `test/fixtures/profiles`. */
export function profileFixture(name: string): string {
  return path.join(ROOT, 'test', 'fixtures', 'profiles', name);
}

/** The number of the only line of a file with this text in it. */
export function lineWith(file: string, text: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
  assert.equal(found.length, 1, `${file}: ${text}`);
  return found[0]!;
}

/** The row of the only function of this name in files of this name. */
export function functionNamed(
  { functions }: JsonReport,
  name: string,
  file = '',
): JsonReport['functions'][number] {
  const found = functions.filter((row) => row.name === name && row.file.endsWith(file));
  assert.equal(found.length, 1, `${found.length} × ${name} in ${names(functions)}`);
  return found[0]!;
}

/** The row of the line with this text in it. */
export function lineRow(
  { lines }: JsonReport,
  file: string,
  text: string,
): JsonReport['lines'][number] {
  const line = lineWith(file, text);
  const found = lines.find((row) => row.file === file && row.line === line);
  const known = lines.map((row) => `${row.file}:${row.line}`).join(' ');
  assert.ok(found !== undefined, `no row for ${file}:${line} in ${known}`);
  return found;
}

/** Is a share what was planted? Sampling and other programs on the machine make it vary. */
export function isAbout(share: number, planted: number, tolerance = 0.1): void {
  assert.ok(
    Math.abs(share - planted) <= tolerance,
    `${share} is not within ${tolerance} of ${planted}`,
  );
}

/** A failure that people can understand: an exit code, one sentence and no trace of our code. */
export function refuses(outcome: Outcome, code: number, message: RegExp): void {
  assert.equal(outcome.code, code, `${outcome.stdout.toString()}${outcome.stderr}`);
  assert.match(outcome.stderr, message);
  assert.doesNotMatch(outcome.stderr, /^\s+at .+:\d+/m, 'a stack trace');
  assert.doesNotMatch(outcome.stderr, /mistake in Rankscope/);
  assert.equal(outcome.stdout.toString(), '');
}

function names(rows: readonly { readonly name: string }[]): string {
  return rows.map(({ name }) => name).join(', ');
}
