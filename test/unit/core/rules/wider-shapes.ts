import type { Shape } from './shapes.js';

/** The same costs in other dress: other loops, other ways to call, and what a caller's loop makes. */
export const FOUND_WIDER: readonly (Shape & { readonly line: number })[] = [
  {
    rule: 'queue-by-shift',
    about: 'an endless loop that ends when nothing is left',
    text: 'function drain(n) {\n  const queue = Array.from({ length: n }, (_, i) => i);\n  for (;;) {\n    const next = queue.shift();\n    if (next === undefined) break;\n  }\n}',
    line: 4,
  },
  {
    rule: 'queue-by-shift',
    about: 'a do-while',
    text: 'function drain(jobs, handle) {\n  do {\n    handle(jobs.shift());\n  } while (jobs.length > 0);\n}',
    line: 3,
  },
  {
    rule: 'accumulate-by-copy',
    about: 'a reducer that is handed on by its name, with a nested state',
    text: "function votes(state, vote) {\n  switch (vote.type) {\n    case 'cast':\n      return { ...state, count: state.count + 1, byId: { ...state.byId, [vote.id]: vote.of } };\n    default:\n      return state;\n  }\n}\nconst run = (all) => all.reduce(votes, { byId: {}, count: 0 });",
    line: 4,
  },
  {
    rule: 'accumulate-by-copy',
    about: 'a method that is called in a loop',
    text: 'class Basket {\n  lines = [];\n  add(line) {\n    this.lines = [...this.lines, line];\n  }\n}\nfunction fill(all) {\n  const basket = new Basket();\n  for (const each of all) basket.add(each);\n  return basket;\n}',
    line: 4,
  },
  {
    rule: 'accumulate-by-copy',
    about: 'flat of the list and what is new',
    text: 'function join(groups) {\n  let all = [];\n  for (const group of groups) all = [all, group].flat();\n  return all;\n}',
    line: 3,
  },
  {
    rule: 'accumulate-by-copy',
    about: 'in front of what was there',
    text: 'const turned = (xs) => xs.reduce((all, x) => [x].concat(all), []);',
    line: 1,
  },
  {
    rule: 'accumulate-by-copy',
    about: 'an array of numbers that is made one longer each time',
    text: 'function grow(n) {\n  let all = new Float64Array(0);\n  for (let i = 0; i < n; i++) {\n    const more = new Float64Array(all.length + 1);\n    more[i] = i;\n    all = more;\n  }\n  return all;\n}',
    line: 4,
  },
  {
    rule: 'accumulate-by-copy',
    about: 'the chunks of a stream',
    text: "function body(request) {\n  let all = Buffer.alloc(0);\n  request.on('data', (chunk) => {\n    all = Buffer.concat([all, chunk]);\n  });\n  return () => all;\n}",
    line: 4,
  },
  {
    rule: 'accumulate-by-copy',
    about: 'a state that a loop updates',
    text: 'function useLog(setLog, lines) {\n  for (const line of lines) setLog((log) => [...log, line]);\n}',
    line: 2,
  },
  {
    rule: 'membership-in-loop',
    about: 'a method that is borrowed, by a name or not',
    text: 'const has = Array.prototype.includes;\nfunction count(mine, theirs) {\n  let n = 0;\n  for (const each of mine) if (has.call(theirs, each)) n++;\n  return n;\n}',
    line: 4,
  },
  {
    rule: 'membership-in-loop',
    about: 'a method that is the callback',
    text: 'const shared = (mine, theirs) => mine.filter(theirs.includes, theirs);',
    line: 1,
  },
  {
    rule: 'membership-in-loop',
    about: 'a text that is made of all of the input',
    text: "function known(words) {\n  const all = words.join(' ');\n  return words.filter((word) => all.includes(`${word}s`));\n}",
    line: 3,
  },
  {
    rule: 'membership-in-loop',
    about: 'a static list',
    text: 'class Codes {\n  static list = [];\n  static has(code) {\n    return Codes.list.includes(code);\n  }\n}\nconst known = (all) => all.filter((each) => Codes.has(each));',
    line: 4,
  },
  {
    rule: 'find-join',
    about: 'a search of one’s own that counts down',
    text: 'function has(list, value) {\n  let i = list.length;\n  while (i--) {\n    if (list[i] === value) return true;\n  }\n  return false;\n}\nconst shared = (mine, theirs) => mine.filter((each) => has(theirs, each));',
    line: 3,
  },
  {
    rule: 'find-join',
    about: 'a search of one’s own for what a function says',
    text: 'function some(list, test) {\n  let at = -1;\n  const length = list == null ? 0 : list.length;\n  while (++at < length) {\n    if (test(list[at], at)) return true;\n  }\n  return false;\n}\nconst shared = (mine, theirs, key) => mine.filter((a) => some(theirs, (b) => key(a) === key(b)));',
    line: 4,
  },
  {
    rule: 'find-join',
    about: 'a function that something is bound to',
    text: 'function view(users, post) {\n  return { ...post, by: users.find((user) => user.id === post.by) };\n}\nconst views = (posts, users) => posts.map(view.bind(null, users));',
    line: 2,
  },
  {
    rule: 'find-join',
    about: 'a field whose class is known',
    text: 'class Users {\n  all = [];\n  byId(id) {\n    return this.all.find((user) => user.id === id);\n  }\n}\nclass Orders {\n  constructor() {\n    this.users = new Users();\n  }\n  owners(orders) {\n    return orders.map((order) => this.users.byId(order.by));\n  }\n}',
    line: 4,
  },
  {
    rule: 'find-join',
    about: 'a method of an older kind of class',
    text: 'function Store() {\n  this.rows = [];\n}\nStore.prototype.get = function (id) {\n  for (var i = 0; i < this.rows.length; i++) {\n    if (this.rows[i].id === id) return this.rows[i];\n  }\n};\nfunction hydrate(ids) {\n  var store = new Store();\n  return ids.map(function (id) { return store.get(id); });\n}',
    line: 5,
  },
  {
    rule: 'splice-in-loop',
    about: 'a function of a namespace',
    text: 'namespace Lists {\n  export namespace Util {\n    export function take(from: number[]): number[] {\n      return from.splice(0, 1);\n    }\n  }\n  export function drain(all: number[]): void {\n    while (all.length > 0) Util.take(all);\n  }\n}',
    file: '/src/lists.ts',
    line: 4,
  },
  {
    rule: 'pairwise-loops',
    about: 'a do-while in a loop with a label',
    text: 'function clashes(slots) {\n  let n = 0;\n  outer: for (const a of slots) {\n    let j = 0;\n    do {\n      if (slots[j] === a) continue outer;\n      if (slots[j].end > a.start) n++;\n    } while (++j < slots.length);\n  }\n  return n;\n}',
    line: 5,
  },
  {
    rule: 'pairwise-loops',
    about: 'loops that count to the same number',
    text: 'function triads({ n, follows }) {\n  let found = 0;\n  for (let a = 0; a < n; a++) {\n    for (let b = 0; b < n; b++) {\n      if (follows[a].has(b) && follows[b].has(a)) found++;\n    }\n  }\n  return found;\n}',
    line: 4,
  },
  {
    rule: 'pairwise-loops',
    about: 'insertion sort',
    text: 'function sort(xs) {\n  for (let i = 1; i < xs.length; i++) {\n    let j = i;\n    while (j > 0 && xs[j - 1] > xs[j]) {\n      [xs[j - 1], xs[j]] = [xs[j], xs[j - 1]];\n      j--;\n    }\n  }\n  return xs;\n}',
    line: 4,
  },
  {
    rule: 'pairwise-loops',
    about: 'bubble sort until nothing moves',
    text: 'function sort(xs) {\n  let isMoved = true;\n  while (isMoved) {\n    isMoved = false;\n    for (let i = 0; i < xs.length - 1; i++) {\n      if (xs[i] > xs[i + 1]) {\n        [xs[i], xs[i + 1]] = [xs[i + 1], xs[i]];\n        isMoved = true;\n      }\n    }\n  }\n}',
    line: 5,
  },
  {
    rule: 'pairwise-loops',
    about: 'what the loop has collected so far',
    text: 'function stale(events) {\n  const last = new Map();\n  let n = 0;\n  events.forEach((event, now) => {\n    last.set(event, now);\n    last.forEach((at) => {\n      if (now - at > 100) n++;\n    });\n  });\n  return n;\n}',
    line: 6,
  },
  {
    rule: 'pairwise-loops',
    about: 'what an object has collected so far, through a class that extends its own',
    text: 'class Base {\n  seen = [];\n  score(item) {\n    const near = this.#near(item);\n    this.seen.push(item);\n    return near;\n  }\n  #near(item) {\n    let near = 1;\n    for (const other of this.seen) near = Math.min(near, other - item);\n    return near;\n  }\n}\nclass Flat extends Base {\n  score(item) {\n    return super.score(item) + 1;\n  }\n}\nfunction run(items) {\n  const flat = new Flat();\n  return items.map((item) => flat.score(item));\n}',
    line: 10,
  },
  {
    rule: 'pairwise-loops',
    about: 'each of one input with each of another',
    text: 'function reach(users, places) {\n  let n = 0;\n  for (const user of users) {\n    for (const place of places) if (far(user.at, place.at) < 5) n++;\n  }\n  return n;\n}',
    line: 4,
  },
  {
    rule: 'pairwise-loops',
    about: 'overlaps with all others',
    text: 'const clashes = (all) =>\n  all.filter((a) => all.some((b) => b !== a && b.start < a.end && a.start < b.end));',
    line: 2,
  },
  {
    rule: 'copy-in-loop',
    about: 'a helper that clones what it is given',
    text: 'const copy = (value) => JSON.parse(JSON.stringify(value));\nconst all = (profile, ids) => ids.map((id) => ({ id, own: copy(profile) }));',
    line: 1,
  },
  {
    rule: 'copy-in-loop',
    about: 'a text that gets longer',
    text: "function lengths(terms) {\n  let query = '';\n  let n = 0;\n  for (const term of terms) {\n    query += `${term} `;\n    n += query.split(' ').length;\n  }\n  return n;\n}",
    line: 6,
  },
  {
    rule: 'copy-in-loop',
    about: 'numbers that are copied whole for each event',
    text: 'function track(n, live, shadow) {\n  for (let i = 0; i < n; i++) {\n    live[i] = i;\n    shadow.set(live);\n  }\n}',
    line: 4,
  },
  {
    rule: 'copy-in-loop',
    about: 'keys in the condition of a loop',
    text: 'function f(table, use) {\n  for (let i = 0; i < Object.keys(table).length; i++) use(i);\n}',
    line: 2,
  },
  {
    rule: 'invariant-call',
    about: 'a getter that filters',
    text: 'class Catalogue {\n  constructor(items) {\n    this.items = items;\n  }\n  get active() {\n    return this.items.filter((item) => item.score > 0);\n  }\n}\nfunction run(items) {\n  const all = new Catalogue(items);\n  let sum = 0;\n  for (let i = 0; i < all.active.length; i++) sum += i;\n  return sum;\n}',
    line: 12,
  },
  {
    rule: 'invariant-call',
    about: 'a pattern that is searched again',
    text: 'function hits(doc, tags) {\n  let n = 0;\n  for (const tag of tags) {\n    const words = /movie/g;\n    let match;\n    while ((match = words.exec(doc)) !== null) n += match.index % tag;\n  }\n  return n;\n}',
    line: 6,
  },
];

/** What looks like those and is none. */
export const SILENT_WIDER: readonly Shape[] = [
  {
    rule: 'queue-by-shift',
    about: 'a window that ends where it gets old',
    text: 'function rate(events) {\n  const recent = [];\n  for (const event of events) {\n    recent.push(event.at);\n    if (recent[0] < event.at - 60) recent.shift();\n  }\n}',
  },
  {
    rule: 'copy-in-loop',
    about: 'a buffer that is flushed',
    text: 'function batches(events) {\n  const out = [];\n  let buffer = [];\n  const flush = () => {\n    out.push([...buffer]);\n    buffer = [];\n  };\n  for (const event of events) {\n    buffer.push(event);\n    if (buffer.length === 50) flush();\n  }\n  return out;\n}',
  },
  {
    rule: 'copy-in-loop',
    about: 'a view of a buffer, and what is kept',
    text: 'class Bytes {\n  keys() {\n    return (this.table ??= new Map(this.rows));\n  }\n  view() {\n    return new Uint8Array(this.data.buffer);\n  }\n}\nfunction f(all) {\n  const bytes = new Bytes();\n  for (const each of all) bytes.view()[each] = bytes.keys().get(each);\n}',
  },
  {
    rule: 'copy-in-loop',
    about: 'a tokenizer that cuts its text',
    text: "function words(text) {\n  let rest = text;\n  let n = 0;\n  while (rest) {\n    const [word] = rest.match(/^\\w+/) ?? [''];\n    n += word.length;\n    rest = rest.substring(word.length).replace(/^\\s+/, '');\n  }\n  return n;\n}",
  },
  {
    rule: 'pairwise-similarity',
    about: 'ten picks, said in the condition',
    text: 'function pick(pool) {\n  const left = new Set(pool);\n  const picked = [];\n  while (left.size > 0 && picked.length < 10) {\n    let best;\n    for (const each of left) if (best === undefined || dot(each, best) > 0) best = each;\n    picked.push(best);\n    left.delete(best);\n  }\n  return picked;\n}',
  },
  {
    rule: 'pairwise-loops',
    about: 'the first that fits, a sieve and runs of the same',
    text: 'function f(items, n) {\n  let steps = 0;\n  for (let i = 0; i < items.length; i++) {\n    for (let j = i; j < items.length; j++) if (items[j].ok) break;\n  }\n  const sieve = new Uint8Array(n);\n  for (let i = 2; i < n; i++) for (let j = i * 2; j < n; j += i) sieve[j] = 1;\n  for (let i = 0; i < items.length; ) {\n    let j = i;\n    while (j < items.length && items[j] === items[i]) j++;\n    i = j;\n    steps++;\n  }\n  return steps;\n}',
  },
  {
    rule: 'pairwise-loops',
    about: 'weights, a list that is emptied, words that a text is asked for',
    text: 'function f(rows, weights, words) {\n  const open = [];\n  for (const row of rows) {\n    for (let i = 0; i < weights.length; i++) row.sum += weights[i] * row.of[i];\n    for (const each of open) row.sum += each;\n    open.push(row.sum);\n    if (row.isLast) open.length = 0;\n    row.isHit = words.some((word) => row.text.includes(word));\n  }\n}',
  },
  {
    rule: 'membership-in-loop',
    about: 'a text of an element, and a fixed word',
    text: "function f(rows, words) {\n  const all = words.join(' ');\n  return rows.filter((row) => row.title.includes(row.word) && all.includes('x'));\n}",
  },
  {
    rule: 'invariant-call',
    about: 'a getter that keeps what it has worked out',
    text: 'class Catalogue {\n  constructor(items) {\n    this.items = items;\n  }\n  get active() {\n    return (this.kept ??= this.items.filter((item) => item.score > 0));\n  }\n}\nfunction run(items) {\n  const all = new Catalogue(items);\n  let sum = 0;\n  for (let i = 0; i < all.active.length; i++) sum += i;\n  return sum;\n}',
  },
  {
    rule: 'await-in-loop',
    about: 'a function of the file that reaches nothing outside',
    text: 'const isNew = async (id, seen) => {\n  await null;\n  return !seen.has(id);\n};\nasync function run(ids) {\n  const seen = new Set();\n  for (const id of ids) {\n    if (await isNew(id, seen)) seen.add(id);\n  }\n}',
  },
];
