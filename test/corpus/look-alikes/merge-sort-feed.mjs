// A stable sort by halving: copies, but only n log n of it.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({
    id: i,
    score: Math.imul(i + 1, 2654435761) >>> 0,
  }));
}

function sorted(items) {
  if (items.length <= 1) return items;
  const middle = items.length >> 1;
  const left = sorted(items.slice(0, middle));
  const right = sorted(items.slice(middle));
  const out = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    out.push(left[i].score >= right[j].score ? left[i++] : right[j++]);
  }
  while (i < left.length) out.push(left[i++]);
  while (j < right.length) out.push(right[j++]);
  return out;
}

export function run(items) {
  return sorted(items).map(({ id }) => id);
}
