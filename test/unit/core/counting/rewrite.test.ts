import assert from 'node:assert/strict';
import { countingText } from '../../../../src/core/counting/rewrite.js';

function rewritten(text: string, file = 'a.mjs') {
  const counting = countingText(text, file, 'id');
  assert.ok(counting !== undefined, 'it does not parse');
  return counting;
}

/** `kind label line:column in function < number of the site around it`, one for each site. */
function sitesOf(text: string, file = 'a.ts'): string[] {
  return rewritten(text, file).sites.map(
    (site) =>
      `${site.kind} ${site.label} ${site.line}:${site.column}-${site.endLine} in ${site.function || 'top'} < ${site.parent}`,
  );
}

describe('Rewriting a text', () => {
  it('only inserts, and keeps every line where it is', () => {
    const text = `#!/usr/bin/env node
'use strict';
// A comment
export const rank = (items: readonly Item[], seen: number[]) =>
  items
    .filter((item) => !seen.includes(item.id))
    .map(({ id }) => ({ id }));
`;
    const { text: after, edits } = rewritten(text, 'a.ts');
    assert.equal(after.split('\n').length, text.split('\n').length);
    let plain = '';
    let done = 0;
    let moved = 0;
    for (const { position, text: inserted } of edits.list()) {
      plain += after.slice(done + moved, position + moved);
      assert.equal(after.slice(position + moved, position + moved + inserted.length), inserted);
      done = position;
      moved += inserted.length;
    }
    assert.equal(plain + after.slice(done + moved), text);
  });

  it('names each site by its place and by what it stands in', () => {
    const text = `export function rank(items, seen) {
  const out = [];
  for (const item of items) {
    if (!seen.includes(item.id)) out.push(item);
  }
  return out
    .sort((a, b) => b.score - a.score);
}`;
    assert.deepEqual(sitesOf(text), [
      'function rank 1:8-8 in rank < -1',
      'loop for-of 3:3-5 in rank < 0',
      'builtin includes 4:15-4 in rank < 1',
      'builtin sort 7:6-7 in rank < 0',
      'function  7:11-7 in rank < 3',
    ]);
  });

  const kinds: Record<string, string> = {
    'for (;;) {}': 'loop for',
    'for (const k in o) f(k)': 'loop for-in',
    'do {} while (x)': 'loop do-while',
    'while (x) y()': 'loop while',
    '[...xs]': 'builtin ...',
    '({ ...o })': 'builtin ...',
    'f(...xs)': 'builtin ...',
    'const [a, ...b] = xs': 'builtin ...',
    'new Set(xs)': 'builtin new Set',
    'Object.keys(o)': 'builtin Object.keys',
    'JSON.parse(JSON.stringify(o))': 'builtin JSON.parse',
    'structuredClone(o)': 'builtin structuredClone',
    'xs?.map(f)': 'builtin map',
    'f.apply(null, xs)': 'builtin apply',
    '[].slice.call(xs)': 'builtin slice',
    'Object.assign({}, o)': 'builtin Object.assign',
  };
  for (const [text, site] of Object.entries(kinds)) {
    it(`counts in ${text}`, () => {
      const [first] = rewritten(text).sites;
      assert.equal(`${first?.kind ?? ''} ${first?.label ?? ''}`, site);
    });
  }

  const uncounted: Record<string, string> = {
    'a name of the program': 'class Set { constructor(x) {} } new Set(xs)',
    'a module object of the program': 'import { Object } from "./o.js"; Object.keys(x)',
    'what is only a type': 'interface A { map(f: () => void): void } type B = A[];',
    'declarations without a body':
      'declare function f(x: number): void; abstract class A { abstract m(): void }',
    enums: 'const enum E { A = 1 }',
    'code in a with': 'with (o) { for (const x of xs) f(x) }',
  };
  for (const [name, text] of Object.entries(uncounted)) {
    it(`leaves ${name} alone`, () => {
      const { sites, text: after } = rewritten(
        text,
        /with|class Set/.test(text) ? 'a.cjs' : 'a.ts',
      );
      const others = sites.filter(({ kind }) => kind !== 'function');
      assert.deepEqual(others, []);
      if (sites.length === 0) assert.equal(after, text);
    });
  }

  it('keeps away from what the parser does not understand', () => {
    assert.equal(countingText('for (', 'a.js', 'id'), undefined);
    assert.equal(countingText('const x: number = 1', 'a.js', 'id'), undefined);
  });

  it('chooses names that the text does not have', () => {
    const { text } = rewritten('const $rs = 1, $rs_ = 2; for (const x of [$rs, $rs_]) f(x);');
    assert.match(text, /^var \$rs__,/);
  });

  it('is not stopped by deeply nested or very long code', () => {
    const deep = `${'['.repeat(4000)}xs.map(f)${']'.repeat(4000)}`;
    assert.doesNotThrow(() => countingText(deep, 'a.js', 'id'));
    const long = `const x = ${Array.from({ length: 20_000 }, (_, i) => `a${i}`).join(' + ')};`;
    assert.doesNotThrow(() => countingText(long, 'a.js', 'id'));
    const chain = `x${'.map(f)'.repeat(3000)}`;
    assert.doesNotThrow(() => countingText(chain, 'a.js', 'id'));
  });
});
