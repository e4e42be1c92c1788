import { phase, run } from './phases.mjs';

const history = Array.from({ length: 3000 }, (_, i) => i);
const profile = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`feature${i}`, i]));

function append(list, value) {
  return [...list, value]; // self append
}

function withScore(value) {
  return { ...profile, score: value }; // self withScore
}

function appendAll(n) {
  let length = 0;
  for (let i = 0; i < n; i++) {
    length += append(history, i).length; // total append
  }
  return length;
}

function scoreAll(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += withScore(i).score; // total withScore
  }
  return sum;
}

phase('append', 24, () => appendAll(300)); // total append
phase('withScore', 16, () => scoreAll(300)); // total withScore
await run();
