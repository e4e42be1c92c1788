// Reads a feed page by page until the cursor runs out.

interface Page {
  readonly items: readonly number[];
  readonly next: number | undefined;
}

export const sizes = [2000, 4000, 8000, 16000];

export function setup(n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i * 7919) % n);
}

function fetchPage(catalogue: readonly number[], cursor: number): Page {
  const items = catalogue.slice(cursor, cursor + 20);
  const next = cursor + 20 < catalogue.length ? cursor + 20 : undefined;
  return { items, next };
}

export function run(catalogue: readonly number[]): number[] {
  let all: number[] = [];
  let cursor: number | undefined = 0;
  while (cursor !== undefined) {
    const page: Page = fetchPage(catalogue, cursor);
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}
