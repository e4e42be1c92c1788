import assert from 'node:assert/strict';
import { onlyAllocatingLine } from '../../../../src/core/analysis/allocating-line.js';
import type { FrameFunction } from '../../../../src/core/model/profile.js';
import { sourcesOf } from '../../../support/sources.js';

/** Where the body of `function f(xs)` allocates; its lines count from 2. */
function lineIn(body: string): number | undefined {
  const sources = sourcesOf({
    '/a.js': `function f(xs) {\n${body}\n}\nfunction own(x) {\n  return [x];\n}\n`,
  });
  const f: FrameFunction = { name: 'f', file: '/a.js', line: 1, column: 11, kind: 'code' };
  return onlyAllocatingLine(f, sources);
}

describe('onlyAllocatingLine', () => {
  for (const [what, body] of [
    ['an array', 'let n = 0;\nfor (const x of xs) n += x;\nreturn [n];'],
    ['an object', 'let n = Math.max(1, xs[0]);\nn += 1;\nreturn { n };'],
    ['a copy', 'const n = xs.indexOf(1);\nif (n > 0) return n;\nreturn xs.slice(n);'],
    ['a text', 'const n = xs.length;\nown(n);\nreturn `${n} items`;'],
    ['a function', 'const n = xs.length;\nif (n > 1) return n;\nreturn () => n;'],
  ] as const) {
    it(`is the one that makes ${what}`, () => {
      assert.equal(lineIn(body), 4);
    });
  }

  it('is unknown where several can, or none', () => {
    assert.equal(lineIn('const a = [1];\nreturn a.concat(xs);'), undefined);
    assert.equal(lineIn('const a = load(xs);\nreturn { a };'), undefined);
    assert.equal(lineIn('return xs.length;'), undefined);
  });

  it('is unknown for a function whose text is not known', () => {
    const f: FrameFunction = { name: 'f', file: '/b.js', line: 1, column: 1, kind: 'code' };
    assert.equal(onlyAllocatingLine(f, sourcesOf({})), undefined);
  });
});
