// For each item the next one with a higher score: what leaves the stack never comes back.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => (i * 7919) % n);
}

export function run(scores) {
  const better = new Array(scores.length).fill(-1);
  const open = [];
  for (let i = 0; i < scores.length; i++) {
    while (open.length > 0 && scores[open[open.length - 1]] < scores[i]) better[open.pop()] = i;
    open.push(i);
  }
  return better;
}
