import { phase, run } from './phases.mjs';

const words = Array.from({ length: 400 }, (_, i) => `word${i}`);

function join() {
  return words.map((word) => word.toUpperCase()).join(' ').length; // self join
}

function key(n) {
  let length = 0;
  for (let i = 0; i < n; i++) length += `${words[i % 400]}:${i}`.charCodeAt(3); // self key
  return length;
}

function split(text) {
  return text.split(' ').length; // self split
}

const text = words.join(' ');
phase('join', 18, () => join() + join() + join() + join()); // total join
phase('key', 12, () => key(4000)); // total key
phase('split', 15, () => split(text) + split(text) + split(text)); // total split
await run();
