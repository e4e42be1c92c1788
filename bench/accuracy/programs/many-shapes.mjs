import { phase, run, times } from './phases.mjs';

const table = Float64Array.from({ length: 300 }, (_, i) => i);

class Genre {
  cost(x) {
    let sum = 0;
    for (let i = 0; i < 300; i++) sum += table[i] * x; // self mixed/4
    return sum;
  }
}
class Mood {
  cost(x) {
    let sum = 0;
    for (let i = 0; i < 300; i++) sum += table[i] * x; // self mixed/4
    return sum;
  }
}
class Actor {
  cost(x) {
    let sum = 0;
    for (let i = 0; i < 300; i++) sum += table[i] * x; // self mixed/4
    return sum;
  }
}
class Year {
  cost(x) {
    let sum = 0;
    for (let i = 0; i < 300; i++) sum += table[i] * x; // self mixed/4
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
  for (let i = 0; i < n * 300; i++) sum += table[i % 300]; // self alone
  return sum;
}

phase('mixed', 32, () => times(500, total)); // total mixed
phase('alone', 10, () => alone(1000)); // total alone
await run();
