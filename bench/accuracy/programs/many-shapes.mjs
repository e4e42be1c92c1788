import { phase, run, times } from './phases.mjs';

// Spaced so that no line of work has the number of a line of `phases.mjs` that loops: V8 tells the
// number alone, and nobody could say which of the two it means.

const table = Float64Array.from({ length: 2000 }, (_, i) => i);

class Genre {
  cost(x) {
    let sum = 0;
    for (let i = 0; i < 2000; i++) sum += table[i] * x; // self mixed/4
    return sum;
  }
}
class Mood {
  cost(x) {
    let sum = 0;
    for (let i = 0; i < 2000; i++) sum += table[i] * x; // self mixed/4
    return sum;
  }
}
class Actor {
  cost(x) {
    let sum = 0;
    for (let i = 0; i < 2000; i++) sum += table[i] * x; // self mixed/4
    return sum;
  }
}
class Year {
  cost(x) {
    let sum = 0;
    for (let i = 0; i < 2000; i++) sum += table[i] * x; // self mixed/4
    return sum;
  }
}

const signals = [new Genre(), new Mood(), new Actor(), new Year()];

function total(x) {
  let sum = 0;
  for (const signal of signals) {
    sum += signal.cost(x); // total mixed
  }
  return sum;
}

function alone(n) {
  let sum = 0;
  for (let i = 0; i < n * 300; i++) sum += table[i % 2000]; // self alone
  return sum;
}

phase('mixed', 32, () => times(80, total)); // total mixed
phase('alone', 10, () => alone(1000)); // total alone
await run();
