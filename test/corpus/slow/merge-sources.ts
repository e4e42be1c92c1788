// Blends ranked lists round-robin, skipping what another list has contributed already.

export const sizes = [200, 400, 800, 1600];

export function setup(n: number): string[][] {
  const list = (step: number): string[] =>
    Array.from({ length: n / 2 }, (_, i) => `v${(i * step) % n}`);
  return [list(7919), list(104729), list(1299709)];
}

class Blend {
  readonly items: string[] = [];

  add(id: string): void {
    if (!this.items.includes(id)) { // grows n^2 rule:dedupe-by-scan
      this.items.push(id);
    }
  }
}

export function run(lists: ReturnType<typeof setup>): string[] {
  const blend = new Blend();
  const longest = Math.max(...lists.map(({ length }) => length));
  for (let rank = 0; rank < longest; rank++) {
    for (const list of lists) {
      const id = list[rank];
      if (id !== undefined) blend.add(id);
    }
  }
  return blend.items;
}
