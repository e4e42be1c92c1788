import KNN from 'ml-knn';
import { random, repeat, vectors } from './data.mjs';
const knn = new KNN(
  vectors(1000, 8),
  Array.from({ length: 1000 }, () => Math.floor(random() * 5)),
);
const queries = vectors(50, 8);
repeat(() => knn.predict(queries).length);
