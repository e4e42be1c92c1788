/**
 * Files that use what is rare in the language; each tells what it does through `log`, which is
 * global. What an older Node does not know ends in the same error with and without counters.
 */
export const LANGUAGE_FILES: Readonly<Record<string, string>> = {
  'templates.cjs': `const same = (s) => s; const make = () => same\`a\${[1].map((x) => x)}b\`;
log(make() === make(), Object.isFrozen(make()), make().raw); const seen = new Set();
for (let i = 0; i < 3; i++) seen.add(same\`x\${[i].includes(i)}\`); log(seen.size, same\`\\unicode\`[0]);
const o = { tag(s, ...v) { return [this === o, s.length, v]; } }; log(o.tag\`\${[1].concat(2)}\${3}\`, o?.['tag']\`\`);`
    // A chain in front of a template is an early error, so it is one on both sides.
    .replace(", o?.['tag']``", ''),
  'super.cjs': `const base = { includes(x) { return ['base', this.n, x]; }, get list() { return [1, 2, 3]; }, find: (f) => f };
const o = { __proto__: base, n: 7, includes(x) { const f = () => super.includes(x); return f(); },
  all() { return [super.list.map((x) => x * 2), super.list?.includes(2), super.nothing?.includes(2), super['includes'](1), super.find((x) => x)(3)]; } };
log(o.includes(1), o.all()); class A { static make(...xs) { return xs.map((x) => x + 1); } get size() { return [1].length; } }
class B extends A { static make = (...xs) => super.make(...xs); constructor(...xs) { const later = () => super(...xs.slice()); later(); this.xs = [...xs]; }
  get size() { return super.size + 1; } static { log(super.make(1, 2).concat(super.make(3))); } set size(v) { super.other = v; } }
log(B.make(4), new B(1, 2).size, new B(3).xs);`,
  'eval.cjs': `function f(secret) { for (let i = 0; i < 2; i++) { let inner = [i]; eval('secret.push(inner.includes(' + i + '))'); } return secret; }
log(f([]), eval('var made = [1].map((x) => x); made'), typeof made); const g = (a, b = eval('a.concat(1)')) => b; log(g([0]));
(function () { 'use strict'; eval('var hidden = 1'); log(typeof hidden); })(); log((0, eval)('typeof f'), new Function('xs', 'return xs.includes(1)')([1]));
for (const x of [1, 2]) { eval('if (x === 1) log("one")'); } log(eval('for (var q = 0; q < 3; q++) q;'));`,
  'arguments.cjs': `function a(x, y) { arguments[0] = 9; y = 8; for (let i = 0; i < arguments.length; i++) log(x, arguments[i]); return [...arguments]; }
log(a(1, 2, 3), a.length, (function () { return arguments.callee.length; })()); function b(x, x) { return x; } log(b(1, 2));
function c() { arguments = [5, 6]; return arguments.map((x) => x); } log(c()); const d = function (...r) { r.push(1); return [arguments.length, r.includes(1)]; }; log(d(4));
function e(x) { 'use strict'; x = 2; return [arguments[0], [].slice.call(arguments, 0)]; } log(e(1)); const { slice, concat } = Array.prototype; log(slice.call('abc', 1), concat.call([1], [2], 3), slice.apply([1, 2], [1]));`,
  'new-target.cjs': `function F() { for (const x of [1]) log(new.target === F, new.target?.name); return [1].map(() => new.target === undefined)[0] ? this : this; }
new F(); F.call({}); class G extends F {} new G(); log(Reflect.construct(F, [], Array) instanceof Array, new (class { x = [new.target].includes(undefined); })().x);`,
  'generators.cjs': `function* g() { try { while (true) { const got = (yield 1); for (const x of [1, 2]) { if (got === x) return [got].map((y) => y); } } } catch (e) { yield ['caught', e]; } finally { log('closing'); } }
let it = g(); log(it.next(), it.next(5), it.next(2), it.next()); it = g(); log(it.next(), it.throw('t'), it.return(3)); it = g(); log(it.return(4), it.next());
function* h() { log((yield 'a').includes(yield 'b'), [...(yield 'c')], Math.max(...(yield 'd')), (yield 'e')?.map((x) => x), [1, 2].fill(yield 'f', yield 'g', yield 'h')); }
it = h(); it.next(); for (const v of [[1, 2], 2, 'xy', [3, 4], [5], 7, 0, 1]) log(it.next(v));
const two = [h(), h()]; for (const each of two) each.next(); for (const v of [[1], 1, [2], [3], null, 1, 0, 2]) for (const each of two) log(each.next(v));
function* outer() { const r = yield* inner(); log('inner gave', r); for (const x of [1]) yield* [x, x].map((y) => y); } function* inner() { try { yield [1].find((x) => x); } finally { log('inner done'); } return 'r'; }
log([...outer()]); for (const x of outer()) { log(x); break; } const o = { *[Symbol.iterator]() { yield* [3, 1, 2].sort(); } }; log([...o], Array.from(o, (x) => x * 2), new Map([[1, o]]).get(1) === o);`,
  'async.mjs': `const wait = (x) => new Promise((resolve) => setTimeout(resolve, 1, x)); const order = [];
async function* source(n) { try { for (let i = 0; i < n; i++) { order.push(i); yield wait(i); } } finally { order.push('closed'); await wait(0); } }
for await (const x of source(5)) { if (x === 2) break; } const first = async () => { for await (const x of source(9)) return [x].map((y) => y); }; log(await first(), order);
outer: for await (const a of source(3)) { for await (const b of source(3)) { if (b === 1) continue outer; if (a === 1) break outer; } } log(order.length);
log((await wait([1, 2])).includes(await wait(2)), (await wait(null))?.map((x) => x), (await wait([3]))?.map((x) => x), [...(await wait('ab'))], { ...(await wait({ a: 1 })) });
const it = source(3); log(await it.next(), await it.return('r'), await it.next()); await (async () => { try { for await (const x of [1, Promise.reject(new Error('no'))]) log(x); } catch (e) { log(e.message); } })();
const slow = async (xs, k) => [xs.includes(await wait(k)), xs.slice().fill(await wait(0), await wait(1)), xs?.indexOf?.(await wait(k))]; log(await Promise.all([slow([1, 2, 3], 3), slow([4], 5), slow([], 1)]));
log(await Promise.all([1, 2].map(async (x) => { for (const y of [x]) await wait(y); return (await wait([x, 1])).findLast((z) => z === (x > 1 ? 2 : 1)); })), await Promise.allSettled([wait(1)]), typeof await import('node:fs'));`,
  'labels.cjs': `a: { b: for (;;) { c: for (const x of [1, 2]) { switch (x) { case 1: continue c; default: break a; } } } } log('out');
let n = 0; l1: l2: while (n < 5) { n++; if (n === 2) continue l1; if (n === 4) break l2; } log(n); x: if (n) { break x; } s: switch (n) { case 4: for (let i = 0; i < 2; i++) if (i) break s; default: log('never'); }
l: function labelled() {} do { n--; if (n === 2) continue; for (let i = 0; i < 3; i++) { if (i === 1) break; n += 0; } } while (n > 0); log(n, typeof labelled); t: try { break t; } finally { log('finally'); }
if (n) for (;;) {} else for (let i = 0; i < 1; i++) log(i); for (const k in { a: 1 }) for (const l of [k]) for (let i = 0; i < 1; i++) do log(k, l, i); while (0)
f: for (const x of [1]) { for (let i = 0; i < 9; i++) { let s = 0; for (let j = 0; j < i; j++) { s += j; } if (s > 5) break f; } }`,
  'names.cjs': `const f = function () {}, g = () => [1].map((x) => x), h = class {}; let k; k ??= () => 1; const o = { m() {}, n: () => 1, ['c' + 1]: function () {}, get p() { return 1; } };
const { d = () => 1 } = {}; class K { field = () => 1; static s = function () {}; #priv() {} name() { return this.#priv.name; } }
log(f.name, g.name, h.name, k.name, o.m.name, o.n.name, o.c1.name, d.name, new K().field.name, K.s.name, new K().name(), Object.getOwnPropertyDescriptor(o, 'p').get.name);
const api = { set: (x) => x.name, exec: (x) => x.name, match: (x) => x.name, replace: (x) => x.name, split: (a, x) => x.name, fill: (a, x, y) => [x.name, y.name], includes: (x) => x.name, splice: (x) => x.name, union: (x) => x.name };
log(api.set(() => 1), api.set(class {}), api.exec(function () {}), api.match((() => 1)), api.replace(async () => 1), api.split(1, function* () {}), api.fill(0, () => 1, () => 2), api.includes(() => 1), api.splice(() => 1), api.union(() => 1), api?.exec(() => 1), api.set?.(() => 1));
const own = (x) => x.name; Function.prototype.nameOf = function () { return this.name; }; log((function () {}).nameOf(), Array.prototype.includes.call([own], own), [].concat.call((() => 1).name, 1)[1]); delete Function.prototype.nameOf;`,
  'classes.cjs': `const order = (x) => (log('order', x), x); class C { [order('a')] = [order('init a')].map((x) => x)[0]; static [order('b')] = order('init b'); [order('c')]() {} static { for (const x of [order('block')]) log([x].includes('block')); } get [order('d')]() { return 1; } }
log(new C().a); class P { #x = 1; #xs = [1, 2]; static is(o) { return #x in o; } #m(v) { return this.#xs.includes(v); } get #g() { return this.#xs.map((x) => x); } call(v) { return [this.#m(v), this.#g, this?.#xs.indexOf(v), this.#xs?.includes?.(v)]; } static #count = 0; static async *#gen() { yield* [1].filter((x) => x); } static gen() { return P.#gen(); } add() { for (let i = 0; i < 3; i++) P.#count++; return P.#count; } }
log(P.is(new P()), P.is({}), new P().call(2), new P().add()); P.gen().next().then((r) => log(r)); class Q extends (order('heritage'), [Object].find((x) => x)) {} log(new Q() instanceof Object, class { static name = 'own'; }.name);
const accessors = { get a() { log('get a'); return [1, 2]; }, set a(v) { log('set a', v); } }; accessors.a = accessors.a.concat(3); accessors.a ||= 5; [accessors.a] = [[9]]; ({ x: accessors.a } = { x: [1].map((y) => y) }); for (accessors.a of [1]) log('in');`,
  'chains.cjs': `const o = { f(...a) { log('f', this === o, a); return [3, 4]; }, xs: [1, 2], zz: null, includes(x) { return [this === o, x]; }, get g() { log('g'); return [5]; } }, none = null, key = 'xs'; const call = () => (log('call'), o);
log(o?.f?.(1).includes(3), o?.f?.(1)?.includes?.(4), o.zz?.(log('no')), none?.includes?.(log('no')), none?.f(log('no')).map(log)?.x.includes?.(1), o?.[key]?.includes(2), o?.[key]?.includes?.(9));
log(o.includes?.(7), call()?.includes?.(8), call().xs.includes?.(2), o.nothing?.includes?.(1), ({}).includes?.(1).length, o.g.includes?.(5), o?.g?.indexOf?.(5), (o?.zz)?.map((x) => x));
try { log((o?.zz).map((x) => x)); } catch (e) { log(e.name); } try { log(o?.zz.xs.includes(1)); } catch (e) { log('no throw', e.name); } try { o?.includes?.(...5); } catch (e) { log(e.name); }
log(delete o?.xs?.map((x) => x).length, delete o.includes?.(1), typeof o?.xs.includes, new (o?.f.bind(o))().length, o?.xs.map((x) => x)[0]?.toFixed?.(1), !o?.xs.includes(1), o?.xs.reduce((a, b) => a + b)); o.xs?.forEach?.((x) => log(x))
o?.xs?.sort?.()
;[o?.xs.at(0)].forEach((x) => log(x)); log(o.xs.some?.((x) => x > 1), o?.xs.find?.((x) => x > 1), [...(o?.xs ?? [])], o?.xs.slice?.(...[1]), o?.f.call?.(o, 1).includes(3));`,
  'destructuring.cjs': `const say = (x) => (log('say', x), x), get = (x) => (log('get'), x); const { a = say('a'), [say('key')]: b = say('b'), ...rest } = get({ c: 1, key: undefined, d: 2 }); log(a, b, rest);
const [p = say('p'), , q = say('q'), ...[r, ...s]] = get([undefined, 1, null, 4, 5, 6]); log(p, q, r, s); const o = {}; [o.a, ...o.b] = get([1, 2, 3]); ({ x: o['c' + say(1)], ...o.rest } = get({ x: 1, y: 2 })); log(o);
const f = ({ a = [1].map((x) => x), ...r } = say({ z: 1 }), [b, ...c] = get('abc')) => [a, r, b, c]; log(f(), f({ a: 2, k: 3 }, [1])); for (const [k, { v = say('v'), ...w } = {}, ...more] of [[1, { u: 2 }, 3, 4], [2]]) log(k, v, w, more);
let i = 0, xs = [1, 2, 3]; [xs[i++], xs[i++], ...xs] = [xs[2], xs[1], ...xs]; log(i, xs); try { const { ...no } = null; } catch (e) { log(e.name); } try { const [...no] = {}; } catch (e) { log(e.name); } try { (({ x }) => x)(); } catch (e) { log(e.name); }
const closing = { [Symbol.iterator]: () => ({ next: () => (log('next'), { value: 1, done: false }), return: () => (log('return'), {}) }) }; const [one] = closing; [] = closing; log(one); for (const x of [closing]) { const [y] = x; log(y); }`,
  'species.cjs': `class L extends Array { static get [Symbol.species]() { log('species'); return Array; } get length2() { return this.length; } } const l = L.from([3, 1, 2]);
log(l.map((x) => x) instanceof L, l.concat(4) instanceof L, l.splice(0, 1) instanceof L, l.slice() instanceof L, l.sort() === l, l.includes(1), l.flat() instanceof L);
class M extends Map { get size() { log('size'); return 99; } set(k, v) { log('set', k); return super.set(k, v); } } const m = new M([[1, 2]]); m.forEach((v) => log(v)); log([...m.keys()], new Set(m.values()).size, [...m], Array.from(m).length);
class U extends Uint8Array { get length() { log('length'); return 1; } } const u = U.from([1, 2, 3]); log(u.includes(2), u.indexOf(3), u.map((x) => x).byteLength, u.fill(0, 1) === u, u.slice(1).byteLength, [...u].length); new Uint8Array(3).set(u); new Uint8Array(u); new Set(u);
const spread = { length: 1, 0: 'x', get [Symbol.isConcatSpreadable]() { log('spreadable'); return true; } }; log([1].concat(spread), Array.from({ get length() { log('len'); return 2; } })); const number = { valueOf() { log('valueOf'); return 1; } };
log([1, 2, 3].includes(2, number), [1, 2, 3].splice(number, number), [1, 2, 3].fill(0, number), 'abc'.indexOf('c', number), 'a,b'.split(',', number), new Uint8Array(number).length, [1, 2, 3].lastIndexOf(1, number), [0, 1].copyWithin(0, number));`,
  'patterns.cjs': `const custom = { [Symbol.replace]: (s) => ['replace', s], [Symbol.split]: (s) => ['split', s], [Symbol.match]: () => 'match', [Symbol.search]: () => -7 }; log('x'.replace(custom), 'x'.split(custom), 'x'.match(custom), 'x'.search(custom), 'x'.split(custom, 1));
class R extends RegExp { exec(s) { log('exec', s); return s === 'odd' ? ['odd'] : s === 'bare' ? [] : super.exec(s); } get flags() { log('flags'); return super.flags; } get global() { log('global'); return super.global; } get source() { log('source'); return 'x'; } } const r = new R('o', 'g');
log(r.test('odd'), r.exec('bare'), 'foo'.replace(r, '0'), 'foo'.match(r), 'foo'.search(r), 'foo'.split(r), r.exec('oo'), r.lastIndex); const odd = /a/g; odd.lastIndex = { valueOf() { log('lastIndex'); return 1; } }; log(odd.exec('aaa'), odd.lastIndex, odd.test('aaa'));
const frozen = Object.freeze(/a/g); try { frozen.test('a'); } catch (e) { log(e.name); } const any = /(\\d)(?<w>x)?/y; log(any.exec('1x'), any.exec('1x'), any.lastIndex, /a|^b/.test('xb'), /[|]/.exec('|'), /^(a|b)/.exec('b')?.index, 'aXb'.replace(/^a/, (x) => x + x), RegExp.$1, /(q)/.test('q'), RegExp.$1, RegExp.lastMatch);
log('aab'.replace(/a/g, (m, i) => 'xyx'.replace(/x/, 'aab'.search(/b/)) + i), [...'a1b2'.matchAll(/[a-z](\\d)/g)].map((m) => m[1]), 'x'.match(), 'null'.search(null), 'abc'.split(undefined, undefined), 'abc'.split('', 2), 'a'.replace('a'), ''.split(''), 'abc'.split(/(b)/, 2));`,
  'sloppy.cjs': `var of = [1], get = [2], set = [3], let_ = 1, yield = [4], static = [5]; for (var of of [1]) log(of); for (var i = 7 in {}) ; log(i, get.map((x) => x), yield.map((x) => x), static.includes(5)); var let = [6]; let.map((x) => log(x)); for (let in { a: 1 }) log(let);
for (async of => {}; false;) ; for (var async of [1]) log(async); if (1) function inIf() { return [1].map((x) => x); } log(inIf()); log(typeof later, (() => { { function later() { return 1; } } return later(); })()); <!-- log('never')
--> log('never')
xs = [1, 2]; for (k in xs) log(k); log(delete xs, 0777, '\\101', xs_(3)); function xs_(n) { return n > 0 ? [n].concat(xs_(n - 1)) : []; } log([1, 2].\\u006dap((x) => x), [1] /* a */ . /* b */ includes /* c */ ( /* d */ 1 /* ) */ ), [1, 2, ].fill(0, /* x */ Math.min(1, 1), ), { __proto__: [1, 2] }.map((x) => x));
var undefined = 5; log(undefined, typeof this, this === module.exports, (function () { return this === globalThis; })()); try { null.includes(1) } catch ({ name, ...others }) { log(name, others) } return log('returned'); log('never');`,
  'strict.cjs': `#!/usr/bin/env node
/* first */ "use strict" /* second */; 'another directive'
;[1, 2].forEach((x) => log(x)); function f() { "one"; 'use strict'; "two"
  return this } log(f()); const g = () => { 'not strict: a directive all the same'
  [0].includes(1); return this === module.exports }; log(g()); log((function () { 'use strict'.includes('use'); return typeof this; }).call(1)); try { undeclared = 1; } catch (e) { log(e.name); } class S { m() { return (function () { return this; })(); } } log(new S().m());`,
  'no-directive.cjs': `('use strict'); log((function () { return this === globalThis; })()); 'use strict'
.includes('use'); log((function () { return typeof this; })()); function f(a = [1].map((x) => x)) { return a } log(f(), f([2]));`,
  'await-name.cjs': `var await = [1, 2]; log(await.map((x) => x)); var async = (x) => x; log(async (5), (await)[0]); for (const x of await) log(x);`,
  'module.mjs': `#!/usr/bin/env node
import data, { default as again } from './data.json' with { type: 'json' }; import * as self from './module.mjs'; import def, { counter, bump, named, Klass, fromStar } from './exports.mjs';
log(data.xs.map((x) => x), data === again, import.meta.url.endsWith('module.mjs'), typeof import.meta.resolve, this, typeof require, typeof arguments); log(counter, bump(), counter, def.name, named.name, Klass.name, fromStar);
const late = await import(\`./\${['exports'].concat('mjs').join('.')}\`); log(Object.keys(late), late.default === def, await [1, 2].map(async (x) => x)[1]); try { log(self.tdz); } catch (e) { log(e.name); } export const tdz = [1].map((x) => x); log(self.tdz, self.hoisted([1]));
export function hoisted(xs) { for (const x of xs) log(x); return xs.includes(1); } for (const x of await Promise.all([1, 2])) if (x > 1) log(await x); export default class { static x = [1].find((y) => y); } export { tdz as 'a string', late as later }; log(self.default.x, self['a string'], await import('./nowhere.mjs').catch((e) => e.code));
await using_(); async function using_() { for await (const x of [import('./data.json', { with: { type: 'json' } })]) log(x.default.xs.includes(1)); } try { await import('./throws.mjs'); } catch (e) { log(e.message, e.stack.split('\\n')[1].replace(/.*throws/, 'throws').replace(/:\\d+\\)?$/, '')); }`,
  'exports.mjs': `export let counter = 0; export const bump = () => { for (let i = 0; i < 3; i++) counter++; return counter; }; export default (xs) => xs.map((x) => x); export const named = function () {}, { length, ...fromStar } = 'ab'; export class Klass {} export * from './more.mjs'; export * as more from './more.mjs';`,
  'more.mjs': `export function* numbers() { yield* [1, 2].map((x) => x); } export default function () {}`,
  'throws.mjs': `

export const x = [1].map((y) => { for (const z of [y]) throw new Error('line 3 ' + z); });`,
  'using.mjs': `const open = (name) => ({ name, [Symbol.dispose]() { log('close', name); }, async [Symbol.asyncDispose]() { log('close later', name); } });
{ using a = open('a'); for (const x of [1, 2]) { using b = open('b' + x); log([b.name].includes('b1')); } } for (using c of [open('c')]) log(c.name); { await using d = open('d'); log(d.name); }
function early() { for (let i = 0; ; i++) { using e = open('e' + i); if (i === 1) return [i].map((x) => x); } } log(early());`,
  'newer.mjs': `log([3, 1, 2].toSorted().with(0, 9).toReversed().toSpliced(1, 1), Object.groupBy([1, 2, 3], (x) => (x % 2 ? 'odd' : 'even')), /[\\p{L}--[a-c]]/v.test('d'), 'aa'.replaceAll('a', 'b'));
log([1, 2, 3].values().map((x) => x * 2).filter((x) => x > 2).toArray(), new Set([1, 2]).union(new Set([3])).size, new Set([1]).isSubsetOf(new Set([1, 2])), Iterator.from([1, 2]).some((x) => x > 1), await Array.fromAsync([1, Promise.resolve(2)]));
const it = [1, 2, 3, 4][Symbol.iterator](); log(it.take(2).toArray(), it.find((x) => x > 2), [...it.drop(0)], Iterator.prototype.toArray.call([5].values())); class Own { toArray() { return 'own'; } intersection(x) { return x; } } log(new Own().toArray(), new Own().intersection(1)); log(/(?i:a)b/.test('Ab'), Promise.withResolvers().promise instanceof Promise);`,
};
