import { phase, run } from './phases.mjs';

const scores = Array.from({ length: 200 }, (_, i) => (i * 7919) % 199);
const steps = Int32Array.from({ length: 400 }, (_, i) => i + 1);

function costly(a, b) {
  let tie = 0;
  for (let i = 0; i < 400; i++) tie += (a ^ b) % steps[i]; // self sort
  return a - b || tie;
}

function sorted() {
  return [...scores].sort(costly)[0]; // total sort
}

function top(n) {
  let best = 0;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < scores.length; k++) best += (scores[k] * i) % 7; // self top
  }
  return best;
}

phase('sort', 30, () => sorted()); // total sort
phase('top', 15, () => top(700)); // total top
await run();
