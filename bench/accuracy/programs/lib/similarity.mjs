/** Similarities for the programs that inline functions of another file. */

export function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]; // self dot cosine
  return sum;
}

export function manhattan(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] > b[i] ? a[i] - b[i] : b[i] - a[i]; // self manhattan
  return sum;
}

/** Calls another one of this file. */
export function cosine(a, b) {
  return dot(a, b) / Math.sqrt(a.length); // total cosine
}
