import assert from 'node:assert/strict';
import { isFoundWithoutFix, suspectsIn } from '../../../support/suspects.js';

/** Code that a fix would change the behaviour of, by what the fix would do. */
const UNSAFE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a Set before the loop': {
    'somebody who is called may hold the list':
      'function run(xs, seen, add) {\n  seen.map(String);\n  for (const x of xs) if (!seen.includes(x)) add(x);\n}',
    'a list that is added to may be the same':
      'function run(xs, seen, out) {\n  seen.map(String);\n  for (const x of xs) if (!seen.includes(x)) out.push(x);\n  return out;\n}',
    'the list may be a text that is walked':
      'function run(words, text) {\n  for (const c of text) console.log(c);\n  return words.filter((w) => text.includes(w));\n}',
    'a field on the way is written':
      'function run(xs, u) {\n  u.seen.map(String);\n  const v = u;\n  for (const x of xs) {\n    if (u.seen.includes(x)) v.seen = [];\n  }\n}',
    'the list was given to somebody who is called':
      'function run(xs, keep, add) {\n  const seen = xs.filter(Boolean);\n  keep(seen);\n  for (const x of xs) if (!seen.includes(x)) add(x);\n}',
    'it is in a list of lists that are added to':
      'function run(rows) {\n  const lists = [rows.map((r) => r.name), []];\n  const first = lists[0];\n  first.map(String);\n  for (const r of rows) {\n    if (first.includes(r.tag)) lists[0].push(r.tag);\n  }\n}',
    'a helper puts it into something of its own':
      'function mark(list, x) {\n  const own = { list };\n  own.list.push(x);\n}\nfunction run(rows, seen, all) {\n  seen.map(String);\n  for (const r of rows) {\n    if (!seen.includes(r.id)) mark(all, r.id);\n  }\n}',
    'it was cut elsewhere':
      'function run(xs, seen) {\n  seen.map(String);\n  const also = { seen };\n  for (const x of xs) {\n    if (seen.includes(x)) also.seen.length = 0;\n  }\n}',
    'elements are written by their place':
      'function run(xs, seen, out) {\n  seen.map(String);\n  for (let i = 0; i < xs.length; i++) {\n    if (seen.includes(xs[i])) out[i] = xs[i];\n  }\n}',
    'a getter of the file stands between':
      'const seen = [];\nclass Row {\n  get id() {\n    seen.push(1);\n    return 1;\n  }\n}\nfunction run(xs) {\n  return xs.filter((x) => seen.includes(x.id));\n}',
  },
  'an index by key': {
    'the list may be missing':
      'function run({ a, b }) {\n  b?.map(String);\n  return a.map((x) => {\n    if (b) return b.find((y) => y.id === x.id);\n    return null;\n  });\n}',
    '`this` is something else':
      'function run(a, b) {\n  return a.map(function (x) {\n    return b.find(function (y) {\n      return y.id === this.id;\n    });\n  });\n}',
    'a function writes the key':
      'function touch(y) {\n  y.user = 1;\n}\nfunction run(a, b) {\n  for (const x of a) {\n    const y = b.find((e) => e.user === x.user);\n    if (y) touch(y);\n  }\n}',
    'a pattern writes the key':
      'function run(a, b) {\n  for (const x of a) {\n    const y = b.find((e) => e.user === x.user);\n    if (y) [y.user] = [1];\n  }\n}',
    'the element is called what the list is':
      'const run = (a, b) => {\n  b.map(String);\n  return a.map((x) => b.filter((b) => b.user === x.user));\n};',
    'somebody is called who may do anything to it':
      'const run = (a, b, log) => a.map((x) => log(b.find((y) => y.user === x.user)));',
  },
  'what is worked out before the loop': {
    'it fails for no elements':
      'function run(xs) {\n  return xs.map((x) => x / xs.reduce((a, b) => a + b));\n}',
    'it asks the first of perhaps none':
      'function run(rows) {\n  return rows.map((r) => Object.keys(rows[0]).length + r.n);\n}',
    'what it looks at is written':
      'function run(xs) {\n  for (const x of xs) {\n    const total = xs.reduce((sum, y) => sum + y.w, 0);\n    x.w /= total;\n  }\n}',
    'somebody is called who may change it':
      'function run(xs, spend) {\n  for (const x of xs) spend(x, Math.max(...xs.map((y) => y.w)));\n}',
    'it parses what may be no JSON':
      'function run(xs, text) {\n  return xs.filter((x) => JSON.parse(text).includes(x));\n}',
  },
  'one sort': {
    'the comparator prefers one of two that are alike':
      'function run(xs) {\n  const out = [];\n  for (const x of xs) {\n    out.push(x);\n    out.sort((a, b) => (a.s < b.s ? 1 : -1));\n  }\n  return out;\n}',
    'what is compared is written':
      'function run(xs) {\n  const out = [];\n  for (const x of xs) {\n    out.push(x);\n    out.sort((a, b) => a.s - b.s);\n    x.s += 1;\n  }\n  return out;\n}',
    'somebody may write it':
      'function run(xs, f) {\n  const out = [];\n  for (const x of xs) {\n    out.push(x);\n    out.sort((a, b) => a.s - b.s);\n    f(x);\n  }\n  return out;\n}',
    'the comparator is somebody else’s':
      'function run(xs, compare) {\n  const out = [];\n  for (const x of xs) {\n    out.push(x);\n    out.sort(compare);\n  }\n  return out;\n}',
  },
  'the index of the head': {
    'what is left is there the next time':
      'function run(xs) {\n  const q = [...xs];\n  const out = [];\n  for (let r = 0; r < 3; r++) {\n    q.push(r);\n    while (q.length > 0) {\n      out.push(q.shift());\n      if (out.length % 2) break;\n    }\n  }\n  return out;\n}',
    'there may be nothing to take':
      'function run(xs) {\n  const q = [...xs];\n  let n = 0;\n  while (n < xs.length) {\n    if (q.length > 0) n += 1;\n    const x = q.shift();\n    if (x === undefined) q.push(n++);\n  }\n}',
    'several are taken in a turn':
      'function run(xs) {\n  const q = [...xs];\n  const out = [];\n  while (q.length > 0) {\n    for (const n of [1, 2]) out.push([n, q.shift()]);\n    if (out.length < 9) q.push(1);\n  }\n  return out;\n}',
    'either condition goes on':
      'function run(xs) {\n  const q = [...xs];\n  let more = 3;\n  while (q.length > 0 || more-- > 0) {\n    if (q.shift() === undefined) q.push(more);\n  }\n}',
    'the queue is a class of its own':
      'class Queue {\n  #xs = [];\n  push(x) {\n    this.#xs.push(x);\n  }\n  shift() {\n    return this.#xs.shift();\n  }\n  get length() {\n    return this.#xs.length;\n  }\n}\nfunction run(xs) {\n  const q = new Queue();\n  xs.forEach((x) => q.push(x));\n  while (q.length > 0) q.shift();\n}',
  },
  'the index of the element': {
    'something is added':
      'function run(xs) {\n  const ids = [...new Set(xs)];\n  ids.push(ids[0]);\n  return ids.map((id) => ids.indexOf(id));\n}',
    'it is a copy that is walked':
      'function run(xs) {\n  const ids = [...new Set(xs)];\n  return ids.filter((id) => id > 1).map((id) => ids.indexOf(id));\n}',
    'its name is hidden':
      'function run(xs) {\n  const ids = [...new Set(xs)];\n  return ids.map((id, i) => [1, 2].map((o, i) => ids.indexOf(id) + i));\n}',
    'it is counted on':
      'function run(xs) {\n  const ids = [...new Set(xs)];\n  return ids.map((id, i) => {\n    i += 1;\n    return i + ids.indexOf(id);\n  });\n}',
    'one may be NaN':
      'function run(xs) {\n  const scores = [...new Set(xs)];\n  return scores.map((score) => scores.indexOf(score));\n}',
  },
  'keys before a sort': {
    'the list is declared in the same statement':
      'function run(groups) {\n  for (const rows of groups) rows.sort((a, b) => new Date(a.at) - new Date(b.at));\n  return groups;\n}',
    'the key needs what is declared in the same statement':
      'function run(users, rows) {\n  rows.map(String);\n  for (const { base } of users) rows.sort((a, b) => new Date(a.at + base) - new Date(b.at + base));\n}',
    'the list may be missing':
      'function run(rows) {\n  if (rows) rows.sort((a, b) => new Date(a.at) - new Date(b.at));\n}',
  },
  'a Set in the place of positions': {
    'positions are those of another list':
      'function run(ids) {\n  return ids.filter((id, i) => ids.slice(1).indexOf(id) === i);\n}',
  },
  'a Set beside a list': {
    'somebody who is called may hold the list':
      'function run(xs, out, note) {\n  for (const x of xs) {\n    if (!out.includes(x)) {\n      note(x);\n      out.push(x);\n    }\n  }\n  return out;\n}',
    'another list is added to':
      'function run(xs, out, all) {\n  for (const x of xs) {\n    all.push(x);\n    if (!out.includes(x)) out.push(x);\n  }\n  return out;\n}',
  },
  'adding in place': {
    'every step is kept, one loop further out':
      'function run(users) {\n  let out = [];\n  const steps = [];\n  for (const u of users) {\n    for (const x of u.items) {\n      out = [...out, x];\n    }\n    steps.push(out);\n  }\n  return steps;\n}',
    'it is walked meanwhile':
      'function run(xs) {\n  let out = [];\n  for (const x of xs) {\n    for (const y of out.values()) out = [...out, y + x];\n    out = [...out, x];\n  }\n  return out;\n}',
    'what is added may be no list':
      'function run(xs) {\n  return xs.reduce((acc, x) => acc.concat(x.ok ? x.tags : []), []);\n}',
    'there are defaults':
      'function run(xs) {\n  return xs.reduce((acc, x) => Object.assign({ a: 1 }, acc, { [x]: 1 }), {});\n}',
  },
  'an index parameter': {
    'the copy is written to':
      'function f(xs) {\n  if (xs.length === 0) return 0;\n  xs[0] = 1;\n  return xs[0] + f(xs.slice(1));\n}\nconst run = (xs) => f(xs);',
    'the copy is given away':
      'function f(xs) {\n  if (xs.length === 0) return [];\n  return [xs, ...f(xs.slice(1))];\n}\nconst run = (xs) => f(xs);',
  },
};

describe('no fix changes what a program does', () => {
  for (const [fix, variants] of Object.entries(UNSAFE)) {
    for (const [about, text] of Object.entries(variants)) {
      it(`${fix}: not where ${about}`, () => {
        const found = suspectsIn(text);
        assert.ok(
          found.every((each) => each.fix === undefined),
          JSON.stringify(found, null, 1),
        );
      });
    }
  }

  it('though most of that is found', () => {
    const texts = Object.values(UNSAFE).flatMap((variants) => Object.values(variants));
    const silent = texts.filter((text) => !isFoundWithoutFix(text));
    assert.ok(silent.length <= texts.length / 5, silent.join('\n\n'));
  });
});
