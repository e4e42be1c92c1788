import { phase, run } from './phases.mjs';

const catalogue = Array.from({ length: 300 }, (_, i) => ({
  id: i,
  title: `title ${i}`,
  tags: ['a', 'b'],
}));
const text = JSON.stringify(catalogue);

function serialize() {
  return JSON.stringify(catalogue).length; // self serialize
}

function parse() {
  return JSON.parse(text).length; // self parse
}

function clone() {
  return structuredClone(catalogue).length; // self clone
}

function repeat(work) {
  let sum = 0;
  for (let i = 0; i < 5; i++) {
    sum += work(); // total serialize parse clone
  }
  return sum;
}

phase('serialize', 12, () => repeat(serialize)); // total serialize
phase('parse', 12, () => repeat(parse)); // total parse
phase('clone', 16, () => repeat(clone)); // total clone
await run();
