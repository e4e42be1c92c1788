import { distance, similarity } from 'ml-distance';
import { repeat, vectors } from './data.mjs';
const items = vectors(150, 40);
repeat(() => {
  let sum = 0;
  for (const a of items)
    for (const b of items) sum += similarity.cosine(a, b) + distance.euclidean(a, b);
  return sum;
});
