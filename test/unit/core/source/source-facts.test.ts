import { strict as assert } from 'node:assert';
import {
  functionAt,
  innermostFunction,
  sourceFacts,
} from '../../../../src/core/source/source-facts.js';

const TEXT = `/* a
   comment */
export function outer(a, b = () => 1) {

  const inner = (x) => x + 1; // trailing
  class Ranker {
    #secret() { return 2; }
    get score() {
      return inner(3);
    }
  }
  return new Ranker().score + helper?.deep(b);
}
`;

describe('sourceFacts', () => {
  const facts = sourceFacts(TEXT, '/a.js');

  it('knows the names of calls through what compilers and types put around them', () => {
    const text = '(0, scores_1.score)(1);\nrank!(2);\n(this.pick as Pick)(3);\n';
    assert.deepEqual(
      [...sourceFacts(text, 'a.ts').topLevel.calls.keys()],
      ['score', 'rank', 'pick'],
    );
  });

  it('finds every function with its name and range', () => {
    assert.deepEqual(
      facts.functions.map(({ name, startLine, endLine, parent }) => [
        name,
        startLine,
        endLine,
        parent,
      ]),
      [
        ['outer', 3, 13, -1],
        ['b', 3, 3, 0],
        ['inner', 5, 5, 0],
        ['#secret', 7, 7, 0],
        ['score', 8, 10, 0],
      ],
    );
  });

  it('knows which functions a function calls by itself', () => {
    assert.deepEqual([...(facts.functions[0]?.own.calls.keys() ?? [])], ['Ranker', 'deep']);
    assert.deepEqual([...(facts.functions[4]?.own.calls.keys() ?? [])], ['inner']);
  });

  it('knows from which lines, in chains, too', () => {
    const text =
      'rank(items);\nitems\n  .filter(ok)\n  .map((x) =>\n    rank(x));\nnew Set(\n  rank(a));\n';
    const { topLevel, functions } = sourceFacts(text, 'a.js');
    assert.deepEqual(
      [...topLevel.calls],
      [
        ['rank', [1, 7]],
        ['map', [4]],
        ['filter', [3]],
        ['Set', [6]],
      ],
    );
    assert.deepEqual([...(functions[0]?.own.calls ?? [])], [['rank', [5]]]);
  });

  it('knows the lines on which code stands', () => {
    const code = Array.from({ length: 20 }, (_, i) => i).filter((line) => facts.isCodeLine(line));
    assert.deepEqual(code, [3, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  it('finds the innermost function of a place', () => {
    const nameAt = (line: number, column?: number) =>
      facts.functions[innermostFunction(facts, line, column)]?.name;
    assert.equal(nameAt(9), 'score');
    assert.equal(nameAt(12), 'outer');
    assert.equal(nameAt(5, 20), 'inner');
    assert.equal(nameAt(1), undefined);
  });

  it('finds the function V8 names by line alone', () => {
    assert.equal(facts.functions[functionAt(facts, 'score', 8, 0)]?.endLine, 10);
    assert.equal(facts.functions[functionAt(facts, 'b', 3, 0)]?.name, 'b');
  });

  it('finds a function by its column, and by its name where types before it are gone', () => {
    const text = `const rank: Handler<Item> = (items: Item[]) => {
  const ids: number[] = items.map((item) => item.id);
  return ids;
};
`;
    const typed = sourceFacts(text, '/a.ts');
    const indexAt = (name: string, line: number, column: number) =>
      functionAt(typed, name, line, column);
    assert.equal(indexAt('rank', 1, 29), 0);
    assert.equal(indexAt('rank', 1, 14), 0);
    assert.equal(indexAt('', 2, 35), 1);
    assert.equal(indexAt('', 2, 25), 1);
    assert.equal(indexAt('other', 2, 25), 0);
  });

  it('reads TypeScript and JSX', () => {
    const ts = sourceFacts(
      'enum A { B }\nfunction f<T>(x: T): x is T { return x as never; }',
      '/a.ts',
    );
    assert.equal(ts.functions[0]?.name, 'f');
    const jsx = sourceFacts('const View = () => <p>{items.map((i) => i)}</p>;', '/a.jsx');
    assert.equal(jsx.functions.length, 2);
  });

  it('knows the blank lines of what it cannot parse', () => {
    const broken = sourceFacts('function (\n\n}}}} %', '/a.js');
    assert.deepEqual(broken.functions, []);
    assert.deepEqual(
      [1, 2, 3, 4].map((line) => broken.isCodeLine(line)),
      [true, false, true, false],
    );
  });

  it('survives deeply nested code', () => {
    const deep = `x = ${'['.repeat(3000)}1${']'.repeat(3000)};`;
    assert.equal(sourceFacts(deep, '/a.js').lineCount, 1);
  });
});
