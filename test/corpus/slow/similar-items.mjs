// Item neighbours by the Jaccard similarity of their tags; only items that share a tag are alike.

export const sizes = [50, 100, 200, 400];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({
    id: i,
    tags: [`t${i % Math.ceil(n / 2)}`, `u${i % Math.ceil(n / 3)}`, `v${(i * 7) % n}`],
  }));
}

function jaccard(a, b) {
  const left = new Set(a);
  const right = new Set(b);
  let shared = 0;
  for (const tag of left) if (right.has(tag)) shared += 1;
  return shared / (left.size + right.size - shared);
}

export function run(items) {
  const similar = [];
  for (let i = 0; i < items.length; i++) {
    for (let j = i + 1; j < items.length; j++) { // grows n^2 rule:pairwise-similarity
      const similarity = jaccard(items[i].tags, items[j].tags);
      if (similarity > 0) similar.push([items[i].id, items[j].id, similarity]);
    }
  }
  return similar;
}
