// Turns scores into shares of their sum.

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, score: 1 + ((i * 7919) % 100) }));
}

function total(items) {
  let sum = 0;
  for (const { score } of items) sum += score;
  return sum;
}

export function run(items) {
  const shares = [];
  const sum = total(items);
  for (const item of items) {
    shares.push({ id: item.id, share: item.score / sum });
  }
  return shares;
}
