// Candidates by graph: breadth-first from a popular item, whose neighbours all wait at once.

type Graph = ReadonlyMap<number, readonly number[]>;

export const sizes = [500, 1000, 2000, 4000];

export function setup(n: number): Graph {
  const graph = new Map<number, number[]>([[0, []]]);
  for (let i = 1; i < n; i++) {
    graph.get(0)!.push(i);
    graph.set(i, [0, (i % (n - 1)) + 1]);
  }
  return graph;
}

export function run(graph: Graph): number[] {
  const distance = new Map<number, number>([[0, 0]]);
  const waiting: number[] = [0];
  while (waiting.length) {
    const item = waiting.shift()!; // grows n^2 rule:queue-by-shift
    const next = distance.get(item)! + 1;
    for (const neighbour of graph.get(item) ?? []) {
      if (distance.has(neighbour)) continue;
      distance.set(neighbour, next);
      waiting.push(neighbour);
    }
  }
  return [...distance.values()];
}
