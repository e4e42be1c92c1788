import assert from 'node:assert/strict';
import { randomLists } from '../../../support/random-inputs.js';
import { fixedAlike, isFoundWithoutFix, suspectsIn } from '../../../support/suspects.js';

const inputs = (): unknown[] => randomLists(60, (pick) => ({ id: pick(5), v: pick(3) }));

/** Ways to take out of `xs` what `gone` holds for. */
const SHAPES: Readonly<Record<string, string>> = {
  'counting down': 'for (let i = xs.length - 1; i >= 0; i--) if (gone(xs[i])) xs.splice(i, 1);',
  'counting down, with braces and another step':
    'for (let i = xs.length - 1; i > -1; i -= 1) {\n    const x = xs[i];\n    if (x.v === 1 && gone(x)) {\n      xs.splice(i, 1);\n    }\n  }',
  'counting down in the condition':
    'for (let i = xs.length; i--; ) if (gone(xs[i])) xs.splice(i, 1)',
  'stepping back':
    'for (let i = 0; i < xs.length; i++) {\n    if (gone(xs[i])) {\n      // It is over.\n      xs.splice(i, 1); // Gone.\n      i--;\n    }\n  }',
  'stepping back at once': 'for (let i = 0; i < xs.length; i++) if (gone(xs[i])) xs.splice(i--, 1)',
  'a while':
    'let i = 0;\n  while (i < xs.length) {\n    if (gone(xs[i])) xs.splice(i, 1);\n    else i += 1;\n  }',
  'a while the other way round':
    'let i = 0\n  while (i < xs.length)\n    if (!gone(xs[i])) i++\n    else xs.splice(i, 1)',
  'a for without a step':
    'for (let i = 0; i < xs.length; ) {\n    if (gone(xs[i])) {\n      xs.splice(i, 1);\n    } else {\n      i++;\n    }\n  }',
  'a counter beside':
    'let n = 0;\n  for (let i = xs.length - 1; i >= 0; i--) {\n    if (gone(xs[i])) {\n      n += 1;\n      xs.splice(i, 1);\n    }\n  }\n  xs.push(n);',
};

describe('removal in a loop becomes one pass', () => {
  for (const [about, loop] of Object.entries(SHAPES)) {
    const text = `const gone = (x) => x.v > 0;
function run(xs) {
  const also = xs;
  ${loop}
  return also;
}`;
    it(`for ${about}`, () => {
      const fixed = fixedAlike(text, inputs);
      assert.doesNotMatch(fixed, /splice/);
      assert.deepEqual(suspectsIn(fixed), []);
      assert.equal(
        fixed.match(/\/\/ (?:It is over|Gone)\./g)?.length ?? 0,
        text.split('// ').length - 1,
      );
    });
  }

  it('for a field, and a position that is asked for while counting down', () => {
    const text = `const wrap = (items) => ({ items, odd: new Set([1, 3, 5]) });
function run(xs) {
  const list = wrap(xs);
  for (let i = list.items.length - 1; i >= 0; i--) {
    if (list.odd.has(i)) list.items.splice(i, 1);
  }
  return list.items;
}`;
    assert.match(fixedAlike(text, inputs), /list\.items\[kept\+\+\] = list\.items\[i\]/);
    const own = `class Pool {
  constructor(items) { this.items = items; }
  prune() { for (let i = this.items.length - 1; i >= 0; i--) if (this.items[i].v > 1) this.items.splice(i, 1); }
}
function run(xs) { const pool = new Pool(xs); pool.prune(); return pool.items; }`;
    assert.match(fixedAlike(own, inputs).replaceAll('\n', ' '), /this\.items\.length = kept;/);
  });

  it('typed', () => {
    const [found] = suspectsIn(
      'export function f(xs: { v: number }[]): void {\n  for (let i = xs.length - 1; i >= 0; i--) if (xs[i]!.v > 1) xs.splice(i, 1);\n}',
      '/src/rank.ts',
    );
    assert.match(found?.fix?.edits.map(({ text }) => text).join('') ?? '', /= xs\[i\]!;/);
  });

  const down = (condition: string, more = ''): string =>
    `function run(xs, ys, f) {\n  let n = 0;\n  for (let i = xs.length - 1; i >= 0; i--) {\n    if (${condition}) {\n      ${more}xs.splice(i, 1);\n    }\n  }\n  return n;\n}`;
  const UNSAFE: Readonly<Record<string, string>> = {
    'the condition is somebody else’s function': down('f(xs[i])'),
    'the condition changes something': down('(n += xs[i].v) > 5'),
    'the condition looks at a neighbour': down('xs[i].v === xs[i + 1]?.v'),
    'the condition looks at the length': down('xs[i].v > xs.length'),
    'the condition looks at the list as a whole': down('xs.indexOf(xs[i]) !== i'),
    'the condition walks what may be the same list': down('ys.includes(xs[i])'),
    'the condition counts': down('xs[i].v > n', 'n++; '),
    'the condition is a matter of chance': down('xs[i].v > Math.random()'),
    'what goes is put elsewhere': down('xs[i].v > 1', 'ys.push(xs[i]); '),
    'what goes is used':
      'function run(xs) {\n  const out = [];\n  for (let i = xs.length - 1; i >= 0; i--) if (xs[i].v) out.push(xs.splice(i, 1)[0]);\n  return out;\n}',
    'two go at once': down('xs[i].v > 1').replace('(i, 1)', '(i, 2)'),
    'something takes the place': down('xs[i].v > 1').replace('(i, 1)', '(i, 1, 0)'),
    'another element goes': down('xs[i].v > 1').replace('(i, 1)', '(n, 1)'),
    'the loop passes over what follows':
      'function run(xs) {\n  for (let i = 0; i < xs.length; i++) if (xs[i].v) xs.splice(i, 1);\n}',
    'the loop does not begin at the beginning':
      'function run(xs) {\n  for (let i = 1; i < xs.length; i++) if (xs[i].v) xs.splice(i--, 1);\n}',
    'the counter is asked for later':
      'function run(xs) {\n  let i = 0;\n  while (i < xs.length) if (xs[i].v) xs.splice(i, 1);\n  else i++;\n  return i;\n}',
    'the loop may be left': down('xs[i].v > 1').replace(
      '    if',
      '    if (xs[i].v === 7) break;\n    if',
    ),
    'the loop does more': down('xs[i].v > 1').replace('    if', '    xs[i].seen = true;\n    if'),
    'more is done afterwards': down('xs[i].v > 1').replace(
      '\n  }\n  return',
      '\n    n++;\n  }\n  return',
    ),
    'the walk is over itself':
      'function run(xs) {\n  for (const x of xs) if (x.v) xs.splice(xs.indexOf(x), 1);\n}',
    'a helper looks at the list':
      'const xs = [];\nconst isLast = (x) => xs[xs.length - 1] === x;\nfunction run(more) {\n  xs.push(...more);\n  for (let i = xs.length - 1; i >= 0; i--) if (isLast(xs[i])) xs.splice(i, 1);\n}',
    'a getter looks at the list':
      'const xs = [];\nconst state = { get size() { return xs.length; } };\nfunction run(more) {\n  xs.push(...more);\n  for (let i = xs.length - 1; i >= 0; i--) if (xs[i].v > state.size) xs.splice(i, 1);\n}',
    'something else holds the list':
      'function run(xs) {\n  const all = { xs };\n  for (let i = xs.length - 1; i >= 0; i--) if (xs[i].v > all.xs.length) xs.splice(i, 1);\n}',
    'another field may hold the list':
      'function run(s) {\n  for (let i = s.xs.length - 1; i >= 0; i--) if (s.xs[i].v > s.all.length) s.xs.splice(i, 1);\n}',
    'a helper looks at what may be the list':
      'let all = [];\nconst isMany = (x) => all.length > x.v;\nfunction run(xs) {\n  all = xs;\n  for (let i = xs.length - 1; i >= 0; i--) if (isMany(xs[i])) xs.splice(i, 1);\n}',
    'another name is looked at':
      'function run(xs) {\n  const also = xs;\n  for (let i = xs.length - 1; i >= 0; i--) if (xs[i].v > also.length) xs.splice(i, 1);\n}',
    'others run in between':
      'async function run(xs, ok) {\n  for (let i = xs.length - 1; i >= 0; i--) if (await ok(xs[i])) xs.splice(i, 1);\n}',
    'order may matter':
      'function run(pool, n) {\n  const out = [];\n  while (out.length < n && pool.length > 0) {\n    const best = pool.reduce((a, b) => (b.v > a.v ? b : a));\n    out.push(best);\n    pool.splice(pool.indexOf(best), 1);\n  }\n  return out;\n}',
  };
  for (const [about, text] of Object.entries(UNSAFE)) {
    it(`not where ${about}`, () => {
      const found = suspectsIn(text).filter(({ rule }) => rule === 'splice-in-loop');
      assert.ok(
        found.every(({ fix }) => fix === undefined),
        text,
      );
      assert.ok(found.length > 0 || isFoundWithoutFix(text), JSON.stringify(suspectsIn(text)));
    });
  }
});
