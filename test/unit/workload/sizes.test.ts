import assert from 'node:assert/strict';
import { setupSize, sizeOf, sizesOf } from '../../../src/workload/workload-module.js';

describe('the sizes of a workload module', () => {
  it('are a list, and setup is given one of them', () => {
    const module = { sizes: [400, 100] };
    assert.deepEqual(sizesOf(module, []), [100, 400]);
    assert.deepEqual(sizesOf(module, [7]), [7]);
    assert.equal(sizeOf(module, undefined), 400);
    assert.equal(setupSize(module, 400), 400);
    assert.equal(setupSize({}, 400), 400);
  });

  it('are those of the first of several parameters, which rise together', () => {
    const module = { sizes: { items: [100, 200, 400], k: [5, 10, 20] } };
    assert.deepEqual(sizesOf(module, []), [100, 200, 400]);
    assert.deepEqual(setupSize(module, 100), { items: 100, k: 5 });
    assert.deepEqual(setupSize(module, 400), { items: 400, k: 20 });
    assert.deepEqual(setupSize(module, 900), { items: 900, k: 20 }, 'one that nobody proposed');
  });

  it('are given to setup as they are where there is one for each already', () => {
    const module = { sizes: { items: [100], k: [5] } };
    assert.deepEqual(setupSize(module, { items: 3, k: 4 }), { items: 3, k: 4 });
  });
});
