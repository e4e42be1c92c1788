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
  const carriers = new Map();
  items.forEach(({ tags }, i) => {
    for (const tag of tags) {
      if (carriers.has(tag)) carriers.get(tag).push(i);
      else carriers.set(tag, [i]);
    }
  });
  for (let i = 0; i < items.length; i++) {
    const others = new Set(items[i].tags.flatMap((tag) => carriers.get(tag)));
    for (const j of [...others].filter((other) => other > i).sort((a, b) => a - b)) {
      similar.push([items[i].id, items[j].id, jaccard(items[i].tags, items[j].tags)]);
    }
  }
  return similar;
}
