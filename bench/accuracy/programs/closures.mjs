import { phase, run } from './phases.mjs';

const items = Array.from({ length: 20 }, (_, i) => ({ id: i, tags: [i % 7, i % 11, i % 13] }));
const table = Float64Array.from({ length: 2000 }, (_, i) => i / 64);

function norm(seed) {
  let sum = seed;
  for (let i = 0; i < 2000; i++) sum += table[i] * seed; // self filter map reduce
  return sum;
}

function filtered(limit) {
  return items.filter((item) => norm(item.id) > limit).length; // total filter
}

function mapped(limit) {
  return items.map((item) => norm(item.id) - limit).length; // total map
}

function reduced(limit) {
  return items.reduce((sum, item) => sum + norm(item.id), limit); // total reduce
}

function repeat(work) {
  let sum = 0;
  for (let i = 0; i < 20; i++) {
    sum += work(i); // total filter map reduce
  }
  return sum;
}

phase('filter', 24, () => repeat(filtered)); // total filter
phase('map', 12, () => repeat(mapped)); // total map
phase('reduce', 8, () => repeat(reduced)); // total reduce
await run();
