import assert from 'node:assert/strict';
import { sizesOf, sizesText } from '../../../src/editor/growth/typed-sizes.js';

describe('sizes as they are typed', () => {
  it('are those of n, or of parameters with names', () => {
    assert.deepEqual(sizesOf('250, 500,1000'), [{ name: 'n', values: [250, 500, 1000] }]);
    assert.deepEqual(sizesOf('users = 50, 100; items=100,200;'), [
      { name: 'users', values: [50, 100] },
      { name: 'items', values: [100, 200] },
    ]);
  });

  it('are none where growth cannot be measured at them', () => {
    for (const typed of [
      ...['', '250', '500, 250', '0, 5', '1, x', 'a = 1, 2; a = 2, 4', 'a = 1, 2; 3, 4; 5, 6'],
      ...['a = b = 1, 2', '= 1, 2', '1 2 = 1, 2', '1, 2; b = 3', '1,,2'],
    ]) {
      assert.equal(sizesOf(typed), undefined, typed);
    }
  });

  it('can be typed as they are shown', () => {
    for (const typed of ['250, 500', 'users = 50, 100; items = 100, 200']) {
      assert.equal(sizesText(sizesOf(typed) ?? []), typed);
    }
  });
});
