import { phase, run } from './phases.mjs';

const items = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1000);

function distance(list, value) {
  let sum = 0;
  for (let i = 0; i < list.length; i++) sum += Math.abs(list[i] - value); // self distance
  return sum;
}

function overlap(list, value) {
  let hits = 0;
  for (let i = 0; i < list.length; i++) if ((list[i] & value) === value) hits += 1; // self overlap
  return hits;
}

function rankByDistance(n) {
  let best = 0;
  for (let i = 0; i < n; i++) {
    best = Math.max(best, distance(items, i)); // total distance
  }
  return best;
}

function rankByOverlap(n) {
  let best = 0;
  for (let i = 0; i < n; i++) {
    best = Math.max(best, overlap(items, i)); // total overlap
  }
  return best;
}

phase('distance', 36, () => rankByDistance(400)); // total distance
phase('overlap', 12, () => rankByOverlap(400)); // total overlap
await run();
