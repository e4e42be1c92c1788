import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ProofJson } from '../../src/core/report/verdict-text.js';
import { corpusModules, fixedTwin } from '../support/corpus.js';
import { inPairs, run, RunningProgram } from '../support/programs.js';
import { CLI, rankscope, refuses } from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';

/** Proves something with `--json`, and gives what it prints. */
async function proof(
  args: readonly string[],
  cwd?: string,
  node = process.execPath,
): Promise<ProofJson> {
  const options = cwd === undefined ? {} : { cwd };
  const outcome = await run([node, CLI, 'prove', '--json', '--processes', '5', ...args], options);
  assert.ok(outcome.code === 0 || outcome.code === 1, outcome.stderr);
  const json = JSON.parse(outcome.stdout.toString()) as ProofJson;
  assert.equal(json.conclusion === 'proved', outcome.code === 0, json.summary);
  return json;
}

const slowModule = (name: string): string => {
  const found = corpusModules('slow').find((file) => path.basename(file) === name);
  assert.ok(found !== undefined, name);
  return found;
};

const SUM = `export const sizes = [100, 200];
export function setup(n) {
  return Array.from({ length: n }, (_, i) => (i * 7919) % n);
}
export function run(items) {
  let sum = 0;
  for (const item of items) sum += items.indexOf(item);
  return { sum, items: items.length };
}
`;

const FAST = SUM.replace(
  'for (const item of items) sum += items.indexOf(item);',
  'for (let i = 0; i < items.length; i++) sum += i;',
);

describe('prove: what is proved', function () {
  this.timeout(120_000);
  this.retries(2);
  const folder = temporaryFolder();

  it('ESM, CommonJS and TypeScript: a fix of each is proved, its opposite is slower', async () => {
    const opposite = async (): Promise<void> => {
      const slow = slowModule('follow-back.mjs');
      const json = await proof([slow, '--before', `${slow}=${fixedTwin(slow)}`]);
      assert.equal(json.conclusion, 'not-proved');
      assert.equal(json.time?.effect, 'slower');
      assert.match(json.summary, /^Not proved: same output, growth 1\.0 → 2\.0, .*× slower \[/);
    };
    const fix = (name: string) => async (): Promise<void> => {
      const slow = slowModule(name);
      const fixed = fixedTwin(slow);
      const texts = [slow, fixed].map((file) => readFileSync(file, 'utf8'));
      const json = await proof([fixed, '--before', `${fixed}=${slow}`]);
      const after = [slow, fixed].map((file) => readFileSync(file, 'utf8'));
      assert.deepEqual(after, texts, 'a proof leaves the files as they are');
      assert.equal(json.conclusion, 'proved', json.summary);
      assert.equal(json.output.kind, 'same');
      assert.ok(json.time !== undefined && json.time.ratio.low > 2, json.summary);
      assert.match(json.summary, /^Proved: same output, growth 2\.0 → 1\.0, .*× faster \[/);
      assert.ok(json.growth !== undefined && Math.abs(json.growth.before - 2) < 0.1);
    };
    const fixes = ['cold-start-split.ts', 'follow-back.mjs', 'join-prices.cjs'].map(fix);
    await inPairs([...fixes, opposite], (each) => each());
  });

  it('on every Node the version before is loaded, whatever loads it', async () => {
    const helper = (value: number) => `export const value = ${value};\n`;
    const cwd = folder.project({
      'package.json': '{"type":"module"}',
      'helper.mjs': helper(1),
      'typed.ts': `export const typed: number = 2;\n`,
      'common.cjs': 'module.exports = 3;\n',
      'w.ts': `import { value } from './helper.mjs';
import { typed } from './typed';
import common from './common.cjs';
export const run = (): string => [value, typed, common].join();
`,
      'old/helper.mjs': helper(10),
      'old/typed.ts': 'export const typed: number = 20;\n',
      'old/common.cjs': 'module.exports = 30;\n',
    });
    const changed = ['helper.mjs', 'typed.ts', 'common.cjs'];
    const before = changed.flatMap((name) => ['--before', `${name}=old/${name}`]);
    await inPairs(nodeMajors, async (major) => {
      const { output } = await proof(['w.ts', ...before], cwd, nodeBinary(major));
      assert.equal(output.kind, 'different', JSON.stringify(output));
      const { before: was, after: is } = output.difference;
      assert.deepEqual([was, is], ['"10,20,30"', '"1,2,3"'], `Node ${major}`);
    });
  });

  it('a helper in another file, with all that changed taken from git', async () => {
    const cwd = folder.project({
      'src/rank.mjs': 'export const position = (items, item) => items.indexOf(item);\n',
      'feed.workload.mjs': SUM.replace('items.indexOf(item)', 'position(items, item)').replace(
        /^/,
        "import { position } from './src/rank.mjs';\n",
      ),
      'notes.md': 'old\n',
    });
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
        cwd,
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'before');
    const nothing = await rankscope(['prove', 'feed.workload.mjs', '--before-git', 'HEAD'], {
      cwd,
    });
    refuses(nothing, 2, /No code has changed since HEAD/);
    writeFileSync(
      path.join(cwd, 'src/rank.mjs'),
      `let at = new Map();
let of;
export const position = (items, item) => {
  if (of !== items) [of, at] = [items, new Map(items.map((each, i) => [each, i]))];
  return at.get(item);
};
`,
    );
    writeFileSync(path.join(cwd, 'notes.md'), 'new\n');
    const args = ['prove', 'feed.workload.mjs', '--before-git', 'HEAD', '--sizes', '400,1600'];
    const outcome = await rankscope(args, { cwd });
    assert.equal(outcome.code, 0, outcome.stdout.toString());
    assert.match(
      outcome.stdout.toString(),
      /^Proved: same output, .*× faster \[.*\n.*At size 1600/,
    );
    assert.match(outcome.stderr, /Changed since HEAD: src\/rank\.mjs\n/);
    assert.match(outcome.stderr, /The same in both versions, as they are now: notes\.md\n/);
    for (const revision of ['no-such', '--output=x']) {
      const unknown = [`--before-git=${revision}`];
      refuses(
        await rankscope(['prove', 'feed.workload.mjs', ...unknown], { cwd }),
        2,
        new RegExp(`git knows no revision "${revision}"`),
      );
    }
  });
});

/** What a workload in place of `SUM` comes to, with `SUM` as the version before. */
const outcomes: readonly (readonly [what: string, after: string, says: RegExp])[] = [
  [
    'a wrong fix: the first difference is named',
    FAST.replace('sum += i;', 'sum += i + 1;'),
    /^Different output: output\.sum is 4950 before and 5050 after \(size 100\)$/,
  ],
  [
    'no fix at all',
    `${SUM}// faster now\n`,
    /^Not proved: same output, .*no measurable difference in time, [01]\.\d\d× \[/,
  ],
  [
    'an exception',
    FAST.replace('let sum = 0;', "let sum = 0; throw new TypeError('no model');"),
    /^Not proved: run fails at size 100 in the version after: TypeError: no model$/,
  ],
  [
    'text that is no program',
    'export function run( {',
    /^Not proved: the workload cannot be loaded in the version after: SyntaxError/,
  ],
  [
    'an export that is missing',
    'export const rank = () => 1;',
    /cannot be loaded in the version after: .* does not export a function "run"/,
  ],
  [
    'a process that ends by itself',
    FAST.replace('let sum = 0;', 'let sum = 0; process.exit(3);'),
    /in the version after: the process ended by itself \(exit code 3\)/,
  ],
  [
    'output that is random',
    FAST.replace('let sum = 0;', 'let sum = Math.random();'),
    /^Not proved: the output is not the same twice\. Two runs of the version after differ: output\.sum is 0?\d+\.\d+ in one run/,
  ],
  [
    'nothing returned',
    FAST.replace('return { sum, items: items.length };', ''),
    /^Different output: output is Object before and undefined after/,
  ],
];

describe('prove: what is not', function () {
  this.timeout(120_000);
  this.retries(2);
  const folder = temporaryFolder();

  for (const [what, after, says] of outcomes) {
    it(what, async () => {
      const cwd = folder.project({ 'w.mjs': after, 'old.mjs': SUM });
      const json = await proof(['w.mjs', '--before', 'w.mjs=old.mjs'], cwd);
      assert.match(json.summary, says);
    });
  }

  it('a call that never ends', async () => {
    const endless = FAST.replace('let sum = 0;', 'let sum = 0; for (;;) sum += 1;');
    const cwd = folder.project({ 'w.mjs': endless, 'old.mjs': SUM });
    const json = await proof(['w.mjs', '--before', 'w.mjs=old.mjs', '--seconds', '3'], cwd);
    assert.match(
      json.summary,
      /^Not proved: time ran out before both versions had given an output/,
    );
  });

  it('an input that run changes: each call gets its own', async () => {
    const drain = (how: string) => `export function setup(n) {
  return Array.from({ length: n }, (_, i) => i);
}
export function run(items) {
  let sum = 0;
  ${how}
  return sum;
}
`;
    const cwd = folder.project({
      'w.mjs': drain('while (items.length > 0) sum += items.pop();'),
      'old.mjs': drain('while (items.length > 0) sum += items.splice(items.length >> 1, 1)[0];'),
    });
    const args = ['w.mjs', '--before', 'w.mjs=old.mjs', '--sizes', '4000'];
    const json = await proof(args, cwd);
    assert.equal(json.time?.freshInputs, true);
    assert.equal(json.conclusion, 'proved', json.summary);
    assert.ok(json.notes.some((note) => note.includes('run changes its input')));
  });

  it('a check decides what is right, and nothing has to be returned then', async () => {
    const checked = (sum: string) => `${FAST.replace('sum += i;', `sum += ${sum};`)}
export function check({ sum }) {
  if (sum % 2 === 1) throw new Error('odd');
}
`;
    const cwd = folder.project({
      'w.mjs': checked('2 * i + 2'),
      'odd.mjs': checked('i === 0 ? 1 : 2'),
      'old.mjs': checked('2 * i'),
    });
    const [accepted, refused] = await Promise.all([
      proof(['w.mjs', '--before', 'w.mjs=old.mjs'], cwd),
      proof(['odd.mjs', '--before', 'odd.mjs=old.mjs'], cwd),
    ]);
    assert.equal(accepted.output.kind, 'same');
    assert.ok(accepted.notes.some((note) => note.includes('output.sum is 9900 before and 10100')));
    assert.match(refused.summary, /^Different output: .*refuses .*\(size 100\): Error: odd$/);
  });

  it('stops when it is told to, and leaves nothing behind', async () => {
    const cwd = folder.project({
      'w.mjs': FAST.replace('let sum = 0;', 'let sum = 0; for (;;) sum += 1;'),
      'old.mjs': SUM,
    });
    const temporary = folder.fresh('temporary');
    mkdirSync(temporary);
    const env = { TMPDIR: temporary };
    const args = ['prove', 'w.mjs', '--before', 'w.mjs=old.mjs'];
    const program = new RunningProgram([process.execPath, CLI, ...args], { cwd, env });
    await program.says(/Comparing outputs/);
    program.child.kill('SIGTERM');
    const { code, stderr } = await program.ended;
    assert.equal(code, 1);
    assert.match(stderr, /Stopped before there was a verdict/);
    assert.deepEqual(readdirSync(temporary), []);
  });

  it('says that what has changed is not loaded at all, or in part', async () => {
    const files = { 'w.mjs': FAST, 'old.mjs': SUM, 'a.mjs': '', 'b.mjs': '' };
    const cwd = folder.project(files);
    const none = await rankscope(['prove', 'w.mjs', '--before', 'a.mjs=b.mjs'], { cwd });
    assert.equal(none.code, 1);
    assert.match(
      none.stdout.toString(),
      /^Not proved: the workload loads nothing that has changed \(a\.mjs\)\. .*\n$/,
    );
    const part = ['w.mjs', '--before', 'w.mjs=old.mjs', '--before', 'a.mjs=b.mjs'];
    const json = await proof([...part, '--sizes', '2000'], cwd);
    assert.equal(json.conclusion, 'proved', json.summary);
    assert.deepEqual(json.notLoaded, [path.join(cwd, 'a.mjs')]);
  });

  const wrong: readonly (readonly [args: string[], says: RegExp])[] = [
    [['w.mjs'], /Say what the code was before: --before FILE=OLDFILE, or --before-git/],
    [['gone.mjs', '--before', 'w.mjs=old.mjs'], /There is no file gone\.mjs/],
    [['w.mjs', '--before', 'w.mjs=gone.mjs'], /There is no file .*gone\.mjs/],
    [['w.mjs', '--before', 'w.mjs'], /It has to be FILE=OLDFILE/],
    [['w.mjs', '--before', 'w.mjs=old.mjs', '--before-git', 'HEAD'], /not both/],
    [['w.mjs', '--before', 'w.mjs=old.mjs', '--sizes', '10,x'], /whole numbers above 0/],
    [['w.mjs', '--before', 'w.mjs=old.mjs', '--tolerance', '2'], /from 0 to below 1/],
    [['w.mjs', '--before', 'w.mjs=old.mjs', '--processes', '2'], /whole number from 5 to/],
    [
      ['w.mjs', '--before-git', 'HEAD'],
      /git cannot tell the version before: .*not a git repository/,
    ],
  ];
  for (const [args, says] of wrong) {
    it(`refuses: ${args.join(' ')}`, async () => {
      const cwd = folder.project({ 'w.mjs': FAST, 'old.mjs': SUM });
      refuses(await rankscope(['prove', ...args], { cwd }), 2, says);
    });
  }
});
