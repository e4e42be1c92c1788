import { strict as assert } from 'node:assert';
import type { SourceFingerprint } from '../../../../src/core/model/source-fingerprint.js';
import { fingerprintOf } from '../../../../src/core/source/fingerprint.js';
import { placeSource, type PlacedSource } from '../../../../src/core/source/place-source.js';
import { sourceFacts } from '../../../../src/core/source/source-facts.js';

const SCRIPT = `import { dot } from './dot.js';

export function rank(items) {
  const scored = items.map((item) => {
    return { item, score: dot(item, item) };
  });
  return scored.sort((a, b) => b.score - a.score);
}

class Ranker {
  score(x) {
    return x + 1;
  }
}

const total = rank([1, 2, 3]);
console.log(total);
`;

/** The functions of `SCRIPT` as V8 names them. */
const MODULE = { name: '', line: 1, column: 1 };
const RANK = { name: 'rank', line: 3, column: 21 };
const MAPPER = { name: '', line: 4, column: 28 };
const SORTER = { name: '', line: 7, column: 22 };
const SCORE = { name: 'score', line: 11, column: 8 };
const FUNCTIONS = [MODULE, RANK, MAPPER, SORTER, SCORE];

/** One costly line of each function, and the call at the top level. */
const LINES = [
  { line: 16, function: 0 },
  { line: 4, function: 1 },
  { line: 5, function: 2 },
  { line: 7, function: 3 },
  { line: 12, function: 4 },
];

function fingerprint(text: string, fileName = '/a.ts'): SourceFingerprint {
  return fingerprintOf(text, sourceFacts(text, fileName));
}

function place(text: string): PlacedSource {
  return placeSource(fingerprint(SCRIPT), { text, fileName: '/a.ts' }, FUNCTIONS, LINES);
}

/** `4→6` for every line that was found again. */
function moves({ lines }: PlacedSource): string {
  return lines.map(({ then, now }) => `${then}→${now}`).join(' ');
}

/** First line of each function, with a star where its text has changed. */
function starts({ functions }: PlacedSource): string[] {
  return functions.map((each) =>
    each === undefined ? 'gone' : `${each.line}${each.stale ? '*' : ''}`,
  );
}

/** Replaces a text that must be there. */
function edited(from: string, to: string, text = SCRIPT): string {
  assert.ok(text.includes(from), from);
  return text.replace(from, to);
}

describe('placeSource: a script', () => {
  it('leaves everything where it is in the same text, whatever its line ends are', () => {
    for (const text of [SCRIPT, SCRIPT.replaceAll('\n', '\r\n')]) {
      const placed = place(text);
      assert.equal(placed.changed, false);
      assert.equal(moves(placed), '4→4 5→5 7→7 12→12 16→16');
      assert.deepEqual(starts(placed), ['1', '3', '4', '7', '11']);
      assert.deepEqual(
        placed.functions.map((each) => each?.endLine),
        [18, 8, 6, 7, 13],
      );
    }
  });

  it('moves code with what is inserted before it', () => {
    const placed = place(`import 'x';\nconst LIMIT = 3;\n${SCRIPT}`);
    assert.equal(placed.changed, true);
    assert.equal(moves(placed), '4→6 5→7 7→9 12→14 16→18');
    assert.deepEqual(starts(placed), ['1*', '5', '6', '9', '13']);
  });

  it('does not mind comments, blank lines and indentation', () => {
    const text = edited(
      '  return scored',
      '\n      // best first\n      return scored',
      SCRIPT.replace('items.map', '/* all */ items.map').replaceAll('  score(x)', '\tscore(x)'),
    ).replace('/* all */ ', '');
    const placed = place(text);
    assert.equal(moves(placed), '4→4 5→5 7→9 12→14 16→18');
    assert.deepEqual(starts(placed), ['1', '3', '4', '9', '13']);
  });

  it('knows the function that was edited from those around and inside it', () => {
    const inner = place(edited('dot(item, item)', 'dot(item, other)'));
    assert.equal(moves(inner), '4→4 7→7 12→12 16→16');
    assert.deepEqual(starts(inner), ['1', '3', '4*', '7', '11']);
    const outer = place(edited('const scored', 'const best = [];\n  const scored'));
    assert.equal(moves(outer), '5→6 7→8 12→13 16→17');
    assert.deepEqual(starts(outer), ['1', '3*', '5', '8', '12']);
  });

  it('follows a function to another place in the file', () => {
    const [head = '', tail = ''] = SCRIPT.split('class Ranker');
    const from = head.indexOf('export function');
    const moved = `${head.slice(0, from)}class Ranker${tail}\n${head.slice(from)}`;
    const placed = place(moved);
    const lineOf = (text: string) => moved.slice(0, moved.indexOf(text)).split('\n').length;
    assert.deepEqual(starts(placed).slice(1), [
      String(lineOf('export function rank')),
      String(lineOf('items.map(')),
      String(lineOf('scored.sort(')),
      String(lineOf('score(x)')),
    ]);
    assert.equal(placed.lines.find(({ then }) => then === 5)?.now, lineOf('score: dot'));
  });

  it('follows a method into another class', () => {
    const text = edited('class Ranker {\n', 'class Other {\n  a() {}\n}\nclass Better {\n');
    assert.deepEqual(starts(place(text)), ['1*', '3', '4', '7', '14']);
  });

  it('says what is gone', () => {
    const placed = place(edited('  score(x) {\n    return x + 1;\n  }\n', ''));
    assert.equal(moves(placed), '4→4 5→5 7→7 16→13');
    assert.deepEqual(starts(placed), ['1*', '3', '4', '7', 'gone']);
  });

  it('takes a renamed function for another one', () => {
    const placed = place(edited('score(x)', 'rate(x)'));
    assert.equal(placed.functions[4], undefined);
    assert.equal(moves(placed), '4→4 5→5 7→7 16→16');
  });

  it('forgets top-level lines that were edited, and no others', () => {
    const placed = place(edited('rank([1, 2, 3])', 'rank([1, 2, 3, 4])'));
    assert.equal(moves(placed), '4→4 5→5 7→7 12→12');
    assert.deepEqual(starts(placed), ['1*', '3', '4', '7', '11']);
  });

  it('tells functions of the same text by their order', () => {
    const text = 'a.map((x) => x.id);\nb.map((x) => x.id);\nc.map((x) => x.id);\n';
    const arrows = [1, 2, 3].map((line) => ({ name: '', line, column: 7 }));
    const lines = arrows.map(({ line }, i) => ({ line, function: i }));
    const now = { text: `\n${text.replaceAll(';\n', ';\n\n')}`, fileName: '/a.js' };
    assert.equal(moves(placeSource(fingerprint(text, '/a.js'), now, arrows, lines)), '1→2 2→4 3→6');
  });

  it('says when the text does not parse at the moment', () => {
    const placed = place(edited('items.map(', 'items.map((('));
    assert.equal(placed.isBroken, true);
    assert.deepEqual(placed.lines, []);
  });

  it('keeps no text of the source', () => {
    const kept = JSON.stringify(fingerprint(SCRIPT));
    for (const word of ['dot', 'items', 'scored', 'total', 'import', 'Ranker']) {
      assert.ok(!kept.includes(word), word);
    }
  });
});

const PYTHON = `import heapq

def rank(items):
    scored = [score(item) for item in items]
    return heapq.nlargest(10, scored)

def score(item):
    return item.a * item.b

def other(item):
    return 1
`;

describe('placeSource: a text of another language', () => {
  const functions = [3, 7].map((line) => ({ name: 'f', line, column: 0 }));
  const lines = [
    { line: 4, function: 0 },
    { line: 8, function: 1 },
  ];
  const placed = (text: string) =>
    placeSource(fingerprint(PYTHON, '/a.py'), { text, fileName: '/a.py' }, functions, lines);

  it('leaves everything where it is in the same text', () => {
    const same = placed(PYTHON.replaceAll('\n', '\r\n'));
    assert.equal(same.changed, false);
    assert.equal(moves(same), '4→4 8→8');
    assert.deepEqual(starts(same), ['3', '7']);
  });

  it('finds lines again by their text', () => {
    const moved = placed(edited('import heapq\n', 'import heapq\nimport math\n', PYTHON));
    assert.equal(moves(moved), '4→5 8→9');
    assert.deepEqual(starts(moved), ['4', '8']);
    assert.equal(moved.functions[0]?.endLine, 6);
  });

  it('does not guess between lines of the same text', () => {
    const twice = placed(`${PYTHON}\ndef more(item):\n    return item.a * item.b\n`);
    assert.equal(moves(twice), '4→4');
  });

  it('knows by the indentation which function was edited', () => {
    const changed = placed(edited('item.a * item.b', 'item.a', PYTHON));
    assert.equal(moves(changed), '4→4');
    assert.deepEqual(starts(changed), ['3', '7*']);
  });
});
