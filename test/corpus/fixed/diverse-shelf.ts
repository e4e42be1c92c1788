// Greedy diversification by creator and topic, as a class. n is how many items the shelf takes.

interface Clip {
  readonly id: number;
  readonly score: number;
  readonly creator: number;
  readonly topic: number;
}

export const sizes = [10, 20, 40, 80];

const POOL = 800;

const overlap = (a: Clip, b: Clip): number =>
  (a.creator === b.creator ? 2 : 0) + (a.topic === b.topic ? 1 : 0);

class Shelf {
  readonly #picked: Clip[] = [];
  readonly #creators = new Map<number, number>();
  readonly #topics = new Map<number, number>();

  penalty(clip: Clip): number {
    return 2 * (this.#creators.get(clip.creator) ?? 0) + (this.#topics.get(clip.topic) ?? 0);
  }

  add(clip: Clip): void {
    this.#picked.push(clip);
    this.#creators.set(clip.creator, (this.#creators.get(clip.creator) ?? 0) + 1);
    this.#topics.set(clip.topic, (this.#topics.get(clip.topic) ?? 0) + 1);
  }

  get ids(): number[] {
    return this.#picked.map(({ id }) => id);
  }
}

export function setup(n: number): { pool: Clip[]; slots: number } {
  const pool = Array.from({ length: POOL }, (_, id) => ({
    id,
    score: (id * 7919) % POOL,
    creator: id % 23,
    topic: id % 9,
  }));
  return { pool, slots: n };
}

export function run({ pool, slots }: ReturnType<typeof setup>): number[] {
  const shelf = new Shelf();
  const left = new Set(pool);
  for (let slot = 0; slot < slots; slot++) {
    let best: Clip | undefined;
    let bestValue = -Infinity;
    for (const clip of left) {
      const value = clip.score - 40 * shelf.penalty(clip);
      if (value > bestValue) {
        best = clip;
        bestValue = value;
      }
    }
    if (best === undefined) break;
    left.delete(best);
    shelf.add(best);
  }
  return shelf.ids;
}
