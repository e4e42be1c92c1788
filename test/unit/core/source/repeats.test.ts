import assert from 'node:assert/strict';
import { changesIn } from '../../../../src/core/source/dependence.js';
import { isConstantNumber, originOf } from '../../../../src/core/source/origins.js';
import { Repeats } from '../../../../src/core/source/repeats.js';
import { scriptFacts, type ScriptFacts } from '../../../../src/core/source/script-facts.js';
import {
  child,
  children,
  methodCall,
  type TreeNode,
} from '../../../../src/core/source/tree-node.js';
import { kindOf } from '../../../../src/core/source/value-kinds.js';

const TYPES = new Set(['CallExpression', 'VariableDeclarator']);

function read(text: string, file = '/a.ts'): ScriptFacts {
  const facts = scriptFacts(text, file, TYPES);
  assert.ok(facts !== undefined, text);
  return facts;
}

/** The argument of the only call of `at(…)`, and the repeats around it. */
function around(text: string): { facts: ScriptFacts; node: TreeNode; repeats: string[] } {
  const facts = read(text);
  const site = facts.sites('CallExpression').find((each) => {
    return child(each.node, 'callee')?.['name'] === 'at';
  });
  assert.ok(site !== undefined, text);
  const repeats = new Repeats(facts).around(site.region).map(({ kind, method, growth }) => {
    return `${method || kind} ${growth}`;
  });
  return { facts, node: children(site.node, 'arguments')[0]!, repeats };
}

describe('repeats', () => {
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ['for (const x of xs) at(x);', ['for-of linear']],
    ['for (let i = 0; i < 10; i++) at(i);', ['for constant']],
    ['const K = 8; for (let i = 0; i < K; i++) at(i);', ['for constant']],
    ['for (let i = xs.length - 1; i >= 0; i--) at(i);', ['for linear']],
    ['for (let i = 1; i < n; i *= 2) at(i);', ['for logarithmic']],
    [
      'while (low < high) { const m = (low + high) >> 1; at(m); low = m + 1; }',
      ['while logarithmic'],
    ],
    ['for (let n = node; n !== null; n = n.parent) at(n);', ['for logarithmic']],
    ['for (const x of ["a", "b"]) at(x);', ['for-of constant']],
    ['for (const x of xs.slice(0, 20)) at(x);', ['for-of constant']],
    ['xs.map((x) => ys.forEach((y) => at(y)));', ['forEach linear', 'map linear']],
    ['_.each(xs, f); Array.from(xs, (x) => at(x));', ['map linear']],
    ['for (const x of at(xs)) f(x);', []],
    ['for (const x of xs) { button.on("click", () => at(x)); }', []],
    ['for (const x of xs) { (() => at(x))(); }', ['for-of linear']],
    ['for (const x of xs) function f() { at(x); }', []],
  ];
  for (const [text, expected] of CASES) {
    it(text, () => assert.deepEqual(around(text).repeats, expected));
  }
});

describe('what changes from turn to turn', () => {
  const CASES: readonly (readonly [string, boolean])[] = [
    ['const ys = f(); for (const x of xs) at(ys);', false],
    ['for (const x of xs) at(x.ys);', true],
    ['for (const x of xs) { const ys = all; at(ys); }', false],
    ['for (const x of xs) { const ys = all.get(x); at(ys); }', true],
    ['for (const x of xs) { const ys = []; at(ys); }', true],
    ['let ys = []; for (const x of xs) { at(ys); ys = [...ys, x]; }', false],
    ['let ys = []; for (const x of xs) { at(ys); ys = []; }', true],
    ['let ys; for (const x of xs) { ys = x.all; at(ys); }', true],
    ['for (let i = 0; i < xs.length; i++) at(rows[i]);', true],
    ['xs.reduce((ys, x) => at(ys), []);', false],
    ['xs.map(({ ys }) => at(ys));', true],
  ];
  for (const [text, expected] of CASES) {
    it(text, () => {
      const { facts, node } = around(text);
      const region = [...facts.tree.regions.values()].find(
        (each) => each.parent === facts.tree.root,
      );
      assert.ok(region !== undefined);
      const repeat = new Repeats(facts).of(region);
      assert.ok(repeat !== undefined);
      assert.equal(changesIn(facts, node, repeat), expected);
    });
  }
});

describe('origins and kinds', () => {
  /** The value of the only `const at = …`. */
  function value(text: string): { facts: ScriptFacts; node: TreeNode } {
    const facts = read(text);
    const site = facts.sites('VariableDeclarator').find(({ node }) => {
      return child(node, 'id')?.['name'] === 'at';
    });
    const node = child(site?.node, 'init');
    assert.ok(node !== undefined, text);
    return { facts, node };
  }

  it('follow names, copies and parts to what they are made of', () => {
    for (const code of [
      'xs',
      '[...xs]',
      'xs.slice(1)',
      'xs ?? []',
      'xs.filter(f).map(g)',
      '(xs as T[])!',
      'new Set(xs)',
      'Object.keys(xs)',
    ]) {
      const { facts, node } = value(`function f(xs: T[]) { const ys = ${code}; const at = ys; }`);
      const { binding, path, isConstant } = originOf(facts, node);
      assert.deepEqual([binding?.name, path, isConstant], ['xs', '', false], code);
    }
    const field = value('function f(state) { const { items } = state.feed; const at = items; }');
    assert.equal(originOf(field.facts, field.node).path, '.feed.items');
  });

  it('know what stays small', () => {
    for (const code of [
      '[1, 2]',
      'xs.slice(0, 5)',
      'xs.slice(-5)',
      'KINDS',
      'Object.values(Genre)',
      'Array.from({ length: 4 })',
      'path.split("/")',
    ]) {
      const { facts, node } = value(`const at = ${code};`);
      assert.ok(originOf(facts, node).isConstant, code);
    }
    for (const code of [
      'xs.slice(0, n)',
      'xs.slice(1)',
      'text.split("\\n")',
      '[...xs]',
      'new Set(xs)',
    ]) {
      const { facts, node } = value(`const at = ${code};`);
      assert.ok(!originOf(facts, node).isConstant, code);
    }
    const filled = value('const xs = []; for (const y of ys) xs.push(y); const at = xs;');
    assert.ok(!originOf(filled.facts, filled.node).isConstant);
    const least = value('const at = Math.min(n, 20) + 1;');
    assert.ok(isConstantNumber(least.facts, least.node));
  });

  it('tell arrays from strings by literals, calls, types and use', () => {
    const KINDS: Readonly<Record<string, string>> = {
      'const at = "a";': 'string',
      'const at = title.trim();': 'string',
      'const at = text.split(",");': 'array',
      'function f(x: string) { const at = x; }': 'string',
      'interface Row { tags: readonly string[] } function f(r: Row) { const at = r.tags; }':
        'array',
      'interface Row { name: string } function f(rs: Row[]) { rs.map((r) => { const at = r.name; }); }':
        'string',
      'type Ids = Set<number>; function f(x: Ids) { const at = x; }': 'set',
      'function f(x) { x.push(1); const at = x; }': 'array',
      'function f(x) { if (typeof x === "string") { const at = x; } }': 'string',
      'class A { #xs: string[] = []; f() { const at = this.#xs; } }': 'array',
      'function f(x) { const at = x; }': 'unknown',
    };
    for (const [text, expected] of Object.entries(KINDS)) {
      const { facts, node } = value(text);
      assert.equal(kindOf(facts, node), expected, text);
    }
  });

  it('find the function behind a name', () => {
    const facts = read('const make = (h) => (x) => h.has(x); const at = make(h); at(1);');
    const call = facts.sites('CallExpression').find(({ node }) => {
      return child(node, 'callee')?.['name'] === 'at';
    });
    const func = facts.functionOf(child(call?.node, 'callee'));
    assert.equal(methodCall(child(func, 'body'))?.name, 'has');
  });
});
