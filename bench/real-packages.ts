import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { summarize } from '../src/core/analysis/summarize.js';
import { loadAny } from '../src/io/load-any.js';
import { nodeBinary } from '../test/support/tools.js';
import { rankscopeLines, samplerLines, type MeasuredLines } from './accuracy/measured.js';
import { DIST } from './run-target.js';

const PROGRAMS = path.join(__dirname, 'targets', 'packages');
const MAJORS = (process.env['BENCH_NODES'] ?? '20,24').split(',').map(Number);

/** Makes V8 book everything where it runs: the witness that both sides are compared with. */
const NO_INLINING = ['--no-turbo-inlining', '--no-maglev-inlining'];

/** What do lines of real packages say with and without repair? Nobody here wrote these packages. */
export async function realPackages(): Promise<void> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'rankscope-packages-')));
  try {
    cpSync(PROGRAMS, folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
    const names = readdirSync(PROGRAMS)
      .filter((name) => name !== 'data.mjs')
      .map((name) => name.replace(/\.mjs$/, ''));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', ...names], { cwd: folder });
    for (const major of MAJORS) await compareAll(major, names, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compareAll(major: number, names: readonly string[], folder: string): Promise<void> {
  console.log(`\n### Node ${major}\n`);
  console.log(
    '| package | moved | line left out | lines without code, raw → shown | apart from the witness, raw → shown | top line raw | top line shown | top line of the witness |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const name of names) console.log(await rowOf(major, name, folder));
}

async function rowOf(major: number, name: string, folder: string): Promise<string> {
  const loaded = await recorded(major, name, folder, []);
  const witness = samplerLines(
    await recorded(major, name, folder, NO_INLINING),
    'timeline',
    folder,
    'self',
  );
  const raw = samplerLines(loaded, 'timeline', folder, 'self');
  const shown = rankscopeLines(loaded, folder, 'self');
  const { warnings, cpu } = summarize(loaded.recording, loaded.sources);
  const share = (code: RegExp) => {
    const ms = warnings
      .filter((warning) => code.test(warning.code))
      .reduce((sum, { message }) => sum + milliseconds(message), 0);
    return `${((ms * 100_000) / cpu.busyUs).toFixed(1)} %`;
  };
  const cells = [
    name,
    share(/repaired$/),
    share(/^inlining-lines-dropped$/),
    `${raw.impossible} → ${shown.impossible}`,
    `${apart(raw, witness).toFixed(3)} → ${apart(shown, witness).toFixed(3)}`,
    ...[raw, shown, witness].map((lines) => topLine(lines, folder)),
  ];
  return `| ${cells.join(' | ')} |`;
}

async function recorded(
  major: number,
  name: string,
  folder: string,
  flags: readonly string[],
): ReturnType<typeof loadAny> {
  const out = path.join(folder, 'recorded');
  rmSync(out, { recursive: true, force: true });
  const target = [nodeBinary(major), ...flags, `${name}.mjs`];
  const args = ['record', '--out', out, '--root', folder, '--top', '1', '--', ...target];
  const { status, stderr } = spawnSync(process.execPath, [path.join(DIST, 'cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return loadAny([out], folder);
}

/** Half the sum over lines of how far their shares differ. */
function apart(a: MeasuredLines, b: MeasuredLines): number {
  const lines = new Set([...a.self.keys(), ...b.self.keys()]);
  let sum = 0;
  for (const line of lines) sum += Math.abs((a.self.get(line) ?? 0) - (b.self.get(line) ?? 0));
  return sum / 2;
}

function topLine({ self }: MeasuredLines, folder: string): string {
  const [top] = [...self].sort((a, b) => b[1] - a[1]);
  if (top === undefined) return '';
  const place = path.relative(folder, top[0]).replace(/^node_modules[\\/]/, '');
  return `${place} ${(top[1] * 100).toFixed(0)} %`;
}

/** The time at the start of a warning. */
function milliseconds(message: string): number {
  const [, figure = '0', unit = 'ms'] = /^([\d.]+) (µs|ms|s)/.exec(message) ?? [];
  return Number(figure) * (unit === 's' ? 1000 : unit === 'ms' ? 1 : 0.001);
}
