'use strict';
const { levenshtein, ratio } = require('./lib/distance.cjs');

const titles = Array.from(
  { length: 10 },
  (_, i) => `${'a film of the year '.repeat(8)}${1980 + i}`,
);

function closest(title) {
  let best = Infinity;
  for (const other of titles) {
    best = Math.min(best, levenshtein(title, other)); // total edits
  }
  return best;
}

function mostAlike(title) {
  let best = 0;
  for (const other of titles) {
    best = Math.max(best, ratio(title, other)); // total pairs
  }
  return best;
}

import('./phases.mjs').then(async ({ phase, run, times }) => {
  phase('edits', 25, () => times(3, (i) => closest(titles[i]))); // total edits
  phase('pairs', 15, () => times(5, (i) => mostAlike(titles[i]))); // total pairs
  await run();
});
