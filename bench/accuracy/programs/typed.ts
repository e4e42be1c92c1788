import { phase, run, times } from './phases.mjs';
import { decay, type Interaction } from './lib/decay.ts';

interface Item {
  readonly id: number;
  readonly interactions: readonly Interaction[];
}

const items: readonly Item[] = Array.from({ length: 12 }, (_, id) => ({
  id,
  interactions: Array.from({ length: 800 }, (__, age) => ({ age, weight: (id * age) % 9 })),
}));

/** What an item is worth today. */
function worth(item: Item, today: number): number {
  return decay(item.interactions, today); // total worth
}

function rank(today: number): number {
  let best = 0;
  for (const item of items) {
    best = Math.max(best, worth(item, today)); // total worth
  }
  return best;
}

function overlap({ interactions: a }: Item, { interactions: b }: Item): number {
  let shared = 0;
  for (let i = 0; i < 800; i++) if (a[i]!.weight === b[i]!.weight) shared += 1; // self overlap
  return shared;
}

function pairs(): number {
  let sum = 0;
  for (const a of items) {
    for (const b of items) {
      sum += overlap(a, b); // total overlap
    }
  }
  return sum;
}

phase('worth', 25, () => times(8, rank)); // total worth
phase('overlap', 15, () => times(2, pairs)); // total overlap
await run();
