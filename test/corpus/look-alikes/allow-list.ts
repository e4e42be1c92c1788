// A class of our own with a method called `includes`, which is a lookup.

class AllowList {
  readonly #ids: ReadonlySet<string>;

  constructor(ids: Iterable<string>) {
    this.#ids = new Set(ids);
  }

  includes(id: string): boolean {
    return this.#ids.has(id);
  }
}

export const sizes = [500, 1000, 2000, 4000];

export function setup(n: number): { allowed: AllowList; ids: string[] } {
  const ids = Array.from({ length: n }, (_, i) => `i${(i * 7919) % n}`);
  return { allowed: new AllowList(ids.filter((_, i) => i % 2 === 0)), ids };
}

export function run({ allowed, ids }: ReturnType<typeof setup>): string[] {
  return ids.filter((id) => allowed.includes(id));
}
