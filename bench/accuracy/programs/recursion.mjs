import { phase, run } from './phases.mjs';

const table = Int32Array.from({ length: 1000 }, (_, i) => i);

function tree(depth) {
  let sum = 0;
  for (let i = 0; i < table.length; i++) sum += table[i] * depth; // self tree
  if (depth === 0) return sum;
  return sum + tree(depth - 1) + tree(depth - 1); // part of tree, less the outermost call
}

function even(n) {
  let sum = 0;
  for (let i = 0; i < table.length; i++) sum += table[i] ^ n; // self chain/2
  return n === 0 ? sum : sum + odd(n - 1); // part of chain
}

function odd(n) {
  let sum = 0;
  for (let i = 0; i < table.length; i++) sum -= table[i] ^ n; // self chain/2
  return n === 0 ? sum : sum + even(n - 1); // part of chain
}

phase('tree', 25, () => tree(7)); // total tree
phase('chain', 15, () => even(200)); // total chain
await run();
