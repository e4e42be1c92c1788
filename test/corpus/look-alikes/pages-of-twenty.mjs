// Cuts a ranking into pages; together the slices are as long as the ranking.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => i);
}

export function run(items) {
  const pages = [];
  for (let start = 0; start < items.length; start += 20) {
    const page = items.slice(start, start + 20);
    pages.push({ first: page[0], last: page[page.length - 1], size: page.length });
  }
  return pages;
}
