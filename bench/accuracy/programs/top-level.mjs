import { phase, run } from './phases.mjs';

const table = Int32Array.from({ length: 1000 }, (_, i) => i);
const genres = ['drama', 'comedy'];

/* Functions made by a factory share their text. */
const scorers = genres.map((genre, index) => (n) => {
  let sum = genre.length;
  for (let i = 0; i < n; i++) sum += table[i % 1000] * index; // self drama comedy
  return sum;
});

const curried = (weight) => (boost) => (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += table[i % 1000] * weight - boost; // self curried
  return sum;
};
const heavy = curried(3)(7);

phase('drama', 10, () => scorers[0](100_000)); // total drama
phase('comedy', 10, () => scorers[1](100_000)); // total comedy
phase('curried', 20, () => heavy(100_000)); // total curried
await run();
