import assert from 'node:assert/strict';
import vm from 'node:vm';
import { WORK } from '../../../../src/agent/counting/work.js';
import { countingText } from '../../../../src/core/counting/rewrite.js';

const HOOK = Symbol.for('rankscope.counting');

/** What was counted at the sites of a program that are no functions, in the order of its text. */
function counted(text: string): number[] {
  const counting = countingText(text, 'a.cjs', 'id');
  assert.ok(counting !== undefined);
  const counts = new Float64Array(counting.sites.length);
  Reflect.set(globalThis, HOOK, { ...WORK, open: () => counts });
  try {
    (vm.runInThisContext(`(function () {${counting.text}\n})`) as () => void)();
  } finally {
    Reflect.deleteProperty(globalThis, HOOK);
  }
  return counting.sites
    .map((site, i) => ({ site, count: counts[i]! }))
    .filter(({ site }) => site.kind !== 'function')
    .map(({ count }) => count);
}

/** A program with one site, and what is counted there. */
const ONE_SITE: Readonly<Record<string, number>> = {
  'for (let i = 0; i < 7; i++) {}': 7,
  'for (let i = 0; i < 7; i++) { if (i === 3) break; }': 4,
  'for (let i = 0; i < 7; i++) { if (i > 3) continue; f(i); } function f() {}': 7,
  '(() => { for (let i = 0; ; i++) if (i === 5) return i; })()': 6,
  'try { for (const x of [1, 2, 3]) if (x === 2) throw x; } catch {}': 2,
  'let i = 5; while (i--) ;': 5,
  'do {} while (false)': 1,
  'out: for (const a of [1, 2]) continue out;': 2,
  '[5, 6, 7, 8, 9].includes(8)': 4,
  '[5, 6, 7].includes(1)': 3,
  '[5, 6, 7].includes(7, 1)': 2,
  '[NaN, 1].includes(NaN)': 2,
  '[5, 6, 7].indexOf(6)': 2,
  '[5, 6, 7].indexOf(6, 1)': 1,
  '[5, 6, 7].indexOf(1)': 3,
  '[5, 6, 7].lastIndexOf(7)': 1,
  '[5, 6, 7].lastIndexOf(5)': 3,
  '"abcdef".includes("c")': 3,
  '"abcdef".indexOf("x")': 6,
  '[5, 6, 7].find((x) => x > 5)': 2,
  '[5, 6, 7].findLast((x) => x > 5)': 1,
  '[5, 6, 7].some((x) => x > 9)': 3,
  'const isOdd = (x) => x % 2 === 1; [4, 5, 6].find(isOdd)': 2,
  'const isOdd = (x) => x % 2 === 1; [5, 7, 6, 1].every(isOdd)': 3,
  '[5, 6, 7].map((x) => x)': 3,
  '[5, 6, 7].forEach(String)': 3,
  '[5, 6, 7].reduce((a, b) => a + b)': 3,
  'new Map([[1, 2]]).forEach(String)': 1 + 1,
  '[1, 2, 3, 4].shift()': 3,
  '[1, 2, 3].unshift(0)': 4,
  '[1, 2, 3, 4, 5].splice(1, 1)': 4,
  '[1, 2, 3, 4, 5].splice(4, 1)': 1,
  '[1, 2, 3, 4, 5].splice(-1, 1)': 1,
  '[4, 3, 2, 1].sort()': 8,
  '[1, 2, 3].slice(1)': 2,
  '"abcdef".slice(1)': 0,
  '[1, 2].concat([3], 4)': 4,
  '[[1], [2, 3]].flat()': 3,
  '["ab", "c"].join("-")': 4,
  '[...[1, 2, 3]]': 3,
  '[...new Set([1, 1])]': 1 + 2,
  'Math.max(...[1, 2, 3])': 3,
  'Math.max.apply(null, [1, 2])': 2,
  '({ ...{ a: 1, b: 2 } })': 2,
  'const [a, ...b] = [1, 2, 3];': 3,
  'const { a, ...b } = { a: 1, c: 2 };': 2,
  '(([a, ...b]) => b)([1, 2, 3])': 2,
  'Object.keys({ a: 1, b: 2 })': 2,
  'Object.assign({ z: 1 }, { a: 1, b: 2 })': 2,
  'JSON.stringify([1, 2])': 5,
  'JSON.parse("[1, 2]")': 6,
  'structuredClone([1, [2, 3]])': 5,
  'Array.from({ length: 4 })': 4,
  'new Set([1, 1, 1])': 3,
  'new Set(new Map([[1, 2]]).keys())': 1 + 1,
  'new Float64Array(8)': 8,
  'Buffer.concat([Buffer.from("ab"), Buffer.from("c")])': 3 + 2 + 1,
  '"ab".repeat(3)': 6,
  '"a,b,c".split(",")': 5,
  '"aXbX".replaceAll("X", "")': 4,
  '/c/.exec("abcde")': 3,
  '/x/.test("abcde")': 5,
  '(() => { const r = /b/g; while (r.exec("abab")); })()': 2 + 4,
  'let s = ""; for (const c of ["0123456789abc", "x"]) { s += c; s.charCodeAt(0); }': 2 + 13 + 14,
  'Array.prototype.indexOf.call([5, 6], 6)': 2,
  'const xs = [5, 6]; [].indexOf.call(xs, 6)': 2,
};

/** Programs in which nothing of a builtin happens, although it looks like it. */
const NO_WORK: readonly string[] = [
  '({ includes: () => true, length: 9 }).includes(1)',
  'class Mine extends Array { map() {} } Mine.from([1, 2]).map(String)',
  'const xs = [1, 2]; xs.at(0)',
  'const p = new Proxy([1, 2], {}); p.map(String)',
  'const gone = undefined; gone?.map(String)',
  '({ shift() { return 1; } }).shift()',
  'new Map([]).get(1)',
];

describe('The work of', () => {
  for (const [text, count] of Object.entries(ONE_SITE)) {
    it(`${text} is ${count}`, () => {
      const sum = counted(text).reduce((a, b) => a + b, 0);
      assert.equal(sum, count);
    });
  }

  for (const text of NO_WORK) {
    it(`${text} is none`, () => {
      const sites = counted(text.replace('Mine.from([1, 2])', 'new Mine()'));
      assert.equal(sites.at(-1) ?? 0, 0);
    });
  }

  it('builtins in a chain is told apart', () => {
    assert.deepEqual(
      counted(
        'const o = { xs: [1, 2, 3, 4] }; o?.xs.filter((x) => x > 1).map((x) => x).includes(3)',
      ).sort(),
      [4, 3, 2].sort(),
    );
  });
});
