// Follows the links "because you watched" back to where a recommendation began.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n) {
  const cause = new Map();
  for (let i = 1; i < n; i++) cause.set(i, i - 1);
  return { cause, from: n - 1 };
}

export function run({ cause, from }) {
  const path = [];
  for (let item = from; item !== undefined; item = cause.get(item)) {
    path.unshift(item); // grows n^2 rule:unshift-in-loop
  }
  return path;
}
