import assert from 'node:assert/strict';
import path from 'node:path';
import { countTarget, timeTarget, type CountedRun } from '../../src/launch/measured-run.js';
import { run } from '../support/programs.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';

const DIST = path.resolve(import.meta.dirname, '../../dist');

/** Modules that a careless hook would break; `main` prints what came of them. */
const MODULES = {
  'package.json': '{ "type": "module" }',
  'main.js': `'use strict';
import * as first from './cycle-a.js';
import json from './data.json' with { type: 'json' };
import { createRequire } from 'node:module';
import old, { twice } from './old.cjs';
export * from './many.js';
export { default as renamed } from './many.js';
const require = createRequire(import.meta.url);
const late = await Promise.all([1, 2].map(async (x) => (await import('./late.js')).add(x)));
console.log(first.early, json.xs.map((x) => x + 1), old.twice(2), twice(3), late);
console.log(import.meta.url.split('/').at(-1), import.meta.filename?.split(/[\\\\/]/).at(-1), typeof this);
console.log(require('./old.cjs').where(), (await import('./many.js')).default?.([3, 1, 2]));
console.log((await import('./throws.js').catch((e) => e.stack)).split('\\n').slice(0, 2).join('|'));
try { old.fail(); } catch (e) { console.log(e.stack.split('\\n')[1]); }
for await (const x of (async function* () { yield* [1, 2].filter((y) => y > 1); })()) console.log(x);
export default class { static xs = [1].map((x) => x); }
`,
  // Called by the module below before the first line of this one has run.
  'cycle-a.js': `export function hoisted(xs) { let n = 0; for (const x of xs) n += x; return xs.includes(n) ? n : -n; }
export default function (xs) { return xs.map((x) => x); }
import { early } from './cycle-b.js';
export { early };
`,
  'cycle-b.js': `import same, { hoisted } from './cycle-a.js';
export const early = [hoisted([1, 2]), hoisted([0, 3]), same([4])];
`,
  'data.json': '{ "xs": [1, 2] }',
  'old.cjs': `#!/usr/bin/env node
'use strict'
exports.twice = (x) => [x, x].reduce((a, b) => a + b)
exports.where = () => [__filename, __dirname, typeof module, typeof require, this === exports].map((x) => String(x).split(/[\\\\/]/).at(-1))
exports.fail = function fail() {
  [1].forEach((x) => { for (const y of [x]) throw new Error('y' + y) })
}
`,
  'many.js': `export const a = 1, b = [a].concat(2); export default (xs) => { xs.sort(); return xs }\n`,
  'late.js': `let sum = 0\nexport const add = (x) => { for (let i = 0; i < x; i++) sum++; return sum }\n`,
  'throws.js': `\n\nfor (const x of [1]) { if (x) throw new TypeError('third line'); }\n`,
};

const REPLACED = {
  'package.json': '{ "type": "module" }',
  'plain.js': 'import { f } from "./lib.js"; import g from "./old.cjs"; console.log(f(3), g(3));',
  'lib.js': 'export const f = (n) => n;',
  'lib-new.txt':
    'export const f = (n) => { let s = 0; for (let i = 0; i < n; i++) s += 10; return s; };',
  'old.cjs': 'module.exports = (n) => n;',
  'old-new.txt': 'module.exports = (n) => -n;',
  'typed.ts': 'import { h } from "./typed-lib.ts"; const n: number = 3; console.log(h(n));',
  'typed-lib.ts': 'export const h = (n: number): number => n;',
  'typed-new.txt': 'export const h = (n: number): string => `new ${n as number}`;',
};

describe('The counting hook', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  function request(node: string, words: readonly string[], cwd: string) {
    const command = [node, ...words];
    return { command, cwd, env: process.env, agentFolder: DIST, stdio: 'ignore' } as const;
  }

  for (const major of nodeMajors) {
    it(`leaves modules as they are on Node ${major}`, async () => {
      const cwd = folder.project(MODULES);
      const counts = folder.project({ 'empty.txt': '' });
      const options = {
        version: 1,
        folder: counts,
        counter: 'rewrite',
        deps: [],
        replacements: [],
      };
      const command = [nodeBinary(major), 'main.js'];
      const plain = await run(command, { cwd });
      const counted = await run(command, {
        cwd,
        env: {
          NODE_OPTIONS: `--require "${path.join(DIST, 'counting.js')}"`,
          RANKSCOPE_COUNTING: JSON.stringify(options),
        },
      });
      assert.equal(plain.code, 0, plain.stderr);
      assert.match(plain.stdout.toString(), /third line/);
      // Lines stay; columns move.
      const withoutColumns = (text: Buffer) => text.toString().replace(/(:\d+):\d+/g, '$1');
      assert.equal(withoutColumns(counted.stdout), withoutColumns(plain.stdout));
      assert.equal(counted.code, 0);
    });

    it(`counts up to the end of a program that exits or crashes on Node ${major}`, async () => {
      const cwd = folder.project({
        'exit.cjs': 'for (const x of [1, 2, 3]) if (x === 3) process.exit(4);',
        'crash.mjs': 'for (const x of [1, 2, 3]) if (x === 3) throw new Error("crash");',
        'reject.mjs':
          'for (const x of [1, 2, 3]) if (x === 3) await Promise.reject(new Error("no"));',
      });
      const rounds = ({ files }: CountedRun) => files.flatMap(({ counts }) => counts);
      for (const [file, code] of [
        ['exit.cjs', 4],
        ['crash.mjs', 1],
        ['reject.mjs', 1],
      ] as const) {
        const counted = await countTarget({
          ...request(nodeBinary(major), [file], cwd),
          deps: [],
          counter: 'rewrite',
        });
        assert.equal(counted.exitCode, code, file);
        assert.deepEqual(rounds(counted), [3], file);
      }
    });

    it(`loads files with the text of others on Node ${major}`, async () => {
      const cwd = folder.project(REPLACED);
      const hook = ['--require', path.join(DIST, 'typescript.js')];
      const replacements = Object.entries({
        'lib.js': 'lib-new.txt',
        'old.cjs': 'old-new.txt',
        'typed-lib.ts': 'typed-new.txt',
      }).map(([file, by]) => ({ file: path.join(cwd, file), by: path.join(cwd, by) }));
      const node = nodeBinary(major);
      const prints = async (words: readonly string[]) => {
        const options = { version: 1, folder: cwd, counter: 'none', deps: [], replacements };
        const outcome = await run([node, ...words], {
          cwd,
          env: {
            NODE_OPTIONS: `--require "${path.join(DIST, 'counting.js')}"`,
            RANKSCOPE_COUNTING: JSON.stringify(options),
          },
        });
        return outcome.stdout.toString().trim() || outcome.stderr;
      };
      assert.equal(await prints(['plain.js']), '30 -3');
      assert.equal(await prints([...hook, 'typed.ts']), 'new 3');
      const timed = await timeTarget({ ...request(node, ['plain.js'], cwd), replacements });
      assert.equal(timed.exitCode, 0);
      assert.ok(timed.runsMs[0]! > 0);
      const counted = await countTarget({
        ...request(node, ['plain.js'], cwd),
        ...{ replacements, deps: [], counter: 'rewrite' },
      });
      const lib = counted.files.find(({ file }) => file.endsWith('lib.js'));
      assert.deepEqual(
        lib?.sites.map(({ label }, i) => [label, lib.counts[i]]),
        [
          ['f', 1],
          ['for', 3],
        ],
      );
    });
  }

  it('reads what Node strips the types of by itself', async () => {
    const cwd = folder.project({
      'esm.mts':
        'const xs: number[] = [1, 2];\n\nfor (const x of xs as number[]) console.log(x);\n',
      'cjs.cts': 'const xs: number[] = [1, 2];\n\nfor (const x of xs!) console.log(x);\n',
    });
    for (const major of [22, 24, 26]) {
      for (const file of ['esm.mts', 'cjs.cts']) {
        const counted = await countTarget({
          ...request(nodeBinary(major), [file], cwd),
          ...{ deps: [], counter: 'rewrite' },
        });
        assert.equal(counted.exitCode, 0, `${file} on Node ${major}`);
        const [site] = counted.files[0]?.sites ?? [];
        assert.deepEqual([site?.line, counted.files[0]?.counts], [3, [2]], `${file} on ${major}`);
      }
    }
  });

  it('says which files it did not understand, and lets them run', async () => {
    const cwd = folder.project({ 'odd.cjs': 'const a = 1;\n/* not for the parser */ %%;' });
    const counted = await countTarget({
      ...request(process.execPath, ['odd.cjs'], cwd),
      ...{ deps: [], counter: 'rewrite' },
    });
    assert.equal(counted.exitCode, 1);
    assert.deepEqual(counted.unread, [path.join(cwd, 'odd.cjs')]);
  });
});
