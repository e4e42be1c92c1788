import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadAny } from '../../src/io/load-any.js';
import { nodeBinary } from '../../test/support/tools.js';
import { DIST } from '../run-target.js';
import { median } from '../statistics.js';
import { lineError, type LineError } from './error.js';
import { rankscopeLines, samplerLines, type MeasuredLines } from './measured.js';
import { preparePrograms, PROGRAMS, type AccuracyProgram } from './programs.js';
import { truthOf, type LineShares } from './truth.js';

/** With these V8 books nothing under its caller, at a price: a second witness of where time goes. */
const NO_INLINING = ['--no-turbo-inlining', '--no-maglev-inlining'];

/** `BENCH_NODES=20,24` measures these only, `BENCH_PROGRAMS=includes` those with this in their name. */
const MAJORS = (process.env['BENCH_NODES'] ?? '20,22,24,26').split(',').map(Number);
const WANTED = process.env['BENCH_PROGRAMS'] ?? '';

const COLUMNS = [
  'inspector',
  'inspector, nothing inlined',
  'v8-profiler-next',
  '@datadog/pprof',
  'Rankscope',
] as const;
type Column = (typeof COLUMNS)[number];
type Row = Readonly<Record<Column, LineError & { readonly impossible: number }>>;

/** How far from the truth are the lines that profilers name, in programs of known costs? */
export async function accuracy(): Promise<void> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'rankscope-accuracy-')));
  try {
    const programs = path.join(folder, 'programs');
    preparePrograms(programs);
    for (const major of MAJORS) await compare(major, folder, programs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(major: number, folder: string, programs: string): Promise<void> {
  console.log(`\n### Node ${major}: error of self lines / of total lines\n`);
  console.log(`| program | ${COLUMNS.join(' | ')} |`);
  console.log(`|---|${'---|'.repeat(COLUMNS.length)}`);
  const rows: Row[] = [];
  for (const program of PROGRAMS) {
    if (program.tooOld?.(major) === true || !program.name.includes(WANTED)) continue;
    const row = await measure(program, nodeBinary(major), folder, programs);
    rows.push(row);
    const cells = COLUMNS.map((column) => errorText(row[column]));
    console.log(`| ${program.name} | ${cells.join(' | ')} |`);
  }
  for (const [what, text] of SUMMARY) {
    const cells = COLUMNS.map((column) => text(rows.map((row) => row[column])));
    console.log(`| **${what}** | ${cells.join(' | ')} |`);
  }
}

type ColumnText = (errors: readonly Row[Column][]) => string;

const SUMMARY: readonly (readonly [what: string, text: ColumnText])[] = [
  ['median, self', (errors) => median(errors.map(({ self }) => self)).toFixed(3)],
  ['median, total', (errors) => median(errors.map(({ total }) => total)).toFixed(3)],
  ['worst, self', (errors) => Math.max(...errors.map(({ self }) => self)).toFixed(3)],
  ['worst, total', (errors) => Math.max(...errors.map(({ total }) => total)).toFixed(3)],
  [
    'top line right',
    (errors) => `${errors.filter(({ isTopRight }) => isTopRight).length} of ${errors.length}`,
  ],
  [
    'lines without code',
    (errors) => String(errors.reduce((sum, { impossible }) => sum + impossible, 0)),
  ],
];

function errorText({ self, total, isTopRight }: LineError): string {
  return `${self.toFixed(3)} / ${total.toFixed(3)}${isTopRight ? '' : ' ✗'}`;
}

async function measure(
  program: AccuracyProgram,
  node: string,
  folder: string,
  programs: string,
): Promise<Row> {
  const args = program.args(programs);
  const recorded = path.join(folder, 'recorded');
  rmSync(recorded, { recursive: true, force: true });
  const truth = (output: string) => truthOf(programs, program.source, output);
  const cli = [path.join(DIST, 'cli.js'), 'record', '--out', recorded, '--root', programs];
  const recordedTruth = truth(
    await outputOf(process.execPath, [...cli, '--top', '1', '--', node, ...args], programs),
  );
  const inspected = async (flags: readonly string[]) => {
    const prof = path.join(folder, 'inspected');
    rmSync(prof, { recursive: true, force: true });
    mkdirSync(prof);
    const all = ['--cpu-prof', `--cpu-prof-dir=${prof}`, ...flags, ...args];
    const inspectedTruth = truth(await outputOf(node, all, programs));
    const profiles = readdirSync(prof).map((name) => path.join(prof, name));
    const lines = samplerLines(await loadAny(profiles, programs), 'timeline', programs);
    return result(inspectedTruth, lines);
  };
  const loaded = await loadAny([recorded], programs);
  const result = (true_: LineShares, measured: MeasuredLines) => ({
    ...lineError(true_, measured),
    impossible: measured.impossible,
  });
  return {
    inspector: await inspected([]),
    'inspector, nothing inlined': await inspected(NO_INLINING),
    'v8-profiler-next': result(recordedTruth, samplerLines(loaded, 'timeline', programs)),
    '@datadog/pprof': result(recordedTruth, samplerLines(loaded, 'callLines', programs)),
    Rankscope: result(recordedTruth, rankscopeLines(loaded, programs)),
  };
}

async function outputOf(command: string, args: readonly string[], cwd: string): Promise<string> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}: ${errors}`);
  return output;
}
