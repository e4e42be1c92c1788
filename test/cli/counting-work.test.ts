import assert from 'node:assert/strict';
import path from 'node:path';
import { countTarget } from '../../src/launch/measured-run.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { nodeBinary, nodeMajors } from '../support/tools.js';

const DIST = path.resolve(import.meta.dirname, '../../dist');

/** What is there for all lines below. */
const BEFORE = `const xs = Array.from({ length: 100 }, (_, i) => i), text = 'word '.repeat(20);
const bytes = Uint8Array.from(xs), floats = new Float64Array(100), o = { list: xs, text }, map = new Map();
const { indexOf: find } = Array.prototype, concat = [].concat, none = undefined;
const word = /word/, start = /^word/, either = /^ord|rd/, sticky = /ord/y, all = /word/g, multi = /^z/m;
`;

/** Lines, and what the builtin in each has to do; what a line does besides is not counted there. */
const LINES: readonly (readonly [line: string, label: string, work: number])[] = [
  // As far as a regular expression looks.
  ['word.exec(text);', 'exec', 4],
  ['start.exec(text);', 'exec', 4],
  ['/^z/.exec(text);', 'exec', 1],
  ['/z/.exec(text);', 'exec', 100],
  ['/z|^q/.exec(text);', 'exec', 100],
  ['either.test("xyord");', 'test', 5],
  ['multi.test(text);', 'test', 100],
  ['word.test(text);', 'test', 4],
  ['sticky.lastIndex = 51; sticky.exec(text);', 'exec', 3],
  ['sticky.lastIndex = 50; sticky.exec(text);', 'exec', 1],
  ['all.lastIndex = 40; all.exec(text);', 'exec', 4],
  ['all.lastIndex = 97; all.test(text);', 'test', 3],
  ['all.exec(text); all.lastIndex = 0;', 'exec', 4],
  ['text.match(/^z/);', 'match', 1],
  ['text.match(word);', 'match', 4],
  ['text.match(/o/g);', 'match', 100],
  ['text.search(/d/);', 'search', 4],
  ['text.search(/z/);', 'search', 100],
  ['text.replace(/^word/, "");', 'replace', 5],
  ['text.replace(/^z/, "");', 'replace', 1],
  ['text.replace(word, "w");', 'replace', 100],
  ['text.split(" ");', 'split', 100],
  ['text.split(" ", 2);', 'split', 10],
  ['o.text.match(o.text.includes("z") ? word : /^w/);', 'match', 1],
  // From one place to another.
  ['xs.slice().fill(0);', 'fill', 100],
  ['xs.slice().fill(0, 90);', 'fill', 10],
  ['xs.slice().fill(0, xs.indexOf(10), xs.indexOf(12));', 'fill', 2],
  ['floats.copyWithin(0, 60);', 'copyWithin', 40],
  // Copies into what is there, and none.
  ['floats.set(xs);', 'set', 100],
  ['floats.set(o.list.slice(0, 7), 3);', 'set', 7],
  ['map.set(xs, floats);', 'set', 0],
  ['new Uint8Array(bytes.buffer);', 'new Uint8Array', 0],
  ['new Uint8Array(bytes);', 'new Uint8Array', 100],
  ['new Uint8Array(12);', 'new Uint8Array', 12],
  ['Buffer.from(bytes.buffer);', 'Buffer.from', 0],
  ['Buffer.from(text);', 'Buffer.from', 100],
  ['Float32Array.from(xs);', 'Float32Array.from', 100],
  ['Buffer.from(text).toString();', 'toString', 100],
  ['(255).toString(2); (5).toString();', 'toString', 0],
  ['Buffer.from(text).copy(bytes, 0, 10);', 'copy', 90],
  ['String(xs);', 'String', 100],
  ['String(text);', 'String', 0],
  ['Promise.all(xs);', 'Promise.all', 100],
  ['encodeURIComponent(text);', 'encodeURIComponent', 100],
  // Methods of one object on another.
  ['find.call(xs, 49);', 'indexOf', 50],
  ['concat.call(o.list, [1, 2]);', 'concat', 102],
  ['Array.prototype.includes.call(o.list, 30);', 'includes', 31],
  ['Array.prototype.some.call(o.list, (x) => x === 5);', 'some', 6],
  ['word.exec.call(word, text);', 'exec', 4],
  ['o?.list.includes?.(30);', 'includes', 31],
  ['xs.includes?.(20);', 'includes', 21],
  ['o.list?.indexOf?.(9);', 'indexOf', 10],
  ['none?.includes?.(20);', 'includes', 0],
];

/** Lines for what only newer releases have. */
const NEWER: typeof LINES = [
  ['const big = new Set(xs), small = new Set([1, 2, 200]);', 'new Set', 103],
  ['big.intersection(small);', 'intersection', 3],
  ['big.isSubsetOf(small);', 'isSubsetOf', 1],
  ['small.isSubsetOf(big);', 'isSubsetOf', 3],
  ['big.union(small);', 'union', 103],
  ['Object.groupBy(xs, (x) => x % 2);', 'Object.groupBy', 100],
  ['xs.values().toArray();', 'toArray', 100],
  ['({ toArray: () => xs }).toArray();', 'toArray', 0],
];

describe('The work of a builtin', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  for (const major of nodeMajors) {
    it(`is counted as what it has to do on Node ${major}`, async () => {
      const lines = major >= 22 ? [...LINES, ...NEWER] : LINES;
      const cwd = folder.project({
        'package.json': '{}',
        'main.cjs': BEFORE + lines.map(([line]) => line).join('\n'),
      });
      const counted = await countTarget({
        ...{ command: [nodeBinary(major), 'main.cjs'], cwd, env: process.env },
        ...{ agentFolder: DIST, stdio: 'inherit', deps: [], counter: 'rewrite' },
      });
      assert.equal(counted.exitCode, 0);
      const [file] = counted.files;
      const first = BEFORE.split('\n').length;
      const found = lines.map(([line, label], index): readonly [string, string, number] => {
        let work = 0;
        for (const [i, site] of (file?.sites ?? []).entries()) {
          const isIt = site.kind === 'builtin' && site.label === label;
          if (isIt && site.line === first + index) work += file?.counts[i] ?? 0;
        }
        return [line, label, work];
      });
      assert.deepEqual(found, lines);
    });
  }
});
