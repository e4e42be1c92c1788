// `Object.keys` of the item's own few features.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({
    id: i,
    features: { ctr: (i % 10) / 10, age: i % 30, [`topic${i % 5}`]: 1 },
  }));
}

export function run(items) {
  const scores = [];
  for (const { features } of items) {
    let score = 0;
    for (const name of Object.keys(features)) score += name.length * features[name];
    scores.push(score);
  }
  return scores;
}
