import assert from 'node:assert/strict';
import path from 'node:path';
import type { JsonReport } from '../../src/core/report/json-report.js';
import { finishRecording, type RunInfo } from '../../src/io/recording-folder.js';
import { DEFAULT_RECORD_OPTIONS } from '../../src/launch/agent-environment.js';
import { record } from '../../src/launch/record.js';
import { prepareFolder } from '../../src/launch/recording-target.js';
import { typescriptArguments } from '../../src/launch/typescript-support.js';
import { inPairs, run, type Outcome } from '../support/programs.js';
import { functionNamed, isAbout, lineRow, report } from '../support/rankscope.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DIST = path.join(ROOT, 'dist');
const RUNNER = path.join(DIST, 'workload.js');
const HOOK = ['--require', path.join(DIST, 'typescript.js')];
const SAMPLE = path.join(ROOT, 'samples/movie-feed');

/** Runs a workload without a launcher. */
function workload(
  args: readonly string[],
  node: readonly string[] = [process.execPath],
): Promise<Outcome> {
  return run([...node, RUNNER, ...args]);
}

/** Records a workload as the editor does, into a folder of its own. */
async function recordedIn(
  folder: TemporaryFolder,
  command: readonly string[],
  root: string,
  durationMs?: number,
): Promise<{ out: string; info: RunInfo }> {
  const out = prepareFolder(folder.fresh(), root, false);
  const info = await record({
    ...{ command, cwd: root, env: process.env, folder: out, agentFolder: DIST, durationMs },
    options: { ...DEFAULT_RECORD_OPTIONS, deferred: true },
    stdio: 'ignore',
    onStop: () => undefined,
  });
  return { out, info };
}

/** Time is spent in the set-up, in `run`, which calls `spend`, and in the check. */
const BODY = `
function spend(ms) {
  const end = performance.now() + ms;
  let x = 1;
  while (performance.now() < end) for (let i = 0; i < 1000; i++) x = (x * 31 + i) | 0; // spends
  return x;
}
function prepare(n) {
  const end = performance.now() + 400;
  let x = n;
  while (performance.now() < end) for (let i = 0; i < 1000; i++) x = (x * 17 + i) | 0;
  return { n, x };
}
function ask(input) {
  return { n: input.n, x: spend(20) };
}
function verify(output) {
  prepare(1);
  if (output.n !== 300) throw new Error('n is ' + output.n);
}
`;

const PROJECT = {
  'esm.workload.mjs': `${BODY}
export const sizes = [100, 300];
export { prepare as setup, ask as run, verify as check };
export function teardown() { console.log('torn down'); }
`,
  'cjs.workload.cjs': `${BODY}
module.exports = { sizes: [100, 300], setup: prepare, run: ask, check: verify };
`,
  'threads.workload.mjs': `import { Worker, isMainThread } from 'node:worker_threads';
${BODY}
export async function run() {
  const worker = new Worker(new URL(import.meta.url));
  await new Promise((resolve) => worker.once('exit', resolve));
}
if (!isMainThread) spend(100);
`,
};

describe('workload: what is recorded', function () {
  this.timeout(60_000);
  this.retries(2);
  const folder = temporaryFolder();

  /** Records a workload, and reports it. */
  async function recorded(command: readonly string[], root: string): Promise<JsonReport> {
    const { out, info } = await recordedIn(folder, command, root);
    assert.equal(info.exitCode, 0);
    finishRecording(out, info, root);
    return (await report([out], { cwd: root })).report;
  }

  /** No runner, no set-up, and shares of the rest as they were planted. */
  function isTheSample(document: JsonReport): void {
    const files = document.functions.map(({ file }) => file);
    const names = document.functions.map(({ name }) => name);
    assert.ok(
      !names.includes('setup') && !names.includes('generateDataset'),
      'the set-up is in it',
    );
    assert.ok(!files.some((file) => file.startsWith(DIST)), 'the runner is in it');
    const line = (file: string, text: string) =>
      lineRow(document, path.join(SAMPLE, 'src', file), text);
    assert.ok(line('stages/filter.ts', '!seen.includes').totalShare > 0.01);
    assert.ok(line('stages/score.ts', 'JSON.parse(JSON.stringify').totalShare > 0.01);
    const score = functionNamed(document, 'scoreCandidates', 'stages/score.ts');
    assert.deepEqual([score.line, score.endLine], [38, 57]);
    const [site] = document.allocations.sites;
    assert.equal(site?.function, '(anonymous) in mergeSources');
    assert.equal(site.line, 75);
  }

  for (const major of nodeMajors) {
    it(`Node ${major}: TypeScript with nothing installed, on the lines it was written on`, async () => {
      const command = [nodeBinary(major), ...HOOK, RUNNER, 'feed.workload.ts', '--seconds', '2'];
      isTheSample(await recorded(command, SAMPLE));
    });
  }

  it('TypeScript with the tsx of the project', async () => {
    const tsx = typescriptArguments({ file: path.join(SAMPLE, 'feed.workload.ts'), dist: DIST });
    assert.equal(tsx[0], '--import');
    const command = [process.execPath, ...tsx, RUNNER, 'feed.workload.ts', '--seconds', '2'];
    isTheSample(await recorded(command, SAMPLE));
  });

  it('JavaScript of both kinds, without set-up and check', async () => {
    const cwd = folder.project(PROJECT);
    await inPairs(['esm.workload.mjs', 'cjs.workload.cjs'], async (file) => {
      const command = [process.execPath, RUNNER, file, '--seconds', '0.5'];
      const document = await recorded(command, cwd);
      const names = document.functions
        .filter((row) => row.file.startsWith(cwd))
        .map((row) => row.name);
      assert.deepEqual(names, ['spend', 'ask']);
      const spend = functionNamed(document, 'spend');
      isAbout(spend.selfShare, 1);
      isAbout(functionNamed(document, 'ask').totalShare, 1);
      assert.ok(spend.selfMs > 400 && spend.selfMs < 700, String(spend.selfMs));
      isAbout(lineRow(document, path.join(cwd, file), '// spends').selfShare, 1);
    });
  });

  it('threads that it starts', async () => {
    const cwd = folder.project(PROJECT);
    const command = [process.execPath, RUNNER, 'threads.workload.mjs', '--seconds', '1'];
    const document = await recorded(command, cwd);
    const workers = document.threads.length - 1;
    assert.ok(workers >= 3, String(workers));
    isAbout(functionNamed(document, 'spend').selfMs / (100 * workers), 1, 0.25);
  });
});

describe('workload: a recording that ends early', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  it('keeps what there is when it is stopped', async () => {
    const cwd = folder.project(PROJECT);
    const command = [process.execPath, RUNNER, 'cjs.workload.cjs', '--seconds', '30'];
    const { out, info } = await recordedIn(folder, command, cwd, 2000);
    assert.equal(info.signal, 'SIGINT');
    finishRecording(out, info, cwd);
    const { report: document } = await report([out], { cwd });
    assert.ok(functionNamed(document, 'spend').selfMs > 500);
  });

  it('says so when the set-up fails', async () => {
    const cwd = folder.project({
      'a.workload.cjs': `exports.run = () => 1; exports.setup = () => { throw new Error('no'); };`,
    });
    const command = [process.execPath, RUNNER, 'a.workload.cjs'];
    await assert.rejects(recordedIn(folder, command, cwd), {
      name: 'LaunchError',
      message: `"${command.join(' ')}" ended (exit code 1) before the recording began. What it has printed says why.`,
    });
  });
});

describe('workload: running it', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let cwd = '';
  const file = (name: string) => path.join(cwd, name);

  before(() => {
    cwd = folder.project({
      ...PROJECT,
      'counts.workload.mjs': `let calls = 0;
export const setup = (n) => n;
export const run = () => ++calls;
export const rank = (n) => console.log('rank of ' + n);
export const check = (first) => console.log('first ' + first);
export const teardown = () => setInterval(() => {}, 1000);
`,
      'throws.workload.mjs': `export const setup = () => { throw new Error('no data'); };
export const run = () => undefined;
export const sizes = 3;
`,
      'wrong.workload.mjs': `export const run = () => { throw new TypeError('bad run'); };
export const rank = () => 1;
export const check = () => { throw new Error('bad check'); };
export const text = 'no function';
`,
      'broken.workload.mjs': 'export const run = (;',
    });
  });

  it('calls at least once, and says how often and for how long', async () => {
    const outcome = await workload([file('esm.workload.mjs'), '--seconds', '0']);
    assert.equal(outcome.code, 0, outcome.stderr);
    assert.match(
      outcome.stdout.toString(),
      /^torn down\nrun: 1 call, \d+(\.\d+)? ms each, size 300\n$/,
    );
  });

  it('checks the first output, and does not wait for what is left open', async () => {
    const outcome = await workload([file('counts.workload.mjs'), '--seconds', '0.1']);
    assert.equal(outcome.code, 0, outcome.stderr);
    assert.match(
      outcome.stdout.toString(),
      /^first 1\nrun: \d{3,} calls, .* ms each, size 1000\n$/,
    );
  });

  it('calls another export with another size', async () => {
    const flags = ['--export', 'rank', '--size', '7', '--seconds', '0'];
    const outcome = await workload([file('counts.workload.mjs'), ...flags]);
    assert.match(outcome.stdout.toString(), /^rank of 7\n/);
  });

  const failures: [args: string[], says: RegExp, hasStack: boolean][] = [
    [[], /^Give one workload module/, false],
    [['counts.workload.mjs', '--seconds', 'x'], /^--seconds takes a number, not "x"/, false],
    [['counts.workload.mjs', '--fast'], /'--fast'/, false],
    [['gone.workload.mjs'], /^There is no file .*gone\.workload\.mjs/, false],
    [
      ['wrong.workload.mjs', '--export', 'go'],
      /does not export a function "go".* check, rank, run/,
      false,
    ],
    [['wrong.workload.mjs', '--export', 'text'], /does not export a function "text"/, false],
    [['throws.workload.mjs'], /^setup of .*throws\.workload\.mjs failed: Error: no data/, true],
    [['wrong.workload.mjs'], /^run of .*wrong\.workload\.mjs failed: TypeError: bad run/, true],
    [
      ['wrong.workload.mjs', '--export', 'rank', '--seconds', '0'],
      /^check of .*wrong\.workload\.mjs failed: Error: bad check/,
      true,
    ],
    [['broken.workload.mjs'], /^.*broken\.workload\.mjs cannot be loaded: /, true],
  ];
  for (const [args, says, hasStack] of failures) {
    it(`refuses: ${args.join(' ')}`, async () => {
      const [name, ...flags] = args;
      const outcome = await workload(name === undefined ? [] : [file(name), ...flags]);
      assert.equal(outcome.code, 1);
      assert.equal(outcome.stdout.toString(), '');
      assert.match(outcome.stderr, says);
      assert.equal(/^\s+at /m.test(outcome.stderr), hasStack, outcome.stderr);
    });
  }
});

const TYPESCRIPT = {
  'feed.workload.ts': `import { dot, type Vector } from './lib/vector.js';
import { twice } from './twice';
import { deep } from './deep';
import { View } from './view.js';
enum Mode { Fast = 'fast' }
class Ranker {
  constructor(private readonly weights: Vector, public mode: Mode = Mode.Fast) {}
  rank(vector: Vector): number { return dot(this.weights, vector); }
}
export const setup = (): Vector => [1, 2, 3];
export async function run(input: Vector): Promise<number> {
  const { lazy } = await import('./lazy.js');
  return new Ranker(input).rank(input) + twice<number>(deep) + View({ x: lazy });
}
export function check(output: number): void { console.log('output ' + output); }
export function fail(input?: Vector): never { const n: number = 1; throw new Error('here'); }
`,
  'lib/vector.ts': `export type Vector = readonly number[];
export const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
`,
  'twice.ts': 'export function twice<T extends number>(x: T): number { return 2 * x; }\n',
  'deep/index.ts': 'export const deep: number = 10;\n',
  'lazy.ts': 'export const lazy: number = 100;\n',
  'view.tsx': `const h = (type: string, props: { x: number }): number => props.x;
export const View = (props: { x: number }): number => h('p', props as { x: number });
`,
};

describe('workload: TypeScript with nothing installed', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  for (const major of nodeMajors) {
    it(`Node ${major}: of every kind of package`, async () => {
      const manifests = ['{"type":"module"}', '{"type":"commonjs"}', '{}'];
      await inPairs(manifests, async (manifest) => {
        const cwd = folder.project({ ...TYPESCRIPT, 'package.json': manifest });
        const node = [nodeBinary(major), ...HOOK];
        const file = path.join(cwd, 'feed.workload.ts');
        const outcome = await workload([file, '--seconds', '0'], node);
        assert.equal(outcome.stderr, '');
        assert.match(outcome.stdout.toString(), /^output 134\nrun: 1 call/);
        const failed = await workload([file, '--export', 'fail'], node);
        assert.match(failed.stderr, /Error: here\n\s+at \S*fail \(.*feed\.workload\.ts:16:\d+\)/);
      });
    });
  }

  it('modules of both kinds import each other', async () => {
    const cwd = folder.project({
      'a.workload.mts': `import { named, type T } from './c.cjs';
import { createRequire } from 'node:module';
const c = createRequire(import.meta.url)('./c.cjs') as { named(x: number): number };
export const run = (): string => '' + named(1) + ' ' + c.named(2);
export const check = (output: string): void => console.log(output);
`,
      'c.cts': `import { x } from './d.cjs';
export type T = 1;
export function named(a: number): number { return a + x; }
`,
      'd.cts': 'export const x: number = 40;\n',
    });
    await inPairs(nodeMajors, async (major) => {
      const args = [path.join(cwd, 'a.workload.mts'), '--seconds', '0'];
      const outcome = await workload(args, [nodeBinary(major), ...HOOK]);
      assert.match(outcome.stdout.toString(), /^41 42\n/, outcome.stderr);
    });
  });
});
