// Interleaves organic and sponsored results by recursion.

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  return {
    organic: Array.from({ length: n }, (_, i) => `o${i}`),
    sponsored: Array.from({ length: n }, (_, i) => `s${i}`),
  };
}

function interleave(a, b, out = [], at = 0) {
  if (at >= a.length || at >= b.length) return out;
  out.push(a[at], b[at]);
  return interleave(a, b, out, at + 1);
}

export function run({ organic, sponsored }) {
  return interleave(organic, sponsored);
}
