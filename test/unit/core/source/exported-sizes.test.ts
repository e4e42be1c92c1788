import assert from 'node:assert/strict';
import { exportedSizes } from '../../../../src/core/source/exported-sizes.js';

const sizes = (text: string) => exportedSizes(text, 'rank.workload.ts');

describe('the sizes a workload exports', () => {
  it('a list is that of n', () => {
    const expected = [{ name: 'n', values: [1, 20] }];
    assert.deepEqual(sizes('export const sizes = [1, 20];'), expected);
    assert.deepEqual(sizes('exports.sizes = [1, 20];'), expected);
    assert.deepEqual(sizes('module.exports = { sizes: [1, 20], run() {} };'), expected);
    assert.deepEqual(sizes('export const sizes = [1, 20] as const;'), expected);
  });

  it('an object has a list for each parameter, in its order', () => {
    const expected = [
      { name: 'users', values: [5, 10] },
      { name: 'items', values: [20, 40] },
    ];
    assert.deepEqual(sizes('export const sizes = { users: [5, 10], items: [20, 40] };'), expected);
    assert.deepEqual(
      sizes('export const sizes = { "users": [5, 10], items: [20, 40] as const } satisfies S;'),
      expected,
    );
  });

  it('nothing where they are only known when it runs', () => {
    for (const text of [
      'export const sizes = [1, n];',
      'export const sizes = { users: [1, 2], items: list() };',
      'export const sizes = { ...others, users: [1, 2] };',
      'export const sizes = { "](command:a)": [1, 2] };',
      'export const sizes = {};',
      'export const sizes = [];',
      'export const run = () => 1;',
      'export const sizes = [1, 2',
    ]) {
      assert.equal(sizes(text), undefined, text);
    }
  });
});
