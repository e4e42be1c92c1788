import assert from 'node:assert/strict';
import { randomLists } from '../../../support/random-inputs.js';
import { fixedAlike, suspectsIn } from '../../../support/suspects.js';

const inputs = (): unknown[] =>
  randomLists(40, (pick) => ({
    id: pick(9),
    v: [pick(1000) / 991, pick(1000) / 983],
    tags: Array.from({ length: pick(4) }, () => `t${pick(5)}`),
  }));

const HELPERS = `const norm = (r) => Math.hypot(...r.v);
const dot = (a, b) => a.v.reduce((sum, x, i) => sum + x * b.v[i], 0);
const overlap = (a, b) => {
  let n = 0;
  for (const t of a) if (b.has(t)) n += 1;
  return n;
};
`;

/** All pairs of `rows`, with this for each. */
const pairs = (body: string): string => `${HELPERS}function run(rows) {
  rows.map(String);
  const out = [];
  for (const a of rows) {
    for (const b of rows) {
      if (a === b) continue;
      ${body}
    }
  }
  return out;
}`;

describe('what is worked out of one element of a pair', () => {
  it('is worked out once: norms', () => {
    const fixed = fixedAlike(pairs('out.push([a.id, dot(a, b) / (norm(a) * norm(b))]);'), inputs);
    assert.match(
      fixed,
      /const normOf = new Map\(rows\.map\(\(each\) => \[each, norm\(each\)\]\)\);/,
    );
    assert.match(fixed, /normOf\.get\(a\) \* normOf\.get\(b\)/);
  });

  it('is worked out once: sets, by index and in callbacks', () => {
    const counted = `${HELPERS}function run(rows) {
  rows.map(String);
  const out = [];
  for (let i = 0; i < rows.length; i++) {
    for (let j = i + 1; j < rows.length; j++) {
      const left = new Set(rows[i].tags);
      const right = new Set(rows[j].tags);
      out.push(overlap(left, right) / (left.size + right.size));
    }
  }
  return out;
}`;
    assert.match(fixedAlike(counted, inputs), /tagsSetOf\.get\(rows\[j\]\)/);
    const called = `${HELPERS}function run(rows) {
  return rows.map((a) => {
    let most = 0;
    rows.forEach((b) => {
      if (a !== b) most = Math.max(most, overlap(new Set(a.tags), new Set(b.tags)));
    });
    return most;
  });
}`;
    assert.match(fixedAlike(called, inputs), /overlap\(tagsSetOf\.get\(a\), tagsSetOf\.get\(b\)\)/);
  });

  it('is typed', () => {
    const text = `interface Row { readonly v: number[] }
const norm = (r: Row): number => Math.hypot(...r.v);
const dot = (a: Row, b: Row): number => a.v.reduce((sum, x, i) => sum + x * b.v[i]!, 0);
export const all = (rows: readonly Row[]): number[][] =>
  rows.map((a) => rows.map((b) => dot(a, b) / norm(b)));`;
    const [found] = suspectsIn(text, '/src/rank.ts').filter(({ fix }) => fix !== undefined);
    const written = found?.fix?.edits.map((edit) => edit.text).join('\n') ?? '';
    assert.match(written, /\[each, norm\(each\)\] as const/);
    assert.match(written, /normOf\.get\(b\)!/);
  });

  const similar = 'out.push(dot(a, b) / (norm(a) * norm(b)));';
  const UNSAFE: Readonly<Record<string, string>> = {
    'an element changes': pairs(`${similar}\n      a.v = [1];`),
    'what an element holds changes': pairs(`${similar}\n      b.v.push(1);`),
    'a function changes an element': pairs(`${similar}\n      spoil(a);`).replace(
      'const norm',
      'function spoil(row) { row.v.length = 0; }\nconst norm',
    ),
    'somebody is called who may change it': pairs(`${similar}\n      rows.seen(a);`),
    'it hangs on both': pairs('out.push(dot(a, b));'),
    'it is a matter of chance': pairs(similar).replace(
      'Math.hypot(',
      'Math.random() * Math.hypot(',
    ),
    'it remembers': pairs(similar)
      .replace('(r) =>', '(r) => (calls += 1) *')
      .replace('const norm', 'let calls = 0;\nconst norm'),
    'the result is kept': pairs(
      'const own = new Set(b.tags);\n      out.push(own, overlap(a.tags, own));',
    ),
    'the result is changed': pairs(
      'const own = new Set(b.tags);\n      own.delete("t1");\n      out.push(overlap(a.tags, own));',
    ),
    'the result is given back': pairs(
      'const own = similarTo(new Set(b.tags));\n      own.add(a.id);\n      out.push(own.size);',
    ).replace('const norm', 'const similarTo = (set) => set;\nconst norm'),
    'elements are told anew': pairs('out.push(dot(a, b) / norm(b));')
      .replace('(const b of rows)', '(let b of rows)')
      .replace('continue;', 'continue;\n      b = { ...b };'),
    'the list changes': pairs(`${similar}\n      if (out.length < 5) rows.push(a);`),
  };
  for (const [about, text] of Object.entries(UNSAFE)) {
    it(`not where ${about}`, () => {
      const found = suspectsIn(text).filter(({ rule }) => rule === 'pairwise-similarity');
      assert.deepEqual(
        found.map(({ fix }) => fix),
        found.map(() => undefined),
        text,
      );
    });
  }

  it('not for elements of a list that is not the one in the Map', () => {
    const text = pairs('out.push(dot(a, b) / norm(a));').replace(
      '(const b of rows)',
      '(const b of some)',
    );
    const some = text.replace(
      'const out',
      'const some = rows.filter((row) => row.id > 3);\n  const out',
    );
    assert.ok(
      suspectsIn(some).every(({ fix }) => fix === undefined),
      some,
    );
  });
});
