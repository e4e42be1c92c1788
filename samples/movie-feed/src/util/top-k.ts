interface Entry<T> {
  readonly item: T;
  readonly key: number;
  readonly index: number;
}

/** Whether `a` ranks below `b`: a smaller key, or the later of two equals. */
function below<T>(a: Entry<T>, b: Entry<T>): boolean {
  return a.key === b.key ? a.index > b.index : a.key < b.key;
}

function siftUp<T>(heap: Entry<T>[], start: number): void {
  const entry = heap[start];
  let at = start;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (!below(entry, heap[parent])) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = entry;
}

function siftDown<T>(heap: Entry<T>[]): void {
  const entry = heap[0];
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && below(heap[child + 1], heap[child])) child++;
    if (!below(heap[child], entry)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = entry;
}

/** The k items with the largest keys, largest first; equals keep their input order. */
export function topK<T>(items: Iterable<T>, k: number, keyOf: (item: T) => number): T[] {
  if (k <= 0) return [];
  const heap: Entry<T>[] = [];
  let index = 0;
  for (const item of items) {
    const entry = { item, key: keyOf(item), index: index++ };
    if (heap.length < k) {
      heap.push(entry);
      siftUp(heap, heap.length - 1);
    } else if (below(heap[0], entry)) {
      heap[0] = entry;
      siftDown(heap);
    }
  }
  return heap.sort((a, b) => (below(a, b) ? 1 : -1)).map(({ item }) => item);
}
