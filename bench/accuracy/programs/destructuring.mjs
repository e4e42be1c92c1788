import { phase, run } from './phases.mjs';

const pairs = Array.from({ length: 1000 }, (_, i) => [i, { weight: i % 5 }]);
const tags = Array.from({ length: 1000 }, (_, i) => [i, i + 1, i + 2]);

function weigh(list, sum = 0) {
  for (const [id, { weight = 1 }] of list) sum += id * weight; // self weigh
  return sum;
}

function spreadTags(lists) {
  let sum = 0;
  for (const [first, ...rest] of lists) sum += first + rest.length; // self spreadTags
  return sum;
}

phase('weigh', 24, () => weigh(pairs) + weigh(pairs) + weigh(pairs)); // total weigh
phase('spreadTags', 16, () => spreadTags(tags) + spreadTags(tags)); // total spreadTags
await run();
