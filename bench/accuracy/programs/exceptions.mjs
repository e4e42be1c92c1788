import { phase, run } from './phases.mjs';

function find(id) {
  if (id % 2 === 0) throw new Error(`no ${id}`); // self failing
  return id;
}

function tolerant(n) {
  let found = 0;
  for (let i = 0; i < n; i++) {
    try {
      found += find(i * 2); // total failing
    } catch (error) {
      found -= error instanceof Error ? 1 : 0;
    }
  }
  return found;
}

function plain(n) {
  let sum = 0;
  try {
    for (let i = 0; i < n; i++) sum += i % 7; // self plain
  } finally {
    sum += 1;
  }
  return sum;
}

phase('failing', 24, () => tolerant(100)); // total failing
phase('plain', 16, () => plain(500_000)); // total plain
await run();
