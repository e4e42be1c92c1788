// Looks for an item among the last ten that were shown.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => (i * 31) % 17);
}

export function run(feed) {
  const shown = [];
  for (const item of feed) {
    if (!shown.slice(-10).includes(item)) shown.push(item);
  }
  return shown.length;
}
