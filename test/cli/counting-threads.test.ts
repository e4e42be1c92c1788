import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { countTarget, type CountedRun } from '../../src/launch/measured-run.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';

const DIST = path.resolve(import.meta.dirname, '../../dist');

/** CommonJS of all kinds, most of which a compiled module requires. */
const COMMONJS = {
  'package.json': '{ "type": "commonjs" }',
  'main.mjs': `import { total } from './rank.ts'; import own from './own.cjs'; console.log(total([1, 2, 3]), own.length);`,
  'rank.ts': `import { scores } from './scores';
const old = require('./old.cjs') as { sum(xs: readonly number[]): number };
export const total = (xs: readonly number[]): number => old.sum(scores(xs));
`,
  'scores.ts': `export function scores(xs: readonly number[]): number[] { return xs.map((x) => x * 2); }`,
  'old.cjs': `\uFEFF'use strict';
const { add } = require('./deeper/add.js');
exports.sum = (xs) => { let sum = 0; for (const x of xs) sum = add(sum, x); return sum; };
`,
  'deeper/add.js': `exports.add = (a, b) => a + b; exports.data = require('./data.json').xs;`,
  'deeper/data.json': '{ "xs": [1] }',
  'own.cjs': `module.exports = [__filename].filter((name) => require.cache[name] !== undefined);`,
};

describe('The counting hook', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  function request(node: string, words: readonly string[], cwd: string) {
    const command = [node, ...words];
    const run = { command, cwd, env: process.env, agentFolder: DIST, stdio: 'ignore' } as const;
    return { ...run, deps: [], counter: 'rewrite' } as const;
  }

  function namesAndCounts({ files }: CountedRun) {
    const named = files.map(({ file, counts }) => [path.basename(file), ...counts] as const);
    return named.sort(([a], [b]) => a.localeCompare(b));
  }

  for (const major of nodeMajors) {
    it(`counts what compiled CommonJS requires on Node ${major}`, async () => {
      const cwd = folder.project(COMMONJS);
      const hook = ['--require', path.join(DIST, 'typescript.js')];
      const counted = await countTarget(request(nodeBinary(major), [...hook, 'main.mjs'], cwd));
      assert.equal(counted.exitCode, 0);
      assert.deepEqual(namesAndCounts(counted), [
        ['add.js', 3],
        ['main.mjs'],
        ['old.cjs', 1, 3],
        ['own.cjs', 1, 1],
        ['rank.ts', 1],
        ['scores.ts', 1, 3, 3],
      ]);
    });

    it(`lets a program preload a file of its own on Node ${major}`, async () => {
      const cwd = folder.project({
        'before.cjs': 'globalThis.ready = [1, 2].map((x) => x * 2);',
        'main.mjs': 'if (globalThis.ready.length !== 2) throw new Error("not ready");',
      });
      const words = ['--require', './before.cjs', 'main.mjs'];
      const counted = await countTarget(request(nodeBinary(major), words, cwd));
      assert.equal(counted.exitCode, 0);
      assert.deepEqual(namesAndCounts(counted)[0], ['before.cjs', 2, 2]);
    });
  }

  it('ends the processes of a target with it', async () => {
    const cwd = folder.project({
      'main.cjs': `require('node:child_process').spawn(process.execPath, ['child.cjs'], { stdio: 'ignore' });
setInterval(() => {}, 1000);`,
      'child.cjs': `require('node:fs').writeFileSync('pid.txt', String(process.pid)); for (;;);`,
    });
    const ended = new AbortController();
    const run = countTarget({
      ...request(process.execPath, ['main.cjs'], cwd),
      signal: ended.signal,
    });
    const file = path.join(cwd, 'pid.txt');
    while (!existsSync(file) || readFileSync(file, 'utf8') === '') await sleep(20);
    const pid = Number(readFileSync(file, 'utf8'));
    assert.ok(isRunning(pid));
    ended.abort();
    assert.equal((await run).signal, 'SIGKILL');
    for (let i = 0; i < 100 && isRunning(pid); i++) await sleep(20);
    assert.ok(!isRunning(pid), `process ${pid} goes on`);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
