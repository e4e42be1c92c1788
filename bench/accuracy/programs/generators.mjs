import { phase, run } from './phases.mjs';

const table = Int32Array.from({ length: 4000 }, (_, i) => i * 3);

function* candidates(n) {
  for (let i = 0; i < n; i++) {
    let sum = i;
    for (let k = 0; k < table.length; k++) sum += table[k] % (i + 1); // self candidates
    yield sum;
  }
}

function* doubled(source) {
  for (const value of source) {
    let sum = value;
    for (let k = 0; k < table.length; k++) sum += table[k] >> 1; // self doubled
    yield sum;
  }
}

function first(n) {
  let sum = 0;
  for (const value of candidates(n)) sum += value; // total candidates
  return sum;
}

function second(n) {
  let sum = 0;
  for (const value of doubled(Array.from({ length: n }, (_, i) => i))) sum += value; // total doubled
  return sum;
}

phase('candidates', 25, () => first(50)); // total candidates
phase('doubled', 15, () => second(100)); // total doubled
await run();
