// Scorers get a copy of the context, lest one of them changes it.

export const sizes = [50, 100, 200, 400];

export function setup(n) {
  const context = { now: 1700000000, recent: Array.from({ length: n }, (_, i) => i % 50) };
  const items = Array.from({ length: n }, (_, i) => i);
  return { context, items };
}

const score = (item, { now, recent }) => (now % 97) + recent[item % recent.length];

export function run({ context, items }) {
  const scores = [];
  const own = structuredClone(context);
  for (const item of items) {
    scores.push(score(item, own));
  }
  return scores;
}
