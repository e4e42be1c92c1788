import assert from 'node:assert/strict';
import { fixAll } from '../../../../src/core/rules/apply-fixes.js';
import { applyEdits } from '../../../../src/core/rules/text-edits.js';
import { fixedAlike, isFoundWithoutFix, suspectsIn } from '../../../support/suspects.js';

const people = (): unknown[] => [
  { a: [], b: [] },
  {
    a: [{ id: 'x' }, { id: 'y' }, { id: 'x' }],
    b: [
      { id: 'x', v: 1 },
      { id: 'x', v: 2 },
      { id: 'z', v: 3 },
    ],
  },
];
const words = (): unknown[] => [[], ['b', 'a', 'b', 'c', 'a'], ['q']];

describe('the fixes', () => {
  it('look members up in a Set', () => {
    const text = `function run(words) {
  const seen = words.slice(0, words.length >> 1);
  return words.filter((word) => !seen.includes(word));
}`;
    assert.match(fixedAlike(text, words), /new Set\(seen\);\n {2}return .*!seenSet\.has\(word\)/);
    const position = text.replace('!seen.includes(word)', 'seen.indexOf(`${word}`) === -1');
    assert.match(fixedAlike(position, words), /=> !seenSet\.has\(/);
    const short = `const pick = (words, seen) => words.filter((word) => seen.includes(word) && seen.map((s) => s + s));
function run(words) { return pick(words, words.slice(1)); }`;
    assert.match(fixedAlike(short, words), /=> \{\n {2}const seenSet[^;]*;\n {2}return /);
  });

  it('index what is found by its key, so that the first one wins', () => {
    const text = `function run({ a, b }) {
  return a.map((x) => b.find((y) => y.id === x.id)?.v);
}`;
    assert.match(fixedAlike(text, people), /bById\.get\(x\.id\)\?\.v/);
    for (const method of ['some', 'findIndex']) {
      fixedAlike(text.replace('find', method).replace('?.v', ''), people);
    }
    fixedAlike(text.replace('find', 'every').replace('===', '!==').replace('?.v', ''), people);
  });

  it('group what is filtered by its key; groups that are given away are copies', () => {
    const text = `function run({ a, b }) {
  return a.map((x) => b.filter((y) => y.id === x.id));
}`;
    assert.match(fixedAlike(text, people), /\?\.slice\(\)/);
    const read = text.replace('x.id));', 'x.id).length);');
    assert.doesNotMatch(fixedAlike(read, people), /slice/);
  });

  it('keep a Set beside a list without duplicates', () => {
    fixedAlike(
      `function run(words) {
  const out = [];
  for (const word of words) if (!out.includes(word)) out.push(word);
  return out;
}`,
      words,
    );
    const ids = 'function run(ids) { return ids.filter((id, i) => ids.indexOf(id) === i); }';
    assert.match(fixedAlike(ids, words), /\[\.\.\.new Set\(ids\)\]/);
  });

  it('add to what was copied', () => {
    const reduce = 'function run(xs) { return xs.reduce((acc, x) => [...acc, x + x], []); }';
    assert.match(fixedAlike(reduce, words), /acc\.push\(x \+ x\); return acc;/);
    fixedAlike(
      'function run(xs) { return xs.reduce((acc, x) => ({ ...acc, [x]: x.length }), {}); }',
      words,
    );
    fixedAlike(
      `function run(xs) {
  return xs.reduce((acc, x) => {
    if (x === 'q') return acc;
    return [...acc, x];
  }, []).length;
}`,
      words,
    );
    fixedAlike(
      `function run(xs) {
  let out = [];
  for (const x of xs) {
    out = [...out, x];
  }
  return out;
}`,
      words,
    );
  });

  it('read queues by an index, push instead of unshift, sort once', () => {
    const queue = `function run(words) {
  const queue = [...words];
  const out = [];
  while (queue.length > 0) {
    const word = queue.shift();
    out.push(word);
    if (word.length < 3) queue.push(word + word);
  }
  return out;
}`;
    assert.match(fixedAlike(queue, words), /while \(head < queue\.length\)/);
    fixedAlike(
      'function run(words) {\n  const out = [];\n  for (const w of words) out.unshift(w);\n  return out;\n}',
      words,
    );
    fixedAlike(
      `function run(words) {
  const out = [];
  for (const word of words) {
    out.push({ word });
    out.sort((a, b) => a.word.length - b.word.length);
  }
  return out;
}`,
      words,
    );
  });

  it('work keys and constants out once', () => {
    const dates = `function run(words) {
  const rows = words.map((word) => ({ word, at: word.charCodeAt(0) * 1000 }));
  return rows.sort((a, b) => new Date(b.at) - new Date(a.at));
}`;
    assert.match(fixedAlike(dates, words), /sortKeys\.get\(b\) - sortKeys\.get\(a\)/);
    const most = `function run(words) {
  const sizes = words.map((word) => word.length);
  return sizes.map((size) => size / Math.max(...sizes));
}`;
    fixedAlike(most, words);
    fixedAlike(
      `function sum(xs) { return xs.length === 0 ? '' : xs[0] + sum(xs.slice(1)); }
function run(words) { return sum(words); }`,
      words,
    );
  });

  it('are made all together, each with names of its own', () => {
    const text = `function run({ a, b }) {
  const bs = b.map((y) => y.id);
  const known = a.filter((x) => bs.includes(x.id));
  const other = b.filter((y) => bs.includes(y.id));
  return [known, other, a.map((x) => b.find((y) => y.id === x.id))];
}`;
    const fixed = fixedAlike(text, people);
    assert.equal(fixed.match(/new Set\(bs\)/g)?.length, 2);
    assert.deepEqual(suspectsIn(fixed), []);
  });

  it('leave comments to the lines that they are about', () => {
    const text = `function run(words) {
  const seen = words.slice(0, words.length >> 1);
  // Only what is new.
  // eslint-disable-next-line no-restricted-syntax -- short
  return words.filter((word) => !seen.includes(word));
}`;
    const fixed = fixedAlike(text, words);
    assert.match(fixed, /new\.\n {2}const seenSet = [^\n]*\n {2}\/\/ eslint[^\n]*\n {2}return/);
  });

  it('keep TypeScript typed', () => {
    const text = `interface Row { readonly id: string }
export const pick = (rows: readonly Row[], all: readonly Row[]): unknown[] => {
  return rows.map((row) => all.filter((each) => each.id === row.id));
};`;
    const fixed = fixAll(text, '/src/rank.ts').text;
    assert.match(
      fixed,
      /new Map<\(typeof all\)\[number\]\['id'\], \(typeof all\)\[number\]\[\]>\(\)/,
    );
  });
});

describe('no fix is offered', () => {
  const UNSAFE: Readonly<Record<string, string>> = {
    'the list grows in the loop':
      'function run(xs) {\n  const seen = [];\n  for (const x of xs) {\n    if (seen.includes(x)) continue;\n    if (x > 1) seen.push(x + 1);\n  }\n}',
    'a function that is called in the loop changes the list':
      'const seen = [];\nfunction mark(x) { seen.push(x); }\nfunction run(xs) {\n  for (const x of xs) if (!seen.includes(x)) mark(x + 1);\n}',
    'another name changes the list':
      'function run(xs) {\n  const seen = xs.slice();\n  const also = seen;\n  for (const x of xs) {\n    if (seen.includes(x)) also.push(1);\n  }\n}',
    'the list may be a string': 'const run = (xs, list) => xs.filter((x) => list.includes(x));',
    'the values may be NaN':
      'const run = (scores, best) => scores.filter((s) => best.indexOf(s) >= 0 && best.map(String));',
    'the position is used':
      'function run(ids, order) {\n  order.map(String);\n  return ids.map((id) => order.indexOf(id));\n}',
    'the keys are measures that may be NaN':
      'const run = (a, b) => a.map((x) => b.find((y) => y.score === x.score));',
    'the keys are compared loosely':
      'const run = (a, b) => a.map((x) => b.find((y) => y.id == x.id));',
    'the key changes in the loop':
      'function run(a, b) {\n  for (const x of a) {\n    const y = b.find((each) => each.id === x.id);\n    if (y) y.id = 0;\n  }\n}',
    'more than the key decides':
      'const run = (a, b, ok) => a.map((x) => b.find((y) => y.id === x.id && ok(y)));',
    'the accumulator is kept':
      'function run(xs, log) {\n  return xs.reduce((acc, x) => {\n    log.push(acc);\n    return [...acc, x];\n  }, []);\n}',
    'the seed belongs to somebody else':
      'const run = (xs, seed) => xs.reduce((acc, x) => [...acc, x], seed);',
    'the queue is asked for later':
      'function run(xs) {\n  const q = [...xs];\n  while (q.length > 0) {\n    if (q.shift() > 5) break;\n  }\n  return q;\n}',
    'the list is looked at while it grows in front':
      'function run(xs) {\n  const out = [];\n  for (const x of xs) {\n    out.unshift(x + (out[0] ?? 0));\n  }\n  return out;\n}',
    'the function may be left before the list is turned around':
      'function run(xs) {\n  const out = [];\n  for (const x of xs) {\n    out.unshift(x);\n    if (x > 5) return out;\n  }\n  return out;\n}',
    'the sorted list is used in the loop':
      'function run(xs) {\n  const top = [];\n  let best = 0;\n  for (const x of xs) {\n    top.push(x);\n    top.sort((a, b) => b - a);\n    best += top[0];\n  }\n  return best;\n}',
    'duplicates matter': 'const run = (xs) => xs.map((x) => xs.indexOf(x));',
    'the clone is given away':
      'function run(xs, profile, use) {\n  for (const x of xs) {\n    const own = structuredClone(profile);\n    use(own, x);\n  }\n}',
    'the list changes while its maximum is asked for':
      'function run(xs) {\n  const rest = xs.slice();\n  const out = [];\n  for (const x of xs) {\n    out.push(Math.max(...rest) - x);\n    rest.pop();\n  }\n  return out;\n}',
    'it is reached only sometimes':
      'function run(xs, user) {\n  const out = [];\n  for (const x of xs) {\n    if (x.ready) out.push(Object.keys(user.weights).length);\n  }\n  return out;\n}',
    'others may run in between':
      'async function run(ids: string[], seen: string[], load: (id: string) => Promise<void>) {\n  for (const id of ids) {\n    if (seen.includes(id)) continue;\n    await load(id);\n  }\n}',
  };

  for (const [about, text] of Object.entries(UNSAFE)) {
    it(`where ${about}`, () => {
      const file = text.includes(': string[]') ? '/src/rank.ts' : '/src/rank.js';
      assert.ok(isFoundWithoutFix(text, file), JSON.stringify(suspectsIn(text, file), null, 1));
    });
  }
});

describe('applyEdits', () => {
  it('puts edits in the order of the text', () => {
    const edits = [
      { start: 4, end: 5, text: 'E' },
      { start: 0, end: 1, text: 'A' },
      { start: 2, end: 2, text: '-' },
    ];
    assert.equal(applyEdits('abcde', edits), 'Ab-cdE');
  });
});
