// Weighs the tags of items by how rare they are. The table of tags grows with the catalogue.

export const sizes = [200, 400, 800, 1600];

export function setup(n) {
  const frequency = {};
  for (let i = 0; i < n; i++) frequency[`tag${i}`] = 1 + (i % 9);
  const items = Array.from({ length: n }, (_, i) => ({ id: i, tag: `tag${(i * 7919) % n}` }));
  return { frequency, items };
}

export function run({ frequency, items }) {
  const weights = [];
  for (const item of items) {
    const tags = Object.keys(frequency).length; // grows n^2 rule:copy-in-loop
    weights.push(Math.log(tags / frequency[item.tag]));
  }
  return weights;
}
