/** Programs that a careless rewriting would break; each tells what it does through `log`. */
export const TRICKY_PROGRAMS: Readonly<Record<string, string>> = {
  'receiver and arguments once and in order': `
    const get = (name, value) => { log('get', name); return value; };
    log(get('xs', [1, 2, 3]).includes(get('x', 2)));
    log(get('ys', [3, 1]).indexOf(get('a', 1), get('from', 0)));
    log(get('zs', [1, 2, 3, 4]).splice(get('start', 1), get('count', 2)));
    log(get('o', { p: [5] }).p.concat(get('q', [6])));`,
  'getters are asked once': `
    const o = { get list() { log('list'); return [1, 2]; }, get key() { log('key'); return 2; } };
    log(o.list.includes(o.key), o.list.map((x) => x * o.key));
    const copy = { ...o }; log(copy);
    log(Object.assign({}, o));`,
  'methods of objects of the program': `
    class Box { constructor() { this.n = 3; }
      includes(...args) { log('includes', this.n, args.length, args); return 'mine'; }
      map(f) { return f.call(this, this.n); } find(f) { return f; } slice() { return this; }
      sort() { return new.target === undefined; } splice() { return arguments.length; }
      shift() { return this; } exec(a) { return [a]; } some() { return arguments[0]; } }
    const b = new Box();
    log(b.includes(1, 2), b.includes(), b.map(function () { return this.n; }));
    const f = (x) => x; log(b.find(f) === f, b.some(f) === f, b.slice() === b, b.sort(), b.splice(1, 2));
    log(b.shift().shift() === b, b.exec('q'), b?.includes?.(1), b['includes'](4));`,
  'overridden getters and methods of arrays': `
    class List extends Array { includes(x) { log('List.includes', x); return super.includes(x); }
      map(f) { return super.map(f); } get extra() { return super.indexOf(2); } }
    const l = List.from([1, 2, 3]);
    log(l.includes(2), l.map((x) => x * 2) instanceof List, l.extra, l.filter(Boolean) instanceof List);
    const own = [1, 2]; own.includes = function (x) { log(this === own, x); return 'own'; };
    log(own.includes(1));`,
  'proxies see the same': `
    const seen = []; const p = new Proxy([1, 2, 3], { get(t, k, r) { seen.push(String(k)); return Reflect.get(t, k, r); },
      has(t, k) { seen.push('has ' + String(k)); return k in t; },
      ownKeys(t) { seen.push('ownKeys'); return Reflect.ownKeys(t); },
      getPrototypeOf(t) { seen.push('proto'); return Reflect.getPrototypeOf(t); },
      getOwnPropertyDescriptor(t, k) { seen.push('desc ' + String(k)); return Reflect.getOwnPropertyDescriptor(t, k); } });
    log(p.includes(2), p.indexOf(3), p.map((x) => x), [...p], { ...p }, Object.keys(p), p.find((x) => x > 1));
    log(p.some(Boolean), p.slice(1), p.join('-'), new Set(p).size, Math.max.apply(null, p), p.concat([4]));
    const [first, ...rest] = p; log(first, rest); log(seen);`,
  'sparse arrays': `
    const s = [1, , 3]; log(s.includes(undefined), s.indexOf(undefined), s.map((x) => x), s.length);
    let n = 0; s.forEach(() => { n++; }); log(n, s.find((x) => x === undefined), s.findIndex((x) => x === undefined));
    log(s.filter(() => true), s.sort(), [...s], s.some((x) => x === undefined));`,
  'not a number': `log([NaN].includes(NaN), [NaN].indexOf(NaN), [1, NaN].findLast((x) => x !== x));`,
  'array-likes': `
    log(Array.prototype.includes.call({ length: 2, 0: 1, 1: 2 }, 2), [].map.call('abc', (x) => x + x));
    (function () { log([].slice.call(arguments, 1), Array.from(arguments), [...arguments]); })(1, 2, 3);
    log(Math.max.apply(null, { length: 2, 0: 4, 1: 9 }), 'abc'.includes('c'), 'abcabc'.lastIndexOf('b'));`,
  'missing methods throw as before': `
    const tries = [() => undefined.includes(1), () => null.map(log), () => { const o = {}; return o.includes(1); },
      () => { const xs = undefined; return xs.find((x) => x); }, () => { const a = {}; return a.b.c.indexOf(1); },
      () => [].reduce((a, b) => a), () => [1].map(), () => [1].find(), () => [1].some(3), 
      () => Object.keys(null), () => new Set(5), () => JSON.parse('{'), () => 'x'.repeat(-1), () => [].find(null),
      () => { const a = {}; return a.xs.includes(log('not reached')); }, () => ({ ...null }) ];
    for (const each of tries) { try { log(each()); } catch (e) { log(e.name, e.message); } }`,
  // Of what is no plain name, V8 tells the text that runs, so only the kind of the error stays.
  'missing methods of what has no name': `
    const a = { b: {} };
    const tries = [() => a.b.includes(1), () => ({}).includes(1), () => (1).filter(log), () => [...undefined], () => log(...a.c)];
    for (const each of tries) { try { log(each()); } catch (e) { log(e.name); } }`,
  labels: `
    outer: for (let i = 0; i < 3; i++) { inner: for (const j of [0, 1, 2]) { if (j === 1) continue outer; if (i === 2) break outer; log(i, j); } }
    block: { if (true) break block; log('never'); }
    a: b: for (;;) { break a; }
    x: while (true) { do { break x; } while (true); }
    log('end');`,
  'bodies without braces': `
    let i = 0; while (i < 3) i++; do i--; while (i > 0)
    for (; i < 2; ) i++
    for (const k in { a: 1, b: 2 }) if (k === 'a') log(k); else log('not', k)
    for (const x of [1, 2]) for (const y of [3]) log(x, y);
    for (var q = 0; q < 2; q++); log(q, i)
    if (i) for (let z = 0; z < 1; z++) log('z'); else log('no')
    if (!i) log(1); else while (i-- > 0) log(i);`,
  'leaving loops early': `
    function f(n) { for (let i = 0; i < 10; i++) { let t = 0; for (let j = 0; j < 10; j++) { t += j; if (t > n) return t; } if (i === 5) return; } }
    log(f(5), f(100), f(20));
    function g(n) { for (let i = 0; ; i++) if (i > n) throw n; }
    try { g(3); } catch (e) { log(e); }
    function h(x) { while (true) { if (x) return { x }; else x = 1 } }
    log(h(0));
    function k() { for (const a of [1, 2]) return
      a }
    log(k());`,
  'iterators are closed': `
    const it = { [Symbol.iterator]() { let i = 0; return { next: () => ({ value: i++, done: false }), return() { log('return'); return {}; } }; } };
    for (const x of it) { if (x === 2) break; }
    (() => { for (const x of it) { if (x === 1) return; } })();
    try { for (const x of it) { throw 1; } } catch (e) { log(e); }
    const [a, b] = it; log(a, b);`,
  generators: `
    function* g(n) { try { for (let i = 0; i < n; i++) { const x = yield i; if (x) log('got', x); } } finally { log('finally'); } }
    log([...g(3)], Array.from(g(2)), new Set(g(2)).size, Math.max(...g(4)));
    const it = g(9); it.next(); log(it.next('hello'), it.return(7), it.next());
    function* d() { const r = yield* g(1); yield [1, 2].map((x) => x); yield* [3, 4].filter((x) => x > 3); return r; }
    log([...d()]);
    const o = { *m() { yield this.v; }, v: 5 }; log([...o.m()]);`,
  'arrow functions': `
    const f = (x) => ({ x, y: [x].map((z) => z) }), g = x => y => x + y, h = () => [], k = async x => x, n = () => void 0;
    log(f(1), g(1)(2), h(), n(), f.length, f.name, g.name, k.name);
    const seq = () => (log('a'), log('b'), 3); log(seq());
    function outer() { return [1].map(() => [this, arguments.length, new.target === undefined]); }
    log(outer.call('me', 1, 2).length);
    const nested = (a = () => 1, { b = [1].map((q) => q) } = {}) => [a(), b]; log(nested());`,
  'default values and destructuring': `
    function f(a, b = [a].includes(1), ...rest) { return [a, b, rest]; }
    log(f(1), f(2, undefined, 3, 4), f.length);
    const { x = [1].map((y) => y + 1), ...others } = { p: 1, q: 2 }; log(x, others);
    const [h, ...t] = [1, 2, 3]; log(h, t); let a, b; [a, ...b] = 'xyz'; log(a, b); ({ a, ...b } = { a: 9, c: 8 }); log(a, b);
    const g = ([x, ...xs], { y, ...ys }) => [x, xs, y, ys]; log(g([1, 2, 3], { y: 1, z: 2 }));
    for (const [k, ...v] of [[1, 2, 3], [4]]) log(k, v); for (const { m, ...n } of [{ m: 1, o: 2 }]) log(m, n);
    function k([p, ...q] = [1, 2]) { return q; } log(k(), k([5, 6, 7]));`,
  classes: `
    class A { #list = [1, 2, 3]; static count = [1, 2].filter((x) => x > 1).length; size = this.#list.map((x) => x).length;
      static { for (const x of [1, 2]) A.count += x; }
      has(x) { return this.#list.includes(x); } #priv(f) { return this.#list.find(f); } find(f) { return this.#priv(f); }
      get first() { return this.#list.slice(0, 1)[0]; } set first(v) { this.#list.splice(0, 1, v); }
      static of(...xs) { return new this(xs); } ['com' + 'puted']() { return 'c'; } static async *gen() { yield* [1].map((x) => x); }
      includes(x) { return 'A' + x; } }
    class B extends A { constructor(...args) { super(...args); this.args = args; } includes(x) { return super.includes(x) + 'B'; }
      get y() { return super.has(2); } map = (f) => f(this); }
    const b = B.of(7); log(b.has(2), b.find((x) => x > 1), b.first, (b.first = 9), b.first, b.includes(1), b.y, b.computed());
    log(A.count, b.size, b.args, b.map((x) => x === b), B.name, B.length);
    class C extends [Object].find((x) => x) {} log(new C() instanceof Object);
    const D = class extends Array { constructor() { super(); [1, 2].forEach((x) => this.push(x)); } }; log(new D().length);`,
  'optional chains': `
    const none = undefined, o = { b: { xs: [1, 2, 3], f() { return this.xs; } }, n: null };
    log(none?.xs.includes(log('skipped')), none?.map((x) => x).filter(Boolean).length, o?.b?.xs.includes(2), o.b?.xs.indexOf(3));
    log(o?.n?.xs.map((x) => x), o.b?.f().map((x) => x + 1), o.b.f?.().filter((x) => x > 1), o.zz?.includes(1), o.b.xs.zz?.(1));
    log(o?.b.xs.find((x) => x > 1), o?.b.xs.some(Boolean), o?.b['xs']['includes'](1), (o?.b.xs).includes(3), o?.b.xs?.slice(1).map((x) => x)?.join('-'));
    try { o?.b.nothing.includes(log('no')); } catch (e) { log(e.message); }
    try { o?.b.xs.nothing(1); } catch (e) { log(e.name); }
    log(delete o?.b.xs.map((x) => x).length === false, typeof o?.b.xs.map, delete o?.n?.x, delete none?.xs.map((x) => x)[0])
    o?.b.xs.forEach((x) => log(x))
    none?.forEach((x) => log(x))
    log((o?.b.f)().length, o?.b?.xs.map((x) => o?.b.xs.includes(x)));
    log(o?.b.xs.reverse().concat(none?.a.b.c ?? [9]), o?.["b"]?.xs.at?.(0), (() => o?.b.xs.map((x) => x))());`,
  'no semicolons': `
    const a = [3, 1, 2]
    a.sort()
    const b = a
      .map((x) => x) // comment
      /* another */ .filter((x) => x > 1)
    log(a, b)
    let i = 0
    for (const x of a) i += x
    ;[1, 2].forEach((x) => log(x))
    ;(() => log('iife'))()
    const f = function () { return 1 }
    ;\`x\`.repeat(2)
    const g = () => { a.includes(1) }
    var z = i
    do z-- 
    while (z > 0) log(z)
    if (z) log(z)
    else for (const q of a) log(q)
    a?.map((x) => log(x))
    log(f(), g())`,
  'sloppy code': `
    undeclared = [1, 2].map((x) => x); log(undeclared, this === undefined, typeof globalThis.undeclared); delete globalThis.undeclared;
    with ({ xs: [4, 5], includes: 1 }) { log(xs.includes(4), xs.map((x) => x + includes)); for (const x of xs) log(x); }
    function f() { return typeof this; } log(f(), f.call(1)); var arguments_ = (function (a) { a = 2; return arguments[0]; })(1); log(arguments_);
    if (true) { function hoisted() { return 'h'; } } log(hoisted(), 010, eval('var e = [1].includes(1); e'), e);
    log((function () { return f.caller === null || true; })());`,
  'strict code': `
    'use strict'; log((function () { return this; })());
    function f() { 'use strict'
      return this } log(f(), f.call(1));
    try { missing = 1; } catch (e) { log(e.message); } try { Object.freeze([1]).push(2); } catch (e) { log(e.message); }
    try { Object.freeze([3, 1]).sort(); } catch (e) { log(e.name); } const g = () => { 'use strict'; return 1 }; log(g());`,
  'function texts': `
    function f(a, b = 2) { for (const x of [1]) a.map((y) => y); return \`\${a.includes(b)}\`; } const g = (x) => x?.a.filter((y) => y);
    class K { m() { return [1].indexOf(1); } get x() { return 1; } }
    log(String(f), g.toString(), \`\${K}\`, K.prototype.m.toString(), Function.prototype.toString.call(g), f + '');
    log(Function.prototype.toString.toString(), Array.prototype.map.toString(), (function () {}).toString(), Function.prototype.toString.name);
    log(eval('(' + f + ')').call(null, [1, 2, 3]), new Function('return ' + g)()({ a: [0, 1] }));`,
  'text in templates and tags': `
    const tag = (s, ...v) => s.raw.join('|') + v.join(','); log(tag\`a\${[1, 2].map((x) => x)}b\${[3].includes(3)}\`, \`\${[1].concat(2)}\`);
    const o = { map(s) { return this === o && s[0]; } }; log(o.map\`hey\`, \`\${'ab'.split('')}\`);`,
  'exceptions from callbacks': `
    for (const m of ['map', 'filter', 'find', 'some', 'every', 'forEach', 'reduce', 'sort', 'findLast', 'flatMap'])
      try { [3, 2, 1][m](() => { throw new Error(m); }); } catch (e) { log(e.message); }
    const pred = () => { throw new Error('pred'); }; try { [1].find(pred); } catch (e) { log(e.message); }
    const f = () => { try { return [1, 2].map((x) => x); } finally { log('finally'); } }; log(f());`,
  'callbacks by name': `
    const pred = function (x, i, list) { log(this === undefined || this === globalThis ? 'no this' : this, x, i, list.length, arguments.length); return x > 1; };
    log([1, 2, 3].find(pred), [1, 2].some(pred, 'self'), [2, 3].every(pred), [1].findIndex(pred), [5, 6].findLast(pred));
    const o = { xs: [1, 2], test(x) { return x === 2; } }; log(o.xs.find(o.test), o.xs.some(o.test.bind(o)), o.xs.every(isNaN), o.xs.findLastIndex(Boolean));
    class P { constructor(x) { this.x = x; } } try { [1].some(P); } catch (e) { log(e.name); }`,
  'regular expressions': `
    const g = /a(.)/g; let m; while ((m = g.exec('abacad')) !== null) log(m[1], m.index, g.lastIndex); log(g.lastIndex, /b/.test('abc'), /x/.exec('abc'));
    log('a-b-c'.replace(/-/g, (x, i) => i), 'aXbX'.replaceAll('X', '.'), 'a,b'.split(','), 'abc'.match(/b/).index, [...'abab'.matchAll(/a/g)].length, 'abc'.search('c'));
    const y = /b/y; log(y.test('ab'), (y.lastIndex = 1), y.test('ab'), y.lastIndex); class R extends RegExp { exec(s) { log('exec', s); return super.exec(s); } } log(new R('a').test('a'), 'a'.replace(new R('a'), 'b'));`,
  'changing while going': `
    const q = [1, 2, 3]; while (q.length) { const x = q.shift(); if (x < 3) q.push(x + 2); log(x, q.length); }
    const a = [1, 2, 3, 4]; a.forEach((x, i) => { if (x === 2) a.splice(i, 1); }); log(a, a.splice(-2), a.splice(1, 0, 8, 9), a, a.splice(), a.unshift(0), a);
    const b = [1, 2, 3]; log(b.find((x, i) => { b[i] = 0; return x === 2; }), b, b.fill(7, 1), b.copyWithin(0, 1), b.reverse(), b.flat(), b.flatMap((x) => [x, x]));`,
  'copies of all kinds': `
    const o = { a: 1, [Symbol.for('s')]: 2 }; Object.defineProperty(o, 'hidden', { value: 3 });
    log({ ...o, b: 2 }, { ...'hi' }, { ...[1, 2] }, { ...1 }, Object.entries(o), Object.values('ab'), Object.fromEntries(new Map([[1, 2]])), Object.assign({ z: 1 }, null, o, 'q'));
    log(structuredClone({ d: new Date(0), m: new Map([[1, new Set([2])]]) }).m.get(1).has(2), JSON.parse('[1]', (k, v) => v), JSON.stringify({ toJSON() { log('toJSON'); return 1; } }));
    const m = new Map([[1, 'a'], [2, 'b']]); log([...m.keys()], [...m.values()], new Map(m.entries()).size, new Set([1, 1, 2]).size, [...new Set('aab')], Array.from(m, ([k]) => k));
    log(new Float64Array([1, 2]).map((x) => x * 2), Float64Array.from([1]).includes(1), new Array(3).length, Array(2).fill(0), new Uint8Array(2).length, Buffer.concat([Buffer.from('a'), Buffer.from('b')]).toString());
    log(m.forEach((v, k) => log(k, v)), new Set([1]).forEach((v) => log(v)), new WeakSet([o]).has(o), Array.of(...[1, 2]), 'abc'.concat('d'), [].concat(1, [2]));`,
  'names that shadow builtins': `
    { const Object = { keys: (x) => 'mine ' + x, assign: (...a) => a.length }; log(Object.keys(1), Object.assign(1, 2, 3)); }
    { class Set { constructor(x) { this.x = x; } } log(new Set(4).x); } { const structuredClone = (x) => [x]; log(structuredClone(1)); }
    const JSON_ = { parse: (x) => x }; log(JSON_.parse(2)); const async = { map: (xs, f) => f(xs) }; log(async.map(1, (x) => x + 1));`,
  'accessors on the way': `
    let n = 0; const o = { get xs() { n++; return { get list() { n++; return [1, 2]; } }; } };
    o.xs.list.map((x) => x); o.xs.list.find((x) => x); o.xs.list.some(Boolean); o?.xs?.list.filter((x) => x); log(n);
    const arr = [[1, 2], [3]]; let i = 0; log(arr[i++].includes(1), i, arr[i++].map((x) => x), i, arr[--i].find(Boolean), i);
    const nested = [[1, [2, 3]], [4]]; log(nested.map((a) => a.map((b) => [].concat(b).map((c) => c))), nested[0][1].concat(nested[1].map((x) => x)));`,
  'the comma and other operators': `
    let x = ([1].includes(1), [2].map((y) => y)); log(x, !([1].includes(2)), -[3].indexOf(3), typeof [].map((y) => y), void [1].find((y) => y), [1].includes(1) ? [2].slice() : 0);
    x = [1].map((y) => y).length ** 2; log(x, [..."ab"].join() + [1].concat(2), [1, 2].indexOf(2) in [0, 0], [1].map((y) => y) instanceof Array, new (class { c = [1].find((z) => z); })().c);
    for (let i = [3].find((z) => z), j = 0; j < [1, 2].filter((z) => z).length; j += [1].map((z) => z)[0]) log(i, j); log([5].find((q) => q).toFixed(1), [[1]].find((q) => q)[0], ({ a: [1].includes(1) }).a);`,
  recursion: `
    const sum = ([head, ...tail]) => head === undefined ? 0 : head + sum(tail); log(sum([1, 2, 3]));
    function walk(xs) { return xs.length === 0 ? 0 : xs[0] + walk(xs.slice(1)); } log(walk([1, 2, 3, 4]));
    const flat = (t) => [t.v, ...(t.kids ?? []).flatMap(flat)]; log(flat({ v: 1, kids: [{ v: 2, kids: [{ v: 3 }] }, { v: 4 }] }));
    function deep(n) { return n === 0 ? 0 : 1 + deep(n - 1); } log(deep(2000));`,
};

/** Programs whose answer comes later; \`done\` is what they end with. */
export const ASYNC_PROGRAMS: Readonly<Record<string, string>> = {
  'async functions': `
    const wait = (x) => new Promise((resolve) => setImmediate(resolve, x));
    const f = async (xs) => { const out = []; for (const x of xs) out.push(await wait(x * 2)); return out; };
    for await (const x of (async function* () { for (let i = 0; i < 3; i++) yield await wait(i); })()) log(x);
    log(await f([1, 2]), await Promise.all([1, 2].map(async (x) => wait(x))), (await wait([1, 2])).map((x) => x));
    log([3, 4].includes(await wait(4)), (await wait([5])).find((x) => x), [1, 2].filter(await wait((x) => x > 1)));
    try { await (async () => { for (const x of [1]) throw new Error('in loop'); })(); } catch (e) { log(e.message); }
    const both = await Promise.all([wait([1, 2, 3]), wait(2)]); log(both[0].indexOf(both[1]), both?.[0].map((x) => x));
    const slow = async (xs, k) => xs.includes(await wait(k)); log(await Promise.all([slow([1], 1), slow([2], 1), slow([1, 2], 2)]));`,
};
