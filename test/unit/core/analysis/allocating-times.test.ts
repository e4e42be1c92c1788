import { strict as assert } from 'node:assert';
import { allocatingTimes } from '../../../../src/core/analysis/allocating-times.js';
import { profileFromText } from '../../../support/profile-from-text.js';

const CPU = profileFromText(
  `
  main@/a.js:1>fill@/a.js:10 1000
  main@/a.js:1>fill@/a.js:10>Array 1000
  main@/a.js:1>sum@/a.js:20 5000
  main@/a.js:1>fill@/a.js:10 2000
  `,
  { timeline: true },
);

const ALLOCATIONS = profileFromText(`
  main@/a.js:1>fill@/a.js:10 300
  main@/a.js:1>fill@/a.js:10>Array 100
`);

describe('allocatingTimes', () => {
  it('spreads the bytes of a function over the time it ran, with its builtins', () => {
    assert.deepEqual(allocatingTimes(CPU, ALLOCATIONS), [
      { startUs: 0, endUs: 2000, amount: 200 },
      { startUs: 7000, endUs: 9000, amount: 200 },
    ]);
  });

  it('says nothing where one of the two was not measured', () => {
    assert.deepEqual(allocatingTimes(CPU, undefined), []);
    assert.deepEqual(allocatingTimes(undefined, ALLOCATIONS), []);
    assert.deepEqual(allocatingTimes(ALLOCATIONS, ALLOCATIONS), []);
  });
});
