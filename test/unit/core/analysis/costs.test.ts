import { strict as assert } from 'node:assert';
import { costsOf } from '../../../../src/core/analysis/costs.js';
import { profileFromText } from '../../../support/profile-from-text.js';

const DRAWN = `
  main@/app/main.js:1#3>rank@/app/rank.js:1#5 10
  main@/app/main.js:1#3>rank@/app/rank.js:1#6>sortBy@/app/node_modules/lodash/sort.js:1#40 30
  main@/app/main.js:1#3>rank@/app/rank.js:1#6>sortBy@/app/node_modules/lodash/sort.js:1#41>rank@/app/rank.js:1#5 7
  main@/app/main.js:1#3>JSON.parse 20
  (program) 3
  (idle) 100
`;

describe('costsOf', () => {
  const costs = costsOf(profileFromText(DRAWN));
  const line = (file: string, number: number) =>
    costs.lines.find((cost) => cost.file === file && cost.line === number);
  const named = (name: string) => costs.functions.find((cost) => cost.function.name === name);

  it('divides the time into busy and idle, and knows what belongs to no function', () => {
    assert.deepEqual([costs.busy, costs.idle, costs.program, costs.gc], [70, 100, 3, 0]);
  });

  it('counts a function once on each stack, however often it stands there', () => {
    assert.deepEqual([named('rank')?.self, named('rank')?.total], [17, 47]);
    assert.deepEqual([named('sortBy')?.self, named('sortBy')?.total], [30, 37]);
  });

  it('gives lines self and total', () => {
    const call = line('/app/main.js', 3);
    assert.deepEqual([call?.self, call?.total], [0, 67]);
    assert.deepEqual([line('/app/rank.js', 5)?.self, line('/app/rank.js', 5)?.total], [17, 17]);
    assert.deepEqual([line('/app/rank.js', 6)?.self, line('/app/rank.js', 6)?.total], [0, 37]);
  });

  it('blames the nearest own line for what dependencies and the engine spend', () => {
    assert.equal(line('/app/rank.js', 6)?.own, 30);
    assert.equal(line('/app/main.js', 3)?.own, 20);
    assert.equal(line('/app/rank.js', 5)?.own, 17);
  });

  it('tells own code from dependencies, Node and the engine', () => {
    assert.equal(named('rank')?.origin, 'own');
    assert.equal(named('sortBy')?.origin, 'dependency');
    assert.equal(named('JSON.parse')?.origin, 'native');
  });

  it('lists the heaviest first', () => {
    const selves = costs.functions.map(({ self }) => self);
    assert.deepEqual(
      selves,
      [...selves].sort((a, b) => b - a),
    );
  });
});
