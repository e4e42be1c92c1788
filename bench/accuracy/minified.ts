import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { loadAny } from '../../src/io/load-any.js';
import { nodeBinary } from '../../test/support/tools.js';
import { DIST } from '../run-target.js';
import { median } from '../statistics.js';
import { lineError, type LineError } from './error.js';
import { rankscopeLines, samplerLines } from './measured.js';
import { preparePrograms, PROGRAMS } from './programs.js';
import { truthOf } from './truth.js';

const MAJORS = (process.env['BENCH_NODES'] ?? '20,22,24,26').split(',').map(Number);

interface Row {
  readonly source: string;
  readonly sampled: LineError;
  readonly shown: LineError;
}

/**
 * How far from the truth are the lines of programs that were minified onto one line? Before Node 26
 * V8 tells no line there, so they are estimates by the text.
 */
export async function minifiedAccuracy(): Promise<void> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'rankscope-minified-')));
  try {
    const programs = path.join(folder, 'programs');
    preparePrograms(programs);
    const sources = PROGRAMS.map(({ source }) => source).filter((name) =>
      /^(?!worker).*\.mjs$/.test(name),
    );
    for (const major of MAJORS) {
      const rows: Row[] = [];
      for (const source of sources) rows.push(await measure(source, major, programs));
      print(major, rows);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(source: string, major: number, programs: string): Promise<Row> {
  const bundle = path.join(programs, 'out', source.replace(/\.mjs$/, '.min.mjs'));
  buildSync({
    entryPoints: [path.join(programs, source)],
    outfile: bundle,
    ...{ bundle: true, minify: true, sourcemap: true, format: 'esm', platform: 'node' },
  });
  const recorded = path.join(programs, '..', 'recorded');
  const command = [path.join(DIST, 'cli.js'), 'record', '--force', '--out', recorded];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...command, '--root', programs, '--top', '1', '--', nodeBinary(major), bundle],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${source}: ${stderr}`);
  const truth = truthOf(programs, source, stdout);
  const loaded = await loadAny([recorded], programs);
  return {
    source,
    sampled: lineError(truth, samplerLines(loaded, 'timeline', programs)),
    shown: lineError(truth, rankscopeLines(loaded, programs)),
  };
}

function print(major: number, rows: readonly Row[]): void {
  console.log(`\n### Node ${major}\n`);
  console.log('| program | error of self lines as sampled | shown |');
  console.log('|---|---|---|');
  const cell = ({ self, isTopRight }: LineError) => `${self.toFixed(3)}${isTopRight ? '' : ' ✗'}`;
  for (const { source, sampled, shown } of rows) {
    console.log(`| ${source} | ${cell(sampled)} | ${cell(shown)} |`);
  }
  const summary = (side: 'sampled' | 'shown') => {
    const errors = rows.map((row) => row[side]);
    const right = errors.filter(({ isTopRight }) => isTopRight).length;
    return `${median(errors.map(({ self }) => self)).toFixed(3)}, ${right} of ${errors.length}`;
  };
  console.log(`| **median, top line right** | ${summary('sampled')} | ${summary('shown')} |`);
}
