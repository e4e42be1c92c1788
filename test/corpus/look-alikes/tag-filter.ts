// Every item carries a few tags of its own.

interface Item {
  readonly id: number;
  readonly tags: readonly string[];
}

export const sizes = [250, 500, 1000, 2000];

export function setup(n: number): Item[] {
  return Array.from({ length: n }, (_, id) => ({ id, tags: [`t${id % 9}`, `t${id % 13}`, 'all'] }));
}

export function run(items: readonly Item[]): number[] {
  return items.filter((item) => item.tags.includes('t7')).map(({ id }) => id);
}
