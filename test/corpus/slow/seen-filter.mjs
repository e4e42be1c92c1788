// Candidate generation: what a viewer has watched already is not proposed again.

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  const history = [];
  const candidates = [];
  for (let i = 0; i < n; i++) {
    history.push(`m${(i * 7919) % (2 * n)}`);
    candidates.push({ id: `m${(i * 104729) % (2 * n)}`, score: 1 / (1 + (i % 97)) });
  }
  return { history, candidates };
}

export function run({ history, candidates }) {
  const fresh = candidates.filter(({ id }) => !history.includes(id)); // grows n^2 rule:membership-in-loop
  return fresh.map(({ id }) => id);
}
