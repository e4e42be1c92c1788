import { phase, run } from './phases.mjs';

const weights = Float64Array.from({ length: 1000 }, (_, i) => 1 / (i + 1));

function popularity(from) {
  let sum = from;
  for (let i = 0; i < weights.length; i++) sum += weights[i] * from; // self popularity
  return sum;
}

function freshness(from) {
  let sum = from;
  for (let i = 0; i < weights.length; i++) sum -= weights[i] / (1 + from * from); // self freshness
  return sum;
}

function score(mode, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (mode === 'popularity') {
      sum += popularity(i); // total popularity
    } else {
      sum += freshness(i); // total freshness
    }
  }
  return sum;
}

phase('popularity', 15, () => score('popularity', 450)); // total popularity
phase('freshness', 30, () => score('freshness', 450)); // total freshness
await run();
