import { phase, run } from './phases.mjs';

const table = Float64Array.from({ length: 4000 }, (_, i) => Math.sqrt(i));

async function fetchScores(seed) {
  await Promise.resolve();
  let sum = 0;
  for (let i = 0; i < table.length; i++) sum += table[i] * seed; // self scores
  return sum;
}

async function fetchFeatures(seed) {
  let sum = 0;
  for (let i = 0; i < table.length; i++) sum += table[i] / (seed + 1); // self features
  await null;
  return sum;
}

async function allScores() {
  let sum = 0;
  for (let i = 0; i < 100; i++) sum += await fetchScores(i);
  return sum;
}

async function allFeatures() {
  let sum = 0;
  for (let i = 0; i < 100; i++) {
    sum += await fetchFeatures(i); // total features
  }
  return sum;
}

phase('scores', 25, () => allScores());
phase('features', 15, () => allFeatures());
await run();
