import { phase, run } from './phases.mjs';

const titles = Array.from(
  { length: 500 },
  (_, i) => `The ${i}th film of ${1900 + (i % 120)}: part ${i % 9}`,
);

function years() {
  let sum = 0;
  for (const title of titles) {
    sum += Number(/\b(?:19|20)\d\d\b/.exec(title)?.[0] ?? 0); // self years
  }
  return sum;
}

function slugs() {
  let length = 0;
  for (const title of titles) {
    length += title.toLowerCase().replace(/[^a-z0-9]+/g, '-').length; // self slugs
  }
  return length;
}

phase('years', 15, () => years()); // total years
phase('slugs', 30, () => slugs()); // total slugs
await run();
