import { phase, run } from './phases.mjs';

const items = Array.from({ length: 2000 }, (_, i) => i);

function queue() {
  const waiting = items.slice(0, 500);
  let sum = 0;
  while (waiting.length > 0) sum += waiting.shift(); // self queue
  return sum;
}

function insert() {
  const ranked = [];
  for (let i = 0; i < 500; i++) ranked.splice(i >> 1, 0, i); // self insert
  return ranked.length;
}

function flatten() {
  return items.map((item) => [item, item + 1]).flat().length; // self flatten
}

function reverse() {
  return items.concat(items).reverse().slice(10).length; // self reverse
}

phase('queue', 10, () => queue() + queue() + queue()); // total queue
phase('insert', 15, () => insert() + insert()); // total insert
phase('flatten', 10, () => flatten() + flatten()); // total flatten
phase('reverse', 10, () => reverse() + reverse() + reverse()); // total reverse
await run();
