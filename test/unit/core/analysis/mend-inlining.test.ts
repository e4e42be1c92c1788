import { strict as assert } from 'node:assert';
import { mendInlining } from '../../../../src/core/analysis/mend-inlining.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { mapOf } from '../../../support/line-map-of.js';
import { sourcesOf } from '../../../support/sources.js';

const RANK = `import { cosine } from './vector.js';

export function rank(items) {
  let best = 0;
  for (const item of items) {
    best = Math.max(best, cosine(item, items[0]) + local(item));
  }
  return best;
}

function local(item) {
  return item.length * 2;
}
`;

const VECTOR = `// similarity
function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++)
    sum += a[i] * b[i];
  return sum;
}












export function cosine(a, b) {
  return dot(a, b);
}
`;

const SOURCES = sourcesOf({ '/rank.js': RANK, '/vector.js': VECTOR });

describe('mendInlining', () => {
  it('gives a line outside of its function to the local function that holds it', () => {
    const drawn = profileFromText(`
      rank@/rank.js:3#6 10
      rank@/rank.js:3#12 30
      rank@/rank.js:3>local@/rank.js:11#12 1
    `);
    const { profile, repaired, evidence } = mendInlining(drawn, SOURCES);
    assert.equal(
      textFromProfile(profile).trim(),
      ['rank@/rank.js:3#6 10', 'rank@/rank.js:3>local@/rank.js:11#12 31'].join('\n'),
    );
    assert.equal(repaired, 30);
    assert.deepEqual(
      evidence.repairs('/rank.js', 12).map(({ why, caller, value }) => [why, caller.name, value]),
      [['inlined', 'rank', repaired]],
    );
  });

  it('finds the function in another file, through the calls that lead to it', () => {
    const drawn = profileFromText(`
      rank@/rank.js:3#21 50
      rank@/rank.js:3>cosine@/vector.js:20#21 1
      rank@/rank.js:3>cosine@/vector.js:20>dot@/vector.js:2#5 1
    `);
    const { profile, repaired, dropped } = mendInlining(drawn, SOURCES);
    assert.match(textFromProfile(profile), /^rank@\/rank\.js:3>cosine@\/vector\.js:20#21 51$/m);
    assert.deepEqual([repaired, dropped], [50, 0]);
  });

  it('keeps the function and drops the line when no called function holds it', () => {
    const drawn = profileFromText('rank@/rank.js:3#16 40');
    const { profile, dropped } = mendInlining(drawn, SOURCES);
    assert.equal(textFromProfile(profile).trim(), 'rank@/rank.js:3 40');
    assert.equal(dropped, 40);
  });

  it('knows by its import which of two functions is called', () => {
    const sources = sourcesOf({ '/rank.js': RANK, '/vector.js': VECTOR, '/other.js': VECTOR });
    const drawn = profileFromText(`
      rank@/rank.js:3#21 50
      b@/other.js:20>cosine@/other.js:20#21 1
    `);
    const { profile, dropped } = mendInlining(drawn, sources);
    assert.match(textFromProfile(profile), /^rank@\/rank\.js:3>cosine@\/vector\.js:20:8#21 50$/m);
    assert.equal(dropped, 0);
  });

  it('finds functions that were inlined wherever they were called, so that no sample has them', () => {
    const sources = sourcesOf({ '/rank.js': `${RANK}\n\n\n\n\n`, '/vector.js': VECTOR });
    const drawn = profileFromText('rank@/rank.js:3#5 10\nrank@/rank.js:3#21 50');
    const { profile, dropped } = mendInlining(drawn, sources);
    const text = textFromProfile(profile);
    assert.match(text, /^rank@\/rank\.js:3>cosine@\/vector\.js:20:8#21 50$/m);
    assert.equal(dropped, 0);
  });

  it('finds a function of the same file that is called by another name', () => {
    const sources = sourcesOf({ '/rank.js': RANK.replace('local(item);', 'score(item);') });
    const drawn = profileFromText('rank@/rank.js:3#12 7');
    const { profile } = mendInlining(drawn, sources);
    assert.match(textFromProfile(profile), /^rank@\/rank\.js:3>local@\/rank\.js:11:1#12 7$/m);
  });

  it('does not guess between two functions that both hold the line', () => {
    const sources = sourcesOf({
      '/rank.js': RANK.replace(/^import.*/, '// whose cosine?'),
      '/vector.js': VECTOR,
      '/other.js': VECTOR,
    });
    const drawn = profileFromText(`
      rank@/rank.js:3#21 50
      a@/vector.js:20>cosine@/vector.js:20#21 1
      b@/other.js:20>cosine@/other.js:20#21 1
    `);
    assert.equal(mendInlining(drawn, sources).dropped, 50);
  });

  it('leaves alone what stands in its own function, and files nobody has', () => {
    const drawn = profileFromText('rank@/rank.js:3#5 10\nother@/gone.js:3#900 5');
    const { profile, repaired, dropped } = mendInlining(drawn, SOURCES);
    assert.equal(textFromProfile(profile), textFromProfile(drawn));
    assert.deepEqual([repaired, dropped], [0, 0]);
  });

  describe('of a file that was compiled in memory', () => {
    const drawn = profileFromText('rank@/rank.js:2#11 30');
    // Without the types above it all stands a line further up.
    const inMemory = (code: string | undefined) =>
      sourcesOf({ '/rank.js': RANK }, {}, { '/rank.js': code });

    it('goes by the code that V8 has run', () => {
      const { profile } = mendInlining(drawn, inMemory(RANK.slice(RANK.indexOf('\n') + 1)));
      assert.match(textFromProfile(profile), /rank@\/rank\.js:2>local@\/rank\.js:10:1#11 30/);
    });

    it('leaves it alone when that code is not known', () => {
      const { profile } = mendInlining(drawn, inMemory(undefined));
      assert.equal(textFromProfile(profile), textFromProfile(drawn));
    });
  });
});

describe('mendInlining on one line', () => {
  const text =
    'function d(t){let n=0;for(let r of t)n+=r;return n}' +
    'function s(t){return t.length}' +
    'function k(t){let e=0;for(let n of t)e+=d(n)+s(n);return e}' +
    'function i(t){return c.includes(t)}' +
    'function a(t){let e=0;for(let n of t)e+=i(n);return e}' +
    'function w(t){for(let e of t)for(let n of e)s(n)}' +
    'function p(t){for(let n of t){d(n);q(n)}}' +
    'function q(t){for(let n of t);}' +
    'function o(t){return d(t)}';
  const column = (name: string) => text.indexOf('(', text.indexOf(`function ${name}`)) + 1;
  const frame = (name: string) => `${name}@/dist/min.js:1:${column(name)}`;
  const map = mapOf('../src/rank.ts', [[0, 0, 0, 0]]);
  const texts = { '/dist/min.js': text };
  const sampledBefore = ['d', 's', 'i', 'q'].map((name) => `${frame(name)}#1 1`);
  const mend = (name: string, maps: Parameters<typeof sourcesOf>[1]) => {
    const drawn = profileFromText([`${frame(name)}#1 50`, ...sampledBefore].join('\n'));
    const { profile, evidence } = mendInlining(drawn, sourcesOf(texts, maps));
    const lines = textFromProfile(profile)
      .split('\n')
      .filter((line) => line.endsWith(' 50'));
    return { lines, why: evidence.repairs('/dist/min.js', 1).map(({ why }) => why) };
  };

  for (const [what, name, path] of [
    ['the callee whose loop is inside most others', 'k', ['k', 'd']],
    ['the callee that works in a builtin', 'a', ['a', 'i']],
    ['the function itself, where its own loop is', 'w', ['w']],
    ['the function itself, where several are as deep', 'p', ['p']],
  ] as const) {
    it(`takes ${what}`, () => {
      const { lines, why } = mend(name, { '/dist/min.js': map });
      assert.deepEqual(lines, [`${path.map(frame).join('>')}#1 50`]);
      assert.deepEqual(why, path.length > 1 ? ['one-line'] : []);
    });
  }

  it('takes a callee that was never seen only where it is called in a loop', () => {
    const unseen = (caller: string) => {
      const drawn = profileFromText(`${frame(caller)}#1 50`);
      const { profile } = mendInlining(drawn, sourcesOf(texts, { '/dist/min.js': map }));
      return textFromProfile(profile);
    };
    assert.equal(
      unseen('k'),
      `${frame('k').replace(/:\d+$/, '')}:${column('k')}>d@/dist/min.js:1:1#1 50`,
    );
    assert.equal(unseen('o'), `${frame('o')}#1 50`);
  });

  it('leaves functions as they were sampled where no map tells their lines apart', () => {
    assert.deepEqual(mend('k', {}).lines, [`${frame('k')}#1 50`]);
  });
});
