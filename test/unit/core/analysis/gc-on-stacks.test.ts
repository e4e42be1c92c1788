import { strict as assert } from 'node:assert';
import { gcOnStacks, gcRuns } from '../../../../src/core/analysis/gc-on-stacks.js';
import { costsOf } from '../../../../src/core/analysis/costs.js';
import { profileFromText, textFromProfile } from '../../../support/profile-from-text.js';

const DRAWN = `
  main>rank 10
  main>rank>score 20
  (garbage collector) 5
  (garbage collector) 5
  main>rank 10
  (idle) 30
  (garbage collector) 4
`;

describe('gcOnStacks', () => {
  const profile = gcOnStacks(profileFromText(DRAWN, { timeline: true }));

  it('puts a collection on the stack that was running when it began', () => {
    const text = textFromProfile(profile);
    assert.match(text, /^main>rank>score>\(garbage collector\) 10$/m);
  });

  it('leaves a collection at the root when nothing was running', () => {
    assert.match(textFromProfile(profile), /^\(garbage collector\) 4$/m);
  });

  it('keeps all time, and counts collections in the totals of their callers only', () => {
    const costs = costsOf(profile);
    const named = (name: string) => costs.functions.find((cost) => cost.function.name === name);
    assert.equal(costs.busy, 54);
    assert.equal(costs.idle, 30);
    assert.equal(costs.gc, 14);
    assert.deepEqual([named('score')?.self, named('score')?.total], [20, 30]);
    assert.deepEqual([named('rank')?.self, named('rank')?.total], [20, 50]);
  });

  it('puts it on the nearest stack that allocates, where that is known', () => {
    const named = profileFromText(
      `
      main@/a.js:1>rank@/a.js:2 1000
      main@/a.js:1>rank@/a.js:2>score@/a.js:3 1000
      (garbage collector) 500
      main@/a.js:1>rank@/a.js:2>score@/a.js:3 90000
      (garbage collector) 70
      `,
      { timeline: true },
    );
    const bytes = profileFromText(
      'main@/a.js:1>rank@/a.js:2 900\nmain@/a.js:1>rank@/a.js:2>score@/a.js:3 1',
      { kind: 'allocations' },
    );
    const text = textFromProfile(gcOnStacks(named, bytes));
    assert.match(text, /^main@\/a\.js:1>rank@\/a\.js:2>\(garbage collector\) 500$/m);
    // Too far away.
    assert.match(text, /score@\/a\.js:3>\(garbage collector\) 70$/m);
  });

  it('leaves a profile without a timeline alone', () => {
    const still = profileFromText(DRAWN);
    assert.equal(gcOnStacks(still), still);
  });
});

describe('gcRuns', () => {
  it('joins consecutive samples in GC', () => {
    const profile = profileFromText(DRAWN, { timeline: true, startUs: 100 });
    assert.deepEqual(gcRuns(profile), [
      { startUs: 130, endUs: 140, amount: 10 },
      { startUs: 180, endUs: 184, amount: 4 },
    ]);
  });
});
