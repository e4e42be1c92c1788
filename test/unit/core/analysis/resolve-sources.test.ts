import { strict as assert } from 'node:assert';
import { resolveSources } from '../../../../src/core/analysis/resolve-sources.js';
import { mapOf } from '../../../support/line-map-of.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { sourcesOf } from '../../../support/sources.js';

const ORIGINAL = `// comment
export function rank(
  items: number[],
): number {
  return items.length;

}
`;

const GENERATED = `export function rank(items) {
    return items.length;
}
`;

describe('resolveSources', () => {
  it('moves functions and lines to the original source', () => {
    const map = mapOf('../src/rank.ts', [
      [0, 0, 1, 0],
      [0, 20, 1, 20],
      [1, 4, 4, 2],
      [2, 0, 6, 0],
    ]);
    const sources = sourcesOf(
      { '/dist/rank.js': GENERATED, '/src/rank.ts': ORIGINAL },
      { '/dist/rank.js': map },
    );
    const { profile } = resolveSources(profileFromText('a@/dist/rank.js:1:21#2>b 10'), sources);
    assert.equal(textFromProfile(profile).trim(), 'a@/src/rank.ts:2:21#5>b 10');
  });

  it('drops lines that are blank, a comment or past the end, and says how much that is', () => {
    const sources = sourcesOf({ '/src/rank.ts': ORIGINAL });
    const drawn = profileFromText(`
      f@/src/rank.ts:2#5>x 40
      f@/src/rank.ts:2#6>x 30
      f@/src/rank.ts:2#1>x 20
      f@/src/rank.ts:2#99>x 10
    `);
    const { profile } = resolveSources(drawn, sources);
    assert.equal(textFromProfile(profile).trim(), 'f@/src/rank.ts:2#5>x 40\nf@/src/rank.ts:2>x 60');
  });

  it('counts the dropped self time in a warning', () => {
    const sources = sourcesOf({ '/src/rank.ts': ORIGINAL });
    const drawn = profileFromText('m#1>f@/src/rank.ts:2#6 25\nm#1>f@/src/rank.ts:2#5 75');
    const { warnings } = resolveSources(drawn, sources);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['lines-dropped'],
    );
    assert.match(warnings[0]?.message ?? '', /25\.0 %/);
  });

  it('marks a line that stands for several joined ones as a guess', () => {
    const map = mapOf('../src/rank.ts', [
      [0, 0, 1, 0],
      [0, 10, 2, 0],
      [0, 14, 2, 4],
      [0, 18, 3, 0],
    ]);
    const sources = sourcesOf(
      { '/dist/rank.js': 'export function rank(items) { return 1 }', '/src/rank.ts': ORIGINAL },
      { '/dist/rank.js': map },
    );
    const drawn = profileFromText('m#1>f@/dist/rank.js:1:1#1 5');
    const { profile, evidence } = resolveSources(drawn, sources);
    assert.match(textFromProfile(profile), /#3 5$/m);
    assert.deepEqual(
      evidence.repairs('/src/rank.ts', 3).map(({ why }) => why),
      ['rough-map'],
    );
  });

  it('gives the code around functions back to its file, whatever a bundler has wrapped it in', () => {
    const map = mapOf('../src/rank.ts', [
      [2, 0, 1, 0],
      [4, 0, 4, 0],
    ]);
    const sources = sourcesOf(
      {
        '/dist/rank.js': '(() => {\n// bundled\nrank();\n\nscore();\n})();',
        '/src/rank.ts': ORIGINAL,
      },
      { '/dist/rank.js': map },
    );
    const drawn = profileFromText('main@/a.js:1#1>@/dist/rank.js:1:2#5>x 7');
    const { profile } = resolveSources(drawn, sources);
    assert.match(textFromProfile(profile), /main@\/a\.js:1#1>@\/src\/rank\.ts:1:1#5>x 7/);
  });

  it('gives no line for code that was squeezed in memory', () => {
    const map = mapOf('../src/rank.ts', [
      [0, 0, 1, 0],
      [0, 30, 4, 0],
    ]);
    const sources = sourcesOf(
      { '/src/rank.ts': ORIGINAL },
      { '/src/rank.ts': map },
      {
        '/src/rank.ts': undefined,
      },
    );
    const { profile, warnings } = resolveSources(
      profileFromText('m#1>rank@/src/rank.ts:1:1#1 5'),
      sources,
    );
    assert.doesNotMatch(textFromProfile(profile), /rank\.ts:\d+(:\d+)?#/);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['lines-squeezed'],
    );
  });

  it('takes the innermost loop of a function that was put onto one line', () => {
    const generated = 'function k(t){let e=0;for(let n of t)e+=n;return e}';
    const at = (part: string) => generated.indexOf(part);
    const map = mapOf('../src/rank.ts', [
      [0, 0, 0, 0],
      [0, at('let e'), 1, 2],
      [0, at('for'), 2, 2],
      [0, at('e+=n'), 3, 4],
      [0, at('n;return'), 3, 9],
      [0, at('return'), 20, 2],
    ]);
    const original = `function rank(items) {\n  let sum = 0;\n  for (const item of items)\n    sum += item;\n${'\n'.repeat(16)}  return sum;\n}\n`;
    const sources = sourcesOf(
      { '/dist/rank.js': generated, '/src/rank.ts': original },
      { '/dist/rank.js': map },
    );
    const drawn = profileFromText(`m#1>k@/dist/rank.js:1:${at('(') + 1}#1 5`);
    const { profile, evidence } = resolveSources(drawn, sources);
    assert.match(textFromProfile(profile), /k@\/src\/rank\.ts:1(?::\d+)?#4 5/);
    assert.deepEqual(
      evidence.repairs('/src/rank.ts', 4).map(({ why }) => why),
      ['rough-map'],
    );
  });

  it('keeps the lines of files that nobody has', () => {
    const drawn = profileFromText('m#1>f@/gone.js:2#900 5');
    assert.equal(
      textFromProfile(resolveSources(drawn, sourcesOf({})).profile),
      textFromProfile(drawn),
    );
  });

  it('names functions that only the source has a name for', () => {
    const text = 'const score = (item) => item.x;\nrun(() => items.map((i) => score(i)));\n';
    const sources = sourcesOf({ '/a.js': text });
    const { profile } = resolveSources(profileFromText('@/a.js:1:15#1>x 1'), sources);
    assert.match(textFromProfile(profile), /^score@/);
  });

  it('gives the code of a module no name, whatever function the file starts with', () => {
    const sources = sourcesOf({ '/a.js': 'const score = (item) => item.x;\nscore({});\n' });
    const { profile } = resolveSources(profileFromText('@/a.js:1:1#2>x 1'), sources);
    assert.match(textFromProfile(profile), /^@\/a\.js:1:1#2/);
    const starting = sourcesOf({ '/a.js': '(() => 1)();\nfunction score() {}\n' });
    const module = resolveSources(profileFromText('@/a.js:1:1#1>x 1'), starting);
    assert.match(textFromProfile(module.profile), /^@\/a\.js:1:1#1/);
  });
});
