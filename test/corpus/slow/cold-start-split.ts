// Splits a catalogue into items the model knows and items it has never seen.

interface Item {
  readonly id: number;
  readonly title: string;
}

export const sizes = [250, 500, 1000, 2000];

class Vocabulary {
  private readonly known: number[] = [];

  learn(id: number): void {
    this.known.push(id);
  }

  split(items: readonly Item[]): { warm: Item[]; cold: Item[] } {
    const warm: Item[] = [];
    const cold: Item[] = [];
    for (const item of items) {
      if (this.known.indexOf(item.id) === -1) cold.push(item); // grows n^2 rule:membership-in-loop
      else warm.push(item);
    }
    return { warm, cold };
  }
}

export function setup(n: number): { trained: number[]; items: Item[] } {
  const trained: number[] = [];
  const items: Item[] = [];
  for (let i = 0; i < n; i++) {
    trained.push(i * 3);
    items.push({ id: ((i * 7919) % n) * 2, title: `Title ${i}` });
  }
  return { trained, items };
}

export function run({ trained, items }: ReturnType<typeof setup>): unknown {
  const vocabulary = new Vocabulary();
  trained.forEach((id) => vocabulary.learn(id));
  const { warm, cold } = vocabulary.split(items);
  return { warm: warm.length, cold: cold.map(({ id }) => id) };
}
