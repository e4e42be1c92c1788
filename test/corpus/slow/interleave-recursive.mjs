// Interleaves organic and sponsored results by recursion.

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  return {
    organic: Array.from({ length: n }, (_, i) => `o${i}`),
    sponsored: Array.from({ length: n }, (_, i) => `s${i}`),
  };
}

function interleave(a, b, out = []) {
  if (a.length === 0 || b.length === 0) return out;
  out.push(a[0], b[0]);
  return interleave(a.slice(1), b.slice(1), out); // grows n^2 rule:slice-recursion
}

export function run({ organic, sponsored }) {
  return interleave(organic, sponsored);
}
