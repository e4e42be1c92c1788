// Merges the sorted results of eight shards with a heap.

type Head = { shard: number; at: number; score: number };

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n: number): number[][] {
  return Array.from({ length: 8 }, (_, s) =>
    Array.from({ length: Math.floor(n / 8) }, (_unused, i) => n * 10 - i * 9 - s),
  );
}

function siftDown(heap: Head[]): void {
  let i = 0;
  for (;;) {
    let largest = i;
    for (const child of [2 * i + 1, 2 * i + 2]) {
      if (child < heap.length && heap[child]!.score > heap[largest]!.score) largest = child;
    }
    if (largest === i) return;
    [heap[i], heap[largest]] = [heap[largest]!, heap[i]!];
    i = largest;
  }
}

export function run(shards: readonly (readonly number[])[]): number[] {
  const heap = shards.map((scores, shard) => ({ shard, at: 0, score: scores[0]! }));
  heap.sort((a, b) => b.score - a.score);
  const merged: number[] = [];
  while (heap.length > 0) {
    const top = heap[0]!;
    merged.push(top.score);
    const scores = shards[top.shard]!;
    top.at += 1;
    if (top.at < scores.length) {
      top.score = scores[top.at]!;
    } else {
      const last = heap.pop()!;
      if (heap.length > 0) heap[0] = last;
    }
    siftDown(heap);
  }
  return merged;
}
