import { dot, manhattan } from './lib/similarity.mjs';
import { phase, run } from './phases.mjs';

const vectors = Array.from({ length: 50 }, (_, i) =>
  Float64Array.from({ length: 1000 }, (__, k) => Math.sin(i * 31 + k)),
);

function nearestByDot(query) {
  let best = -Infinity;
  for (const vector of vectors) {
    best = Math.max(best, dot(query, vector)); // total dot
  }
  return best;
}

function nearestByManhattan(query) {
  let best = Infinity;
  for (const vector of vectors) {
    best = Math.min(best, manhattan(query, vector)); // total manhattan
  }
  return best;
}

function search(nearest) {
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    sum += nearest(vectors[i % 50]); // total dot manhattan
  }
  return sum;
}

phase('dot', 15, () => search(nearestByDot)); // total dot
phase('manhattan', 30, () => search(nearestByManhattan)); // total manhattan
await run();
