import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';
import type { ScaleJson } from '../../src/core/report/scale-report.js';
import { run } from '../support/programs.js';
import { CLI, lineWith, rankscope, refuses } from '../support/rankscope.js';
import { findingPlaces, scale, siteAt, sweepOf } from '../support/scale.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';

const SAMPLE = path.resolve(import.meta.dirname, '../../samples/movie-feed');

/** Quadratic by `includes`, linear by everything else. */
const RANK = `export function rank(items, seen) {
  return items.filter((item) => !seen.includes(item));
}
export const numbers = (n) => Array.from({ length: n }, (_, i) => i);
`;

const PROJECT = {
  'rank.mjs': RANK,
  'main.mjs': `import { rank, numbers } from './rank.mjs';
const n = Number(process.argv[2]);
console.log(rank(numbers(n), numbers(n).map((x) => x + n)).length);`,
  'main.cjs': `const n = Number(process.argv[2]);
const seen = [];
for (let i = 0; i < n; i++) if (!seen.includes(i)) seen.push(i);
console.log(seen.length);`,
  'main.ts': `interface Item { readonly id: number }
const n: number = Number(process.argv[2]);
const items: Item[] = Array.from({ length: n }, (_, id) => ({ id }));
const out = items.map((item): Item | undefined => items.find((other) => other.id === n - 1 - item.id));
console.log(out.length as number);
export {};`,
  'worker.mjs': `import { Worker, isMainThread, workerData } from 'node:worker_threads';
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: Number(process.argv[2]) });
  worker.on('message', () => void worker.terminate());
} else {
  const { parentPort } = await import('node:worker_threads');
  let pairs = 0;
  for (let i = 0; i < workerData; i++) for (let j = 0; j < i; j++) pairs += String(j).length;
  parentPort.postMessage(pairs);
  setInterval(() => {}, 1000);
}`,
  'children.mjs': `import { spawnSync } from 'node:child_process';
spawnSync(process.execPath, [new URL('main.cjs', import.meta.url).pathname, process.argv[2]]);`,
  'node_modules/lists/package.json': '{ "name": "lists", "main": "index.js" }',
  'node_modules/lists/index.js': `exports.unique = (xs) => xs.filter((x, i) => xs.indexOf(x) === i);`,
  'deps.cjs': `const { unique } = require('lists');
const n = Number(process.argv[2]); const xs = []; for (let i = 0; i < n; i++) xs.push(i);
console.log(unique(xs).length);`,
  'rank.workload.mjs': `import { rank, numbers } from './rank.mjs';
export const sizes = [100, 200, 400];
export function setup(n) { for (const a of numbers(n)) for (const b of numbers(n)) if (a + b < 0) throw 0; return numbers(n); }
export function run(items) { return rank(items, items); }
export function check(output) { if (output.length > 0) throw new Error('something was not seen'); }
`,
  'mmr.workload.cjs': `exports.setup = ({ items, k }) => ({ k, items: Array.from({ length: items }, (_, i) => i) });
exports.run = ({ items, k }) => {
  const picked = [];
  while (picked.length < k) {
    let best = 0;
    for (const item of items) {
      for (const other of picked) best = Math.max(best, item - other);
    }
    picked.push(best);
  }
  return picked;
};
`,
  'fails.workload.mjs': `export const run = (n) => {
  if (n > 300) throw new Error('too many');
  let x = 0; for (let i = 0; i < n; i++) x += i; return x;
};`,
};

const SIZES = ['--sizes', '100,200,400,800'];

/** One parameter after the other. */
const MMR = ['--no-time', '--param', 'items=100,200,400', '--param', 'k=5,10,20'];

/** The same function, which runs once for each argument. */
function once<Argument extends readonly (number | undefined)[], Result>(
  work: (...args: Argument) => Promise<Result>,
): (...args: Argument) => Promise<Result> {
  const results = new Map<string, Promise<Result>>();
  return (...args) => {
    const key = args.join();
    const known = results.get(key) ?? work(...args);
    results.set(key, known);
    return known;
  };
}

describe('rankscope scale', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let cwd = '';
  before(() => {
    cwd = folder.project(PROJECT);
  });

  // Several tests ask about the same runs; each is made once.
  const mmr = once(() => scale([...MMR, path.join(cwd, 'mmr.workload.cjs')], { cwd }));
  const slowSample = once((major = 20) =>
    scale(['--no-time', path.join(SAMPLE, 'feed.workload.ts')], {
      node: nodeBinary(major),
      env: { VARIANT: 'slow' },
    }),
  );

  for (const major of nodeMajors) {
    it(`counts ES modules, CommonJS, TypeScript and workers alike on Node ${major}`, async () => {
      const node = nodeBinary(major);
      const options = { cwd, node };
      const count = (file: string) =>
        scale([...SIZES, '--no-time', '--', node, path.join(cwd, file), '{n}'], options);
      const [esm, cjs, worker, child] = await Promise.all([
        count('main.mjs'),
        count('main.cjs'),
        count('worker.mjs'),
        count('children.mjs'),
      ]);
      assert.deepEqual(
        siteAt(esm.report, 'rank.mjs', 2, 'includes').counts,
        [10_000, 40_000, 160_000, 640_000],
      );
      assert.deepEqual(findingPlaces(esm.report), ['rank.mjs:2']);
      const scanned = [100, 200, 400, 800].map((n) => (n * (n - 1)) / 2);
      assert.deepEqual(siteAt(cjs.report, 'main.cjs', 3, 'includes').counts, scanned);
      assert.deepEqual(siteAt(child.report, 'main.cjs', 3, 'includes').counts, scanned);
      assert.deepEqual(findingPlaces(worker.report), ['worker.mjs:8']);
      const inner = worker.report.sites.filter(({ line, kind }) => line === 8 && kind === 'loop');
      assert.deepEqual(
        inner.map(({ counts }) => counts).sort(),
        [[100, 200, 400, 800], scanned].sort(),
      );
    });

    it(`counts TypeScript in its own lines on Node ${major}`, async () => {
      const node = nodeBinary(major);
      const hook = path.resolve(path.dirname(CLI), 'typescript.js');
      const command = [node, '--require', hook, path.join(cwd, 'main.ts'), '{n}'];
      const { report } = await scale([...SIZES, '--no-time', '--', ...command], { cwd, node });
      const site = siteAt(report, 'main.ts', 4, 'find');
      assert.deepEqual(site.counts, [5050, 20_100, 80_200, 320_400]);
      assert.deepEqual(findingPlaces(report), ['main.ts:4']);
    });
  }

  it('counts what tsx compiles, in the lines of the file', async () => {
    const tsx = path.resolve(import.meta.dirname, '../../node_modules/tsx/dist/cli.mjs');
    const command = [process.execPath, tsx, path.join(cwd, 'main.ts'), '{n}'];
    const { report } = await scale([...SIZES, '--no-time', '--', ...command], { cwd });
    assert.deepEqual(siteAt(report, 'main.ts', 4, 'find').counts, [5050, 20_100, 80_200, 320_400]);
  });

  it('counts the runs of a workload, not its set-up and its check, and times them', async () => {
    const { report } = await scale([path.join(cwd, 'rank.workload.mjs')], { cwd });
    assert.deepEqual(report.sizes, [100, 200, 400]);
    const site = siteAt(report, 'rank.mjs', 2, 'includes');
    assert.deepEqual(site.counts, [5050, 20_100, 80_200]);
    assert.ok(Math.abs(site.growth - 2) < 0.1);
    assert.equal(site.model, 'n^2');
    assert.equal(report.wall?.ms.length, 3);
    assert.ok(report.wall.ms.every((ms) => ms > 0));
    assert.deepEqual(findingPlaces(report), ['rank.mjs:2']);
    const setup = report.sites.filter(({ function: name }) => name === 'setup');
    assert.deepEqual(setup, []);
  });

  it('lets one parameter rise at a time', async () => {
    const file = path.join(cwd, 'mmr.workload.cjs');
    const { report } = await mmr();
    const items = sweepOf(report, 'items');
    const k = sweepOf(report, 'k');
    assert.deepEqual(items.held, { k: 20 });
    assert.deepEqual(k.held, { items: 400 });
    const line = lineWith(file, 'of picked');
    assert.equal(siteAt(items, 'mmr.workload.cjs', line, 'for-of').model, 'n');
    assert.deepEqual(findingPlaces(items), []);
    assert.ok(Math.abs(siteAt(k, 'mmr.workload.cjs', line, 'for-of').growth - 2) <= 0.1);
    assert.deepEqual(findingPlaces(k), [`mmr.workload.cjs:${line}`]);
  });

  it('raises the parameters that a module proposes, as if they had been given', async () => {
    const text = readFileSync(path.join(cwd, 'mmr.workload.cjs'), 'utf8');
    const file = path.join(cwd, 'proposing.workload.cjs');
    writeFileSync(file, `exports.sizes = { items: [100, 200, 400], k: [5, 10, 20] };\n${text}`);
    const { report } = await scale(['--no-time', file], { cwd });
    const given = (await mmr()).report;
    for (const name of ['items', 'k']) {
      const [counts, same] = [report, given].map((each) =>
        sweepOf(each, name).sites.map((site) => site.counts),
      );
      assert.deepEqual(counts, same);
    }
  });

  it('counts in a package when it is told to', async () => {
    const command = ['--', process.execPath, path.join(cwd, 'deps.cjs'), '{n}'];
    const [without, told] = await Promise.all([
      scale([...SIZES, '--no-time', ...command], { cwd }),
      scale([...SIZES, '--no-time', '--deps', 'lists', ...command], { cwd }),
    ]);
    assert.deepEqual(findingPlaces(without.report), []);
    assert.deepEqual(findingPlaces(told.report), ['index.js:1']);
  });

  it('leaves out a size at which the target fails, and says so', async () => {
    const file = path.join(cwd, 'fails.workload.mjs');
    const { report } = await scale([...SIZES, '--no-time', file], { cwd });
    assert.deepEqual(report.sizes, [100, 200]);
    const codes = report.warnings.map(({ code }) => code);
    assert.deepEqual(codes, ['target-failed', 'target-failed']);
    assert.match(report.warnings[0]?.message ?? '', /n = 400 \(exit code 1\)/);
    const gone = await run([
      process.execPath,
      CLI,
      'scale',
      '--sizes',
      '301,400',
      '--no-time',
      file,
    ]);
    assert.equal(gone.code, 3);
    assert.match(gone.stderr, /at least two sizes/);
  });

  it('finds what the sample has planted, and nothing in its fixed twin', async () => {
    const file = path.join(SAMPLE, 'feed.workload.ts');
    const [slow, fast] = await Promise.all([
      slowSample(),
      scale(['--no-time', file], { env: { VARIANT: 'fast' } }),
    ]);
    const filter = path.join(SAMPLE, 'src/stages/filter.ts');
    const line = lineWith(filter, 'seen.includes(');
    const site = siteAt(slow.report, 'filter.ts', line, 'includes');
    assert.ok(Math.abs(site.growth - 2) <= 0.1, String(site.growth));
    const merge = lineWith(path.join(SAMPLE, 'src/stages/candidates.ts'), '[...merged');
    assert.deepEqual(findingPlaces(slow.report), [`filter.ts:${line}`, `candidates.ts:${merge}`]);
    assert.deepEqual(findingPlaces(fast.report), []);
  });

  it('gives the same counts on Node 20 and 24', async () => {
    const [older, newer] = await Promise.all([slowSample(20), slowSample(24)]);
    const counts = ({ sites }: ScaleJson) =>
      sites
        // Which of its two stores the sample uses depends on the Node.
        .filter(({ file }) => path.basename(file) !== 'row-backend.ts')
        .map(
          (site) => `${site.file}:${site.line}:${site.column} ${site.label} ${site.counts.join()}`,
        )
        .sort();
    assert.deepEqual(counts(newer.report), counts(older.report));
  });

  it('names the lines of what a program was compiled from', async () => {
    const text = `interface Item { readonly id: number }

export function run(n: number): number {
  const seen: Item[] = [];
  for (let id = 0; id < n; id++) {
    if (!seen.some((item: Item) => item.id === id)) seen.push({ id });
  }
  return seen.length;
}
`;
    const { code } = transformSync(text, {
      loader: 'ts',
      format: 'cjs',
      sourcemap: 'inline',
      sourcefile: 'seen.ts',
      minifyWhitespace: true,
    });
    const built = folder.project({ 'seen.ts': text, 'seen.cjs': code });
    const { report } = await scale([...SIZES, '--no-time', path.join(built, 'seen.cjs')], { cwd });
    assert.deepEqual(findingPlaces(report), ['seen.ts:6']);
    assert.equal(siteAt(report, 'seen.ts', 5, 'for').counts.at(-1), 800);
  });

  it('counts loop bodies by coverage, which changes no code', async () => {
    const file = path.join(cwd, 'mmr.workload.cjs');
    const { report } = await scale([...MMR, '--counter', 'coverage', file], { cwd });
    assert.equal(report.counter, 'coverage');
    const k = sweepOf(report, 'k');
    const rewritten = await mmr();
    const line = lineWith(file, 'of picked');
    const loop = siteAt(k, 'mmr.workload.cjs', line, 'for-of');
    const same = siteAt(sweepOf(rewritten.report, 'k'), 'mmr.workload.cjs', line, 'for-of');
    assert.deepEqual(loop.counts, same.counts);
    assert.deepEqual(findingPlaces(k), [`mmr.workload.cjs:${line}`]);
    assert.ok(report.sites.every(({ kind }) => kind === 'loop'));
  });

  it('prints a table for people', async () => {
    const file = path.join(cwd, 'rank.workload.mjs');
    const outcome = await rankscope(['scale', '--no-time', file], { cwd });
    assert.equal(outcome.code, 0, outcome.stderr);
    const text = outcome.stdout.toString();
    assert.match(text, /includes in rank grows as n\^2\.0\d · 5 050 → 80 200 for n = 100 → 400/);
    assert.match(text, /rank\.mjs:2/);
  });

  const refused: Record<string, [args: string[], message: RegExp]> = {
    'a command without a place for n': [['--', 'node', 'x.js'], /has no place for its size/],
    'one size': [['--sizes', '5', '--', 'node', '{n}'], /at least two sizes/],
    'sizes that fall': [['--sizes', '5,3', '--', 'node', '{n}'], /rise/],
    'sizes that are none': [['--sizes', 'a,b', '--', 'node', '{n}'], /list of numbers/],
    'nothing to run': [[], /Give a workload module/],
    'a file that is not there': [['nowhere.mjs'], /There is no file/],
    'a parameter without values': [['--param', 'x', 'a.mjs'], /a name and its values/],
  };
  for (const [name, [args, message]] of Object.entries(refused)) {
    it(`refuses ${name}`, async () => {
      refuses(await rankscope(['scale', ...args], { cwd }), 2, message);
    });
  }

  it('says that a command cannot be started', async () => {
    const outcome = await rankscope(['scale', '--', 'no-such-command', '{n}'], { cwd });
    assert.equal(outcome.code, 3);
    assert.match(outcome.stderr, /no such command/);
  });
});
