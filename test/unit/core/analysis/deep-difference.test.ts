import assert from 'node:assert/strict';
import { deepDifference } from '../../../../src/core/analysis/deep-difference.js';
import { portable } from '../../../../src/workload/portable.js';

/** Compares two values as a proof does: packed, sent as text, unpacked. */
function compare(before: unknown, after: unknown, tolerance?: number) {
  const [x, y] = [before, after].map((value) => {
    const packed = portable(value);
    assert.ok(packed !== undefined);
    return JSON.parse(JSON.stringify(packed)) as typeof packed;
  });
  assert.ok(x !== undefined && y !== undefined);
  return deepDifference(x, y, tolerance);
}

class Movie {
  readonly title: string;

  constructor(title: string) {
    this.title = title;
  }
}

class Film {
  readonly title: string;

  constructor(title: string) {
    this.title = title;
  }
}

const cycle = (length: number): object => {
  const first: Record<string, unknown> = { name: 'ring' };
  let last = first;
  for (let i = 1; i < length; i++) last = last['next'] = { name: 'ring' };
  last['next'] = first;
  return first;
};

const chain = (length: number, end: unknown): unknown => {
  let value = end;
  for (let i = 0; i < length; i++) value = { next: value };
  return value;
};

describe('deep difference', () => {
  const equal: readonly (readonly [string, unknown, unknown])[] = [
    ['primitives', [1, 'a', true, null, undefined, 2n], [1, 'a', true, null, undefined, 2n]],
    ['NaN and infinity', [NaN, Infinity, -Infinity], [NaN, Infinity, -Infinity]],
    ['zeros of both signs', [0, -0], [-0, 0]],
    ['floats within rounding', { score: 0.1 + 0.2 }, { score: 0.3 }],
    ['what rounding leaves of zero', [1e-17], [0]],
    ['keys in another order', { a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 }],
    [
      'maps in another order',
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    ],
    ['sets in another order', new Set([1, 'x', NaN]), new Set([NaN, 'x', 1])],
    ['maps with objects as keys', new Map([[{ id: 1 }, 'a']]), new Map([[{ id: 1 }, 'a']])],
    ['dates and patterns', [new Date(5), /a/g], [new Date(5), /a/g]],
    ['typed arrays', new Float32Array([1, 2.5]), new Float32Array([1, 2.5])],
    ['buffers', Buffer.from('abc'), Buffer.from('abc')],
    ['instances', [new Movie('x')], [new Movie('x')]],
    ['cycles', cycle(3), cycle(3)],
    ['errors', new RangeError('no'), new RangeError('no')],
    ['symbols as keys', { [Symbol('k')]: 1 }, { [Symbol('k')]: 1 }],
    ['a chain deeper than any stack', chain(100_000, 1), chain(100_000, 1)],
  ];
  for (const [what, before, after] of equal) {
    it(`takes for equal: ${what}`, () => {
      assert.deepEqual(compare(before, after), { difference: undefined, skipped: [] });
    });
  }

  const shared = { id: 1 };
  const different: readonly (readonly [string, unknown, unknown, string, string, string])[] = [
    ['a value itself', 1, 2, '', '1', '2'],
    ['a field', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, '.a[0].b', '1', '2'],
    ['whole numbers, however large', [1e12], [1e12 + 1], '[0]', '1000000000000', '1000000000001'],
    ['floats beyond rounding', [0.5], [0.500001], '[0]', '0.5', '0.500001'],
    ['a number and its text', ['1'], [1], '[0]', '"1"', '1'],
    ['the first of several', [1, 2, 3], [1, 5, 9], '[1]', '2', '5'],
    ['an element before the length', [3, 1], [1], '[0]', '3', '1'],
    ['the length', [1, 2], [1], '.length', '2', '1'],
    ['a missing key', { a: 1, b: undefined }, { a: 1 }, '.b', 'undefined', 'nothing'],
    ['one key more', {}, { 'a-b': 'x' }, '["a-b"]', 'nothing', '"x"'],
    ['a hole', [undefined], new Array(1), '[0]', 'undefined', 'nothing'],
    ['a value of a map', new Map([['a', 1]]), new Map([['a', 2]]), '.get("a")', '1', '2'],
    ['an element of a set', new Set(['a']), new Set(['b']), '.has("a")', '"a"', 'nothing'],
    ['dates', new Date(5), new Date(6), '', '5', '6'],
    ['bytes', new Uint8Array([1, 2]), new Uint8Array([1, 3]), '[1]', '2', '3'],
    ['classes', new Movie('x'), new Film('x'), '', 'Movie', 'Film'],
    ['kinds of arrays', new Float32Array([1]), [1], '', 'Float32Array(1)', 'Array(1)'],
    ['NaN and nothing', [NaN], [null], '[0]', 'NaN', 'null'],
    ['messages of errors', new Error('a'), new Error('b'), '.message', '"a"', '"b"'],
    [
      'object keys of a map',
      new Map([[{ id: 1 }, 0]]),
      new Map([[{ id: 2 }, 0]]),
      ' key object 1.id',
      '1',
      '2',
    ],
    ['what is shared on one side', [shared, shared], [{ id: 1 }, { id: 2 }], '[1].id', '1', '2'],
    ['the end of a long chain', chain(3, 1), chain(3, 2), '.next.next.next', '1', '2'],
  ];
  for (const [what, before, after, path, was, is] of different) {
    it(`finds: ${what}`, () => {
      const { difference } = compare(before, after);
      assert.deepEqual(difference, { path, before: was, after: is });
    });
  }

  it('tells zeros and floats apart when nothing is tolerated', () => {
    assert.equal(compare([0], [-0], 0).difference?.after, '-0');
    assert.equal(compare([0.1 + 0.2], [0.3], 0).difference?.path, '[0]');
    assert.equal(compare([1.01], [1.02], 0.1).difference, undefined);
  });

  it('ends when going round cycles of other lengths, which show the same', () => {
    assert.equal(compare(cycle(2), cycle(3)).difference, undefined);
  });

  it('says what it could not compare, and goes on', () => {
    const value = (score: number) => ({ rank: () => score, later: Promise.resolve(), score });
    const { difference, skipped } = compare(value(1), value(2));
    assert.deepEqual(skipped, ['.rank', '.later']);
    assert.equal(difference?.path, '.score');
  });

  it('survives what throws when it is read', () => {
    const hostile = () => ({
      ok: 1,
      inner: new Proxy({}, { ownKeys: () => assert.fail('looked inside') }),
    });
    assert.deepEqual(compare(hostile(), hostile()), { difference: undefined, skipped: ['.inner'] });
  });

  it('leaves alone what is too large', () => {
    assert.equal(portable(new Array(2_000_000).fill(0)), undefined);
    assert.equal(portable(new Array(4_000_000_000)), undefined);
  });

  it('shortens long texts', () => {
    const { difference } = compare(['x'.repeat(500)], ['y'.repeat(500)]);
    assert.ok((difference?.before.length ?? 999) <= 60);
  });
});
