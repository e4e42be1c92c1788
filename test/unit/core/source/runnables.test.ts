import { strict as assert } from 'node:assert';
import { runnablesOf } from '../../../../src/core/source/runnables.js';

/** `name:line` of all workloads of a source. */
function workloads(text: string, fileName = '/a.workload.ts'): string[] {
  return runnablesOf(text, fileName).runnables.flatMap((each) =>
    each.kind === 'workload' ? [`${each.name}:${each.line}`] : [],
  );
}

/** Line, block and path of all tests of a source. */
function tests(text: string): string[] {
  return runnablesOf(text, '/a.test.ts').runnables.flatMap((each) =>
    each.kind === 'test' ? [`${each.line} ${each.block} ${each.path.join(' > ')}`] : [],
  );
}

describe('runnablesOf: workloads', () => {
  it('finds every form of an exported function', () => {
    const text = `export function a() {}
export async function b() {}
export const c = () => 1, d = 2, e = async function () {};
function f() {}
const g = (x: number): number => x;
const LIMIT = 3;
export { f, g as h, LIMIT };
export default function () {}
export * from './x';
export { other } from './y';
export class K {}
export const text = 'f';
export const typed = ((x) => x) satisfies Run;
`;
    assert.deepEqual(workloads(text), [
      'a:1',
      'b:2',
      'c:3',
      'e:3',
      'f:4',
      'h:5',
      'default:8',
      'typed:13',
    ]);
  });

  it('finds what CommonJS exports', () => {
    const text = `function a() {}
exports.b = function () {};
module.exports.c = () => 1;
module.exports = { a, d() {}, 'e-f': async () => 1, g: 3, ...rest };
exports.h = 4;
other.i = () => 1;
`;
    assert.deepEqual(workloads(text, '/a.cjs'), ['a:1', 'b:2', 'c:3', 'd:4', 'e-f:4']);
  });

  it('finds a default export by its name', () => {
    assert.deepEqual(workloads('function rank() {}\n\nexport default rank;\n'), ['default:1']);
    assert.deepEqual(workloads('export default () => 1;'), ['default:1']);
    assert.deepEqual(workloads('export default { run() {} };'), []);
  });

  it('leaves out what a workload has besides', () => {
    const text = `export const sizes = [1];
export function setup(n) {}
export async function run(input) {}
export const check = () => {};
export function teardown() {}
`;
    assert.deepEqual(workloads(text), ['run:3']);
  });
});

describe('runnablesOf: tests', () => {
  it('finds blocks within blocks', () => {
    const text = `describe('feed', () => {
  context("with a user", function () {
    it('ranks', async () => {
      expect(1);
    });
  });
  test(\`skips\`, () => {});
});
suite('other', () => { specify('works', () => {}); });
`;
    assert.deepEqual(tests(text), [
      '1 suite feed',
      '2 suite feed > with a user',
      '3 test feed > with a user > ranks',
      '7 test feed > skips',
      '9 suite other',
      '9 test other > works',
    ]);
  });

  it('knows the forms of the runners', () => {
    const text = `test.only('a', () => {});
it.skip('b', () => {});
it.concurrent('c', () => {});
describe.only('d', () => {});
test.describe('e', () => {});
test.describe.parallel('f', () => {});
`;
    assert.deepEqual(tests(text), [
      '1 test a',
      '2 test b',
      '3 test c',
      '4 suite d',
      '5 suite e',
      '6 suite f',
    ]);
  });

  it('leaves out what has no certain title', () => {
    const text = `it(name, () => {});
it(\`of \${n}\`, () => {});
it.each([1, 2])('with %d', () => {});
it();
expect.it('x');
regexp.test('text');
`;
    assert.deepEqual(tests(text), []);
  });

  it('tells what is imported, in order', () => {
    const text = `import { test } from 'node:test';
import type { A } from './a.js';
import x = require('x');
export * from './b.js';
const assert = require("assert");
const dynamic = require(name);
`;
    assert.deepEqual(runnablesOf(text, '/a.test.ts').imports, [
      'node:test',
      './a.js',
      'x',
      './b.js',
      'assert',
    ]);
  });

  it('finds nothing in what does not parse, and in other languages', () => {
    for (const file of ['/a.ts', '/a.py']) {
      assert.deepEqual(runnablesOf('describe(((', file), { runnables: [], imports: [] });
    }
  });
});
