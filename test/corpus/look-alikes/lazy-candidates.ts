// A generator that is asked for ten candidates only, whatever the pool.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i * 7919) % n);
}

function* fresh(pool: readonly number[]): Generator<number> {
  for (const item of pool) {
    if (item % 2 === 0) yield item;
  }
}

function take(count: number, items: Iterable<number>): number[] {
  const taken: number[] = [];
  for (const item of items) {
    if (taken.length >= count) break;
    taken.push(item);
  }
  return taken;
}

export function run(pool: readonly number[]): number[] {
  const picks: number[] = [];
  for (let slot = 0; slot < 5; slot++) picks.push(...take(10, fresh(pool.slice(slot))));
  return picks;
}
