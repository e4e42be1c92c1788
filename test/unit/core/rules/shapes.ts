import type { RuleId } from '../../../../src/core/rules/rule.js';

/** A piece of code and what a rule has to say of it. */
export interface Shape {
  readonly rule: RuleId;
  readonly about: string;
  readonly text: string;
  readonly file?: string;
}

/** Code that grows faster than its input, and the line where. */
export const FOUND: readonly (Shape & { readonly line: number })[] = [
  {
    rule: 'membership-in-loop',
    about: 'a callback',
    text: 'const fresh = (pool, seen) =>\n  pool.filter((c) => !seen.includes(c.id));',
    line: 2,
  },
  {
    rule: 'membership-in-loop',
    about: 'a loop by index, through a destructured input and an alias',
    text: 'export function run({ state, pool }) {\n  const { seen } = state;\n  let n = 0;\n  for (let i = 0; i < pool.length; i += 1) {\n    if (seen.indexOf(pool[i].id) !== -1) n += 1;\n  }\n  return n;\n}',
    line: 5,
  },
  {
    rule: 'membership-in-loop',
    about: 'a helper that is called in a loop',
    text: 'function isSeen(seen, id) {\n  return seen.includes(id);\n}\nexport const fresh = (pool, seen) => pool.filter((c) => !isSeen(seen, c.id));',
    line: 2,
  },
  {
    rule: 'membership-in-loop',
    about: 'a field of a class, from another method',
    text: 'class Feed {\n  #seen = [];\n  has(id) {\n    return this.#seen.includes(id);\n  }\n  fresh(pool) {\n    return pool.filter((c) => !this.has(c.id));\n  }\n}',
    line: 4,
  },
  {
    rule: 'membership-in-loop',
    about: 'a closure that another function makes',
    text: 'const notIn = (list) => (id) => !list.includes(id);\nfunction run(ids, blocked) {\n  const keep = notIn(blocked);\n  return ids.filter((id) => keep(id));\n}',
    line: 1,
  },
  {
    rule: 'membership-in-loop',
    about: 'a function that is handed on by its name',
    text: 'function run(ids, blocked) {\n  const isFree = (id) => !blocked.includes(id);\n  return ids.filter(isFree);\n}',
    line: 2,
  },
  {
    rule: 'membership-in-loop',
    about: 'typed, in an async generator',
    text: 'async function* run(ids: AsyncIterable<number>, seen: readonly number[]) {\n  for await (const id of ids) {\n    if (!seen.includes(id)) yield id;\n  }\n}',
    file: '/src/rank.ts',
    line: 3,
  },
  {
    rule: 'find-join',
    about: 'find by id',
    text: 'const join = (rows, items) => rows.map((row) => items.find((item) => item.id === row.item));',
    line: 1,
  },
  {
    rule: 'find-join',
    about: 'a loop that stops at the first match',
    text: 'function join(rows, items) {\n  for (const row of rows) {\n    for (const item of items) {\n      if (item.id === row.item) {\n        row.title = item.title;\n        break;\n      }\n    }\n  }\n}',
    line: 3,
  },
  {
    rule: 'filter-per-user',
    about: 'filter by user',
    text: 'const split = (users, events) => users.map((u) => events.filter((e) => e.user === u.id).length);',
    line: 1,
  },
  {
    rule: 'filter-per-user',
    about: 'a loop that adds up what matches',
    text: 'function sums(users, events) {\n  return users.map((user) => {\n    let sum = 0;\n    for (const event of events) if (event.user === user.id) sum += event.value;\n    return sum;\n  });\n}',
    line: 4,
  },
  {
    rule: 'dedupe-by-scan',
    about: 'positions',
    text: 'const unique = (xs) => xs.filter((x, i) => xs.indexOf(x) === i);',
    line: 1,
  },
  {
    rule: 'dedupe-by-scan',
    about: 'what is kept so far',
    text: 'function unique(xs) {\n  const out = [];\n  for (const x of xs) {\n    if (!out.some((o) => o.id === x.id)) out.push(x);\n  }\n  return out;\n}',
    line: 4,
  },
  {
    rule: 'accumulate-by-copy',
    about: 'a reduce',
    text: 'const ids = (xs) => xs.reduce((acc, x) => [...acc, x.id], []);',
    line: 1,
  },
  {
    rule: 'accumulate-by-copy',
    about: 'objects by key',
    text: 'const byId = (xs) => xs.reduce((acc, x) => ({ ...acc, [x.id]: x }), {});',
    line: 1,
  },
  {
    rule: 'accumulate-by-copy',
    about: 'a loop over pages',
    text: 'function all(pages) {\n  let out = [];\n  for (const page of pages) out = out.concat(page.items);\n  return out;\n}',
    line: 3,
  },
  {
    rule: 'accumulate-by-copy',
    about: 'a helper whose result takes the place of the list',
    text: 'function append(list, x) {\n  return [...list, x];\n}\nfunction run(xs) {\n  let out = [];\n  for (const x of xs) out = append(out, x);\n  return out;\n}',
    line: 2,
  },
  {
    rule: 'own-position-scan',
    about: 'the position of the element at hand',
    text: 'const ranks = (xs) => xs.map((x) => xs.indexOf(x) + 1);',
    line: 1,
  },
  {
    rule: 'queue-by-shift',
    about: 'a walk over a graph',
    text: 'function walk(graph, start) {\n  const queue = [start];\n  const seen = new Set(queue);\n  while (queue.length > 0) {\n    const node = queue.shift();\n    for (const next of graph.get(node)) {\n      if (seen.has(next)) continue;\n      seen.add(next);\n      queue.push(next);\n    }\n  }\n  return seen.size;\n}',
    line: 5,
  },
  {
    rule: 'unshift-in-loop',
    about: 'newest first',
    text: 'function newest(xs) {\n  const out = [];\n  for (const x of xs) out.unshift(x);\n  return out;\n}',
    line: 3,
  },
  {
    rule: 'splice-in-loop',
    about: 'removal by position',
    text: 'function prune(xs, gone) {\n  for (let i = xs.length - 1; i >= 0; i--) {\n    if (gone.has(xs[i].id)) xs.splice(i, 1);\n  }\n}',
    line: 3,
  },
  {
    rule: 'sort-in-loop',
    about: 'a leaderboard that is sorted after each game',
    text: 'function board(games) {\n  const board = [];\n  for (const game of games) {\n    board.push(game);\n    board.sort((a, b) => b.score - a.score);\n  }\n  return board;\n}',
    line: 5,
  },
  {
    rule: 'costly-comparator',
    about: 'dates',
    text: 'const byDate = (xs) => [...xs].sort((a, b) => new Date(a.at) - new Date(b.at));',
    line: 1,
  },
  {
    rule: 'costly-comparator',
    about: 'positions in another list',
    text: 'const like = (xs, order) => xs.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));',
    line: 1,
  },
  {
    rule: 'sort-then-slice',
    about: 'the best few for each user',
    text: 'const best = (users, items) => users.map((u) => items.toSorted((a, b) => b.s - a.s).slice(0, u.k));',
    line: 1,
  },
  {
    rule: 'pairwise-loops',
    about: 'pairs by index',
    text: 'function pairs(xs) {\n  let n = 0;\n  for (let i = 0; i < xs.length; i++) {\n    for (let j = i + 1; j < xs.length; j++) {\n      if (xs[i].shop === xs[j].shop) n += 1;\n    }\n  }\n  return n;\n}',
    line: 4,
  },
  {
    rule: 'pairwise-similarity',
    about: 'a neighbour search in a helper',
    text: 'function nearest(item, items) {\n  let best = null;\n  for (const other of items) {\n    const s = cosine(item.v, other.v);\n    if (best === null || s > best.s) best = { s, other };\n  }\n  return best;\n}\nconst all = (items) => items.map((item) => nearest(item, items));',
    line: 3,
  },
  {
    rule: 'invariant-call',
    about: 'a maximum of something that stays the same',
    text: 'const scaled = (xs) => xs.map((x) => x / Math.max(...xs));',
    line: 1,
  },
  {
    rule: 'invariant-call',
    about: 'a function of this file',
    text: 'function mean(xs) {\n  let sum = 0;\n  for (const x of xs) sum += x;\n  return sum / xs.length;\n}\nfunction centred(xs) {\n  const out = [];\n  for (const x of xs) out.push(x - mean(xs));\n  return out;\n}',
    line: 8,
  },
  {
    rule: 'copy-in-loop',
    about: 'a clone of the profile for each candidate',
    text: 'const scores = (pool, profile) =>\n  pool.map((c) => JSON.parse(JSON.stringify(profile)).taste * c.score);',
    line: 2,
  },
  {
    rule: 'copy-in-loop',
    about: 'a part that grows',
    text: 'const sums = (xs) => xs.map((_, i) => xs.slice(0, i + 1).reduce((a, b) => a + b, 0));',
    line: 1,
  },
  {
    rule: 'slice-recursion',
    about: 'the rest by slice',
    text: 'function sum(xs) {\n  if (xs.length === 0) return 0;\n  return xs[0] + sum(xs.slice(1));\n}',
    line: 3,
  },
  {
    rule: 'slice-recursion',
    about: 'the rest by a pattern',
    text: 'function sum([first, ...rest]) {\n  return first === undefined ? 0 : first + sum(rest);\n}',
    line: 1,
  },
  {
    rule: 'dense-over-sparse',
    about: 'a vocabulary for each document',
    text: 'function score(docs, vocabulary, query) {\n  return docs.map((doc) => {\n    let s = 0;\n    for (const term of vocabulary) s += (doc.counts[term] ?? 0) * query[term];\n    return s;\n  });\n}',
    line: 4,
  },
  {
    rule: 'greedy-rerank',
    about: 'all picks for each candidate and pick',
    text: 'function rerank(pool, k) {\n  const picked = [];\n  while (picked.length < k) {\n    let best = null;\n    for (const c of pool) {\n      let worst = 0;\n      for (const p of picked) worst = Math.max(worst, likeness(c, p));\n      if (best === null || c.score - worst > best.score) best = { c, score: c.score - worst };\n    }\n    picked.push(best.c);\n  }\n  return picked;\n}',
    line: 7,
  },
  {
    rule: 'await-in-loop',
    about: 'one read at a time',
    text: 'async function load(ids, store) {\n  const out = [];\n  for (const id of ids) out.push(await store.get(id));\n  return out;\n}',
    line: 3,
  },
];

/** Code that looks like it and is not. */
export const SILENT: readonly Shape[] = [
  {
    rule: 'membership-in-loop',
    about: 'a literal',
    text: "const known = (xs) => xs.filter((x) => ['a', 'b'].includes(x.kind));",
  },
  {
    rule: 'membership-in-loop',
    about: 'a constant of the file, a string, the element itself',
    text: "const KINDS = ['a', 'b'];\nconst f = (xs, title) =>\n  xs.filter((x) => KINDS.includes(x.kind) && title.toLowerCase().includes(x.word) && x.tags.includes('new'));",
  },
  {
    rule: 'membership-in-loop',
    about: 'a typed string',
    text: 'const hits = (words: string[], synopsis: string) => words.filter((w) => synopsis.includes(w));',
    file: '/src/rank.ts',
  },
  {
    rule: 'membership-in-loop',
    about: 'the last fifty',
    text: 'function run(xs) {\n  const recent = [];\n  let n = 0;\n  for (const x of xs) {\n    if (recent.includes(x)) n += 1;\n    recent.push(x);\n    if (recent.length > 50) recent.shift();\n  }\n  return n;\n}',
  },
  {
    rule: 'membership-in-loop',
    about: 'a class of its own with a method of that name',
    text: 'class Names {\n  includes(x: string): boolean {\n    return x.length > 0;\n  }\n}\nconst f = (xs: string[], names: Names) => xs.filter((x) => names.includes(x));',
    file: '/src/rank.ts',
  },
  {
    rule: 'find-join',
    about: 'no key, or a fixed one',
    text: "const f = (rows) => rows.map((row) => row.items.find((item) => item.kind === 'film'));",
  },
  {
    rule: 'filter-per-user',
    about: 'the events of each user',
    text: 'const f = (users) => users.map((u) => u.events.filter((e) => e.user === u.id));',
  },
  {
    rule: 'dedupe-by-scan',
    about: 'a list that stops at ten',
    text: 'function some(xs) {\n  const out = [];\n  for (const x of xs) {\n    if (out.length >= 10) break;\n    if (!out.includes(x)) out.push(x);\n  }\n  return out;\n}',
  },
  {
    rule: 'accumulate-by-copy',
    about: 'fixed fields, and steps that are all kept',
    text: 'function run(xs) {\n  let state = { page: 0 };\n  const steps = [];\n  for (const x of xs) {\n    state = { ...state, page: x };\n    steps.push(state);\n  }\n  return steps;\n}',
  },
  {
    rule: 'accumulate-by-copy',
    about: 'a handful of sources, whatever each of them brings',
    text: 'function pool(sources) {\n  let all = [];\n  for (const { ids } of sources) all = all.concat(ids);\n  return new Set(all).size;\n}',
  },
  {
    rule: 'own-position-scan',
    about: 'the position in a list of constants',
    text: "const ORDER = ['a', 'b'];\nconst f = (xs) => xs.map((x) => ORDER.indexOf(x.kind));",
  },
  {
    rule: 'queue-by-shift',
    about: 'the buckets of the elements',
    text: 'const heads = (users) => users.map((u) => u.queue.shift());',
  },
  {
    rule: 'unshift-in-loop',
    about: 'once for each list',
    text: 'function f(lists) {\n  for (const list of lists) list.unshift(0);\n}',
  },
  {
    rule: 'splice-in-loop',
    about: 'one that ends the loop, and one at the end',
    text: 'function drop(xs, id) {\n  for (let i = 0; i < xs.length; i++) {\n    if (xs[i].id === id) {\n      xs.splice(i, 1);\n      break;\n    }\n  }\n  for (const x of xs) if (x.last) xs.splice(-1, 1);\n}',
  },
  {
    rule: 'sort-in-loop',
    about: 'the list of each element',
    text: 'function f(users) {\n  for (const user of users) user.items.sort((a, b) => a.s - b.s);\n}',
  },
  {
    rule: 'costly-comparator',
    about: 'numbers',
    text: 'const f = (xs) => [...xs].sort((a, b) => b.score - a.score || a.id - b.id);',
  },
  {
    rule: 'sort-then-slice',
    about: 'once',
    text: 'const top = (xs) => [...xs].sort((a, b) => b.s - a.s).slice(0, 10);',
  },
  {
    rule: 'pairwise-loops',
    about: 'two pointers, a window, sorted neighbours',
    text: 'function f(xs, w) {\n  let n = 0;\n  let j = 0;\n  for (let i = 0; i < xs.length; i++) {\n    while (j < xs.length && xs[j] < xs[i]) j += 1;\n    for (let k = i + 1; k < Math.min(xs.length, i + w); k++) n += xs[k];\n    for (let k = i + 1; k < xs.length; k++) {\n      if (xs[k].at - xs[i].at > 10) break;\n      n += 1;\n    }\n  }\n  return n + j;\n}',
  },
  {
    rule: 'pairwise-similarity',
    about: 'users with items',
    text: 'const f = (users, items) => users.map((u) => items.map((i) => dot(u.v, i.v)));',
  },
  {
    rule: 'invariant-call',
    about: 'something that depends on the element',
    text: 'const f = (users) => users.map((u) => Math.max(...u.scores));',
  },
  {
    rule: 'copy-in-loop',
    about: 'the element itself, and rows of their own',
    text: 'function f(rows, width) {\n  return rows.map((row) => {\n    const own = [...row.cells];\n    own.push(width);\n    return own;\n  });\n}',
  },
  {
    rule: 'slice-recursion',
    about: 'halves',
    text: 'function sorted(xs) {\n  if (xs.length < 2) return xs;\n  const middle = xs.length >> 1;\n  return merge(sorted(xs.slice(0, middle)), sorted(xs.slice(middle)));\n}',
  },
  {
    rule: 'dense-over-sparse',
    about: 'counting',
    text: 'function count(docs, counts) {\n  for (const doc of docs) for (const term of doc.terms) counts[term] = (counts[term] ?? 0) + 1;\n}',
  },
  {
    rule: 'greedy-rerank',
    about: 'ten picks, and a running maximum',
    text: 'function rerank(pool) {\n  const closest = new Map();\n  for (let n = 0; n < 10; n++) {\n    let best = null;\n    for (const c of pool) if (best === null || c.score - (closest.get(c) ?? 0) > best.score) best = c;\n    for (const c of pool) closest.set(c, Math.max(closest.get(c) ?? 0, likeness(c, best)));\n  }\n  return closest;\n}',
  },
  {
    rule: 'await-in-loop',
    about: 'batches, pages, pauses and steps in order',
    text: 'async function f(ids, store, steps) {\n  for (let i = 0; i < ids.length; i += 100) await store.load(ids.slice(i, i + 100));\n  let cursor = null;\n  do {\n    const page = await store.list(cursor);\n    cursor = page.next;\n  } while (cursor !== null);\n  for (const id of ids) {\n    await store.load(id);\n    await sleep(100);\n  }\n  let state = 0;\n  for (const s of steps) state = await s.call(state);\n}',
  },
];
