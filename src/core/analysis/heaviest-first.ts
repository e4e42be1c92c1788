interface Waiting<T> {
  readonly weight: number;
  readonly item: T;
}

/** A queue that gives its heaviest item first (a binary heap); equal ones in no certain order. */
export class HeaviestFirst<T> {
  readonly #heap: Waiting<T>[] = [];

  /** Weight of the item that comes next; 0 when there is none. */
  heaviest(): number {
    return this.#heap[0]?.weight ?? 0;
  }

  add(weight: number, item: T): void {
    const heap = this.#heap;
    let at = heap.push({ weight, item }) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (heap[above]!.weight >= weight) break;
      this.#swap(at, above);
      at = above;
    }
  }

  take(): T | undefined {
    const heap = this.#heap;
    const [top] = heap;
    const last = heap.pop();
    if (top === undefined || last === undefined) return undefined;
    if (heap.length > 0) {
      heap[0] = last;
      this.#sink();
    }
    return top.item;
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ;) {
      let heavier = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < heap.length && heap[below]!.weight > heap[heavier]!.weight) heavier = below;
      }
      if (heavier === at) return;
      this.#swap(at, heavier);
      at = heavier;
    }
  }

  #swap(a: number, b: number): void {
    const item = this.#heap[a]!;
    this.#heap[a] = this.#heap[b]!;
    this.#heap[b] = item;
  }
}
