import { phase, run, times } from './phases.mjs';

class Item {
  #views;

  constructor(id) {
    this.id = id;
    this.#views = Array.from({ length: 1200 }, (_, i) => (i * id) % 17);
  }

  get popularity() {
    let sum = 0;
    for (const view of this.#views) sum += view; // self popularity
    return sum;
  }

  get recency() {
    let sum = 0;
    for (let i = 0; i < this.#views.length; i++) sum += this.#views[i] / (i + 1); // self recency
    return sum;
  }
}

const items = Array.from({ length: 20 }, (_, i) => new Item(i));

function mostPopular() {
  let best = 0;
  for (const item of items) {
    best = Math.max(best, item.popularity); // total popularity
  }
  return best;
}

function mostRecent() {
  let best = 0;
  for (const item of items) {
    best = Math.max(best, item.recency); // total recency
  }
  return best;
}

phase('popularity', 25, () => times(20, mostPopular)); // total popularity
phase('recency', 15, () => times(20, mostRecent)); // total recency
await run();
