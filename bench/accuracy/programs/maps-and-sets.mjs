import { phase, run } from './phases.mjs';

const byId = new Map(Array.from({ length: 5000 }, (_, i) => [i * 3, i]));
const seen = new Set(Array.from({ length: 5000 }, (_, i) => `title ${i}`));
const names = Array.from({ length: 5000 }, (_, i) => `title ${i * 2}`);

function lookUp() {
  let sum = 0;
  for (let i = 0; i < 5000; i++) sum += byId.get(i) ?? 0; // self lookUp
  return sum;
}

function check() {
  let count = 0;
  for (const name of names) if (seen.has(name)) count += 1; // self check
  return count;
}

function fill() {
  const counts = new Map();
  for (let i = 0; i < 5000; i++) counts.set(i % 700, (counts.get(i % 700) ?? 0) + 1); // self fill
  return counts.size;
}

phase('lookUp', 20, () => lookUp() + lookUp() + lookUp()); // total lookUp
phase('check', 10, () => check() + check() + check()); // total check
phase('fill', 15, () => fill() + fill() + fill()); // total fill
await run();
