import { cosine, manhattan } from './lib/similarity.mjs';
import { phase, run } from './phases.mjs';

const left = Float64Array.from({ length: 1000 }, (_, i) => Math.cos(i));
const right = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i));

function relevance(boost) {
  return cosine(left, right) * boost; // total cosine
}

function penalty(boost) {
  return manhattan(left, right) * boost; // total manhattan
}

function rank(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += relevance(i); // total cosine
  }
  return sum;
}

function rerank(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum -= penalty(i); // total manhattan
  }
  return sum;
}

phase('cosine', 30, () => rank(400)); // total cosine
phase('manhattan', 15, () => rerank(400)); // total manhattan
await run();
