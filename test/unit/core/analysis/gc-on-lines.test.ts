import assert from 'node:assert/strict';
import { gcOnLines } from '../../../../src/core/analysis/gc-on-lines.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';
import { sourcesOf } from '../../../support/sources.js';

const SOURCES = sourcesOf({
  '/a.js':
    'function one(xs) {\n  const n = xs.length;\n  return [n];\n}\nfunction two(xs) {\n  const a = [1];\n  return a.concat(xs);\n}\n',
});

describe('gcOnLines', () => {
  it('puts collections on the only line that allocates', () => {
    const drawn = profileFromText(`
      main@/b.js:1#1>one@/a.js:1:13#2 5
      main@/b.js:1#1>one@/a.js:1:13>(garbage collector) 3
      main@/b.js:1#1>two@/a.js:5:13>(garbage collector) 4
    `);
    assert.deepEqual(
      textFromProfile(gcOnLines(drawn, SOURCES, undefined))
        .trim()
        .split('\n')
        .sort(),
      [
        'main@/b.js:1#1>one@/a.js:1:13#2 5',
        'main@/b.js:1#1>one@/a.js:1:13#3>(garbage collector) 3',
        'main@/b.js:1#1>two@/a.js:5:13>(garbage collector) 4',
      ],
    );
  });

  it('does not where the function was not seen to allocate', () => {
    const drawn = profileFromText('main@/b.js:1#1>one@/a.js:1:13>(garbage collector) 3');
    const lines = (allocations: string) =>
      textFromProfile(gcOnLines(drawn, SOURCES, profileFromText(allocations))).trim();
    assert.equal(lines('two@/a.js:5:13 100'), textFromProfile(drawn).trim());
    assert.match(lines('one@/a.js:1:13 100'), /one@\/a\.js:1:13#3>/);
  });
});
