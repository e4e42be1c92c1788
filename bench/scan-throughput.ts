import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { PackageScan, summarizeText } from '../src/core/rules/scan-package.js';
import { parseScript } from '../src/core/source/parse-script.js';
import { DIST } from './run-target.js';
import { median, quantile } from './statistics.js';

const MODULES = join(__dirname, '..', 'node_modules');
const RUNS = Number(process.env['BENCH_PAIRS'] ?? 10);

interface Source {
  readonly file: string;
  readonly text: string;
}

/** How fast are scripts scanned: all of a package, the first megabyte, one file again as it is typed? */
export async function scanThroughput(): Promise<void> {
  const typed = sourcesOf([join(__dirname, '..', 'src'), join(__dirname, '..', 'test')], /\.ts$/);
  const packages = ['eslint/lib', '@typescript-eslint', '@babel'];
  const plain = sourcesOf(
    packages.map((name) => join(MODULES, name)),
    /(?<!\.min)\.[cm]?js$/,
  );
  console.log('| sources | MB | parse, MB/s | parse and rules, MB/s | findings per 1000 lines |');
  console.log('|---|---|---|---|---|');
  report('TypeScript of this project', typed);
  report('JavaScript of npm packages', plain);
  const megabyte = upTo([...typed, ...plain], 2 ** 20);
  const [warm = NaN] = timesOf(1, () => scanAll(megabyte));
  console.log(`\nA workspace of 1 MB, code warm: ${warm.toFixed(0)} ms`);
  console.log(`The same by the command line, cold: ${coldMs(megabyte).toFixed(0)} ms`);
  retyped(typed);
  return Promise.resolve();
}

function report(name: string, sources: readonly Source[]): void {
  const bytes = sources.reduce((sum, { text }) => sum + text.length, 0);
  const lines = sources.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  const parse = median(
    timesOf(RUNS, () => sources.forEach(({ text, file }) => parseScript(text, file))),
  );
  let findings = 0;
  const scan = median(timesOf(RUNS, () => (findings = scanAll(sources))));
  const speed = (ms: number): string => (bytes / 1e3 / ms).toFixed(1);
  const noise = ((findings / lines) * 1000).toFixed(2);
  console.log(
    `| ${name} | ${(bytes / 1e6).toFixed(2)} | ${speed(parse)} | ${speed(scan)} | ${noise} |`,
  );
}

/** One file of 2 000 lines in a package that is known, changed again and again. */
function retyped(sources: readonly Source[]): void {
  const parts: string[] = [];
  let lines = 0;
  for (const { text } of sources) {
    if (lines >= 2000) break;
    // Each in a scope of its own, because the names of the files collide.
    const body = text.replace(/^import[^;]*;$/gms, '').replace(/^export /gm, '');
    parts.push(`{\n${body}\n}`);
    lines += body.split('\n').length + 2;
  }
  const text = parts.join('\n');
  const scan = new PackageScan();
  for (const source of sources) scan.update(source.file, source.text);
  scan.update('/typed.ts', text);
  const times = timesOf(Math.max(RUNS, 20), (run) => {
    scan.update('/typed.ts', `${text}\nconst typed${run} = ${run};`);
    scan.alone('/typed.ts');
  });
  const linked = timesOf(Math.max(RUNS, 20), (run) => {
    scan.update('/small.ts', `const small = ${run};`);
    scan.of('/typed.ts');
  });
  console.log(
    `A file of ${lines} lines again after a change: ${median(times).toFixed(1)} ms (median), ` +
      `${quantile(times, 1).toFixed(1)} ms (slowest); how ${sources.length} files call each other ` +
      `again: ${median(linked).toFixed(1)} ms`,
  );
}

/** How long `rankscope scan` takes, its own start and all it has to load included. */
function coldMs(sources: readonly Source[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'rankscope-bench-'));
  for (const [index, { file, text }] of sources.entries()) {
    writeFileSync(join(folder, `${index}${extname(file)}`), text);
  }
  const times = Array.from({ length: Math.max(3, RUNS / 2) }, () => {
    const start = performance.now();
    execFileSync(process.execPath, [join(DIST, 'cli.js'), 'scan', folder], { stdio: 'pipe' });
    return performance.now() - start;
  });
  rmSync(folder, { recursive: true, force: true });
  return median(times);
}

function scanAll(sources: readonly Source[]): number {
  const scan = new PackageScan();
  for (const { file, text } of sources) scan.update(file, text);
  return scan.findings().length;
}

function timesOf(runs: number, work: (run: number) => unknown): number[] {
  work(-1);
  return Array.from({ length: runs }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  });
}

function upTo(sources: readonly Source[], bytes: number): readonly Source[] {
  let sum = 0;
  return sources.filter(({ text }) => (sum += text.length) <= bytes);
}

function sourcesOf(folders: readonly string[], names: RegExp): readonly Source[] {
  return folders.flatMap((folder) =>
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((name) => names.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name))
      .filter((file) => statSync(file).isFile())
      .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
      .filter(({ text, file }) => summarizeText(text, file) !== undefined),
  );
}
