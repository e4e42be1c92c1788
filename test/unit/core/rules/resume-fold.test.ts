import assert from 'node:assert/strict';
import { runInThisContext } from 'node:vm';
import { randomLists, randomPick } from '../../../support/random-inputs.js';
import { fixedAlike, suspectsIn } from '../../../support/suspects.js';

const inputs = (): unknown[] =>
  randomLists(40, (pick) => ({
    id: pick(9),
    r: pick(1000) / 997,
    v: [pick(1000) / 991, -pick(1000) / 983, pick(1000) / 977],
    g: pick(3),
  })).map((pool, seed) => ({ pool, k: randomPick(seed)(8), seen: [], taken: new Set() }));

const SIM = 'const sim = (a, b) => a.v.reduce((sum, x, i) => sum + x * b.v[i], 0);\n';

/** A greedy choice with this code for how alike a candidate `c` and what is picked are. */
function greedy(fold: string, { score = 'c.r - 0.3 * m', skip = '' } = {}): string {
  return `${SIM}function run({ pool, k, seen, taken }) {
  const picked = [];
  while (picked.length < k) {
    let best = null;
    let bestScore = -Infinity;
    for (const c of pool) {
      if (taken.has(c)) continue;
      ${skip}${fold}
      const score = ${score};
      if (score > bestScore) [best, bestScore] = [c, score];
    }
    if (best === null) break;
    picked.push(best);
    taken.add(best);
  }
  return picked;
}`;
}

const SHAPES: Readonly<Record<string, string>> = {
  'a maximum': greedy('let m = 0;\n      for (const p of picked) m = Math.max(m, sim(c, p));'),
  'a comparison': greedy(
    'let m = -1;\n      for (const p of picked) {\n        const s = sim(c, p);\n        if (s > m) m = s;\n      }',
  ),
  'a sum, to the last bit': greedy('let m = 0;\n      for (const p of picked) m += sim(p, c) / 3;'),
  'a smallest distance by index': greedy(
    'let m = Infinity;\n      for (let j = 0; j < picked.length; j++) {\n        if (picked[j].g === c.g) continue;\n        m = Math.min(m, sim(c, picked[j]));\n      }',
  ),
  'a spread map': greedy('const m = Math.max(0, ...picked.map((p) => sim(c, p)));'),
  'a spread map behind a question': greedy('', {
    score: 'c.r - (picked.length > 0 ? Math.max(...picked.map((p) => sim(c, p))) : 0)',
  }),
  'a reduce': greedy('const m = picked.reduce((most, p) => Math.max(most, sim(c, p)), 0);'),
  'a reduce that adds up': greedy('', {
    score: 'c.r - picked.reduce((sum, { g }) => sum + (g === c.g ? 0.1 : 0.7), 0)',
  }),
  'candidates that are passed over at times': greedy(
    'let m = 0;\n      for (const p of picked) m += sim(c, p);',
    { skip: 'if ((picked.length + c.id) % 3 === 1) continue;\n      ' },
  ),
};

/** Other ways to write the loops around. */
const AROUND: Readonly<Record<string, string>> = {
  'a pool that shrinks, and scored copies': `${SIM}function run({ pool, k }) {
  const picked = [];
  const rest = [...pool];
  for (let n = 0; n < k && rest.length > 0; n++) {
    const scored = rest.map((c) => ({ c, s: c.r - Math.max(0, ...picked.map((p) => sim(c, p))) }));
    scored.sort((a, b) => b.s - a.s);
    const best = scored[0].c;
    picked.push(best);
    rest.splice(rest.indexOf(best), 1);
  }
  return picked;
}`,
  'candidates by index, and a pool that is filtered': `${SIM}function run({ pool, k }) {
  const picked = [];
  let rest = pool.filter((c) => c.r > 0);
  while (picked.length < k && rest.length > 0) {
    let at = 0;
    let most = -Infinity;
    for (let i = 0; i < rest.length; i++) {
      const c = rest[i];
      let alike = 0;
      for (const p of picked) alike += sim(c, p);
      if (c.r - alike > most) {
        most = c.r - alike;
        at = i;
      }
    }
    const best = rest[at];
    picked.push(best);
    rest = rest.filter((c) => c !== best);
  }
  return picked;
}`,
};

describe('a greedy choice goes on from the picks that are known', () => {
  for (const [about, text] of Object.entries({ ...SHAPES, ...AROUND })) {
    it(`for ${about}`, () => {
      const fixed = fixedAlike(text, inputs);
      assert.match(fixed, /SoFar\.set\(c, \{ count: picked\.length, value: \w+ \}\)/);
      const left = suspectsIn(fixed).filter(({ rule }) => rule === 'greedy-rerank');
      assert.deepEqual(left, [], fixed);
    });
  }

  it('with far fewer comparisons', () => {
    const counted = greedy('let m = 0;\n      for (const p of picked) m = Math.max(m, sim(c, p));');
    const fixed = fixedAlike(counted, inputs);
    const calls = (text: string): number => {
      const body = text.replace('(sum, x, i) => sum', '(sum, x, i) => count.n++ * 0 + sum');
      const run = runInThisContext(`(count) => { ${body}\nreturn run; }`) as (count: {
        n: number;
      }) => (input: unknown) => unknown;
      const count = { n: 0 };
      const pool = Array.from({ length: 60 }, (_, i) => ({ id: i, r: i / 60, v: [i % 7] }));
      run(count)({ pool, k: 30, taken: new Set() });
      return count.n;
    };
    // 60 candidates, 30 rounds: each pair of a candidate and a pick once.
    assert.ok(calls(fixed) < 60 * 30, String(calls(fixed)));
    assert.ok(calls(counted) > 10_000, String(calls(counted)));
  });

  const max = 'let m = 0;\n      for (const p of picked) m = Math.max(m, sim(c, p));';
  const UNSAFE: Readonly<Record<string, string>> = {
    'the similarity is somebody else’s': greedy(max.replace('sim(', 'taken.sim(')),
    'the similarity remembers': greedy(max)
      .replace('(sum, x, i) =>', '(sum, x, i) => (calls += 1) * 0 +')
      .replace('const sim', 'let calls = 0;\nconst sim'),
    'the similarity is a matter of chance': greedy(
      max.replace('sim(c, p)', 'sim(c, p) * Math.random()'),
    ),
    'the similarity hangs on the round': greedy(max.replace('sim(c, p)', 'sim(c, p) * bestScore')),
    'the similarity hangs on what is picked': greedy(
      max.replace('sim(c, p)', 'sim(c, p) / picked.length'),
    ),
    'elements change': greedy(max).replace(
      'picked.push(best);',
      'best.v = [0];\n    picked.push(best);',
    ),
    'what elements hold changes': greedy(max).replace(
      'picked.push(best);',
      'best.v.push(1);\n    picked.push(best);',
    ),
    'elements change elsewhere': greedy(max)
      .replace('picked.push(best);', 'mark(best);\n    picked.push(best);')
      .replace('const sim', 'function mark(x) { x.v = []; }\nconst sim'),
    'somebody is told of picks': greedy(max).replace(
      'picked.push(best);',
      'k.onPick(best);\n    picked.push(best);',
    ),
    'picks are taken back': greedy(max).replace(
      'taken.add(best);',
      'taken.add(best);\n    if (picked.length > 5) picked.shift();',
    ),
    'picks are put in order': greedy(max).replace(
      'taken.add(best);',
      'taken.add(best);\n    picked.sort((a, b) => a.r - b.r);',
    ),
    'picks are somebody else’s': greedy(max).replace('const picked = [];', 'const picked = seen;'),
    'picks are known elsewhere': greedy(max).replace(
      'const picked = [];',
      'const picked = [];\n  k.picked = picked;',
    ),
    'the walk may end early': greedy(
      'let m = 0;\n      for (const p of picked) {\n        m = Math.max(m, sim(c, p));\n        if (m > 0.9) break;\n      }',
    ),
    'the walk skips the first': greedy(
      'let m = 0;\n      for (let j = 1; j < picked.length; j++) m = Math.max(m, sim(c, picked[j]));',
    ),
    'the position matters': greedy(
      'let m = 0;\n      for (let j = 0; j < picked.length; j++) m += sim(c, picked[j]) / (j + 1);',
    ),
    'two things are folded': greedy(
      'let m = 0;\n      let n = 0;\n      for (const p of picked) {\n        m += sim(c, p);\n        n += 1;\n      }',
    ),
    'the fold begins with another value each time': greedy(
      'let m = bestScore;\n      for (const p of picked) m = Math.max(m, sim(c, p));',
    ),
    'the fold begins with the first pick': greedy(
      'const m = picked.reduce((most, p) => Math.max(most, p.r, c.r));',
    ),
    'the candidate is another object each time': greedy(max)
      .replace('of pool)', 'of pool.map((x) => ({ ...x, r: x.r - picked.length })))')
      .replace('sim(c, p)', 'sim(p, { ...c })'),
    'a getter stands between': greedy(max).replace(
      'const sim',
      'class Item { get v() { return []; } }\nconst sim',
    ),
    'others run in between': greedy(max)
      .replace('function run', 'async function run')
      .replace('picked.push(best);', 'await taken;\n    picked.push(best);'),
    'a question keeps it from failing': greedy('', {
      score: 'c.v ? Math.max(0, ...picked.map((p) => sim(c, p))) : 0',
    }),
  };
  for (const [about, text] of Object.entries(UNSAFE)) {
    it(`not where ${about}`, () => {
      const found = suspectsIn(text).filter(({ rule }) => rule === 'greedy-rerank');
      assert.deepEqual(
        found.map(({ fix }) => fix),
        found.map(() => undefined),
        text,
      );
      assert.ok(
        suspectsIn(text).every(({ fix }) => fix === undefined),
        text,
      );
    });
  }
});
