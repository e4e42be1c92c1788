import type { CallTree } from './profile.js';

/** Value of every node with all its callees, in the unit of the tree. */
export function nodeTotals(tree: CallTree): Float64Array {
  const totals = Float64Array.from(tree.self);
  for (let node = totals.length - 1; node > 0; node--) {
    const parent = tree.parent[node]!;
    totals[parent] = totals[parent]! + totals[node]!;
  }
  return totals;
}

/** The children of all nodes, one after another: those of `n` stand at `start[n]` … `start[n + 1]`. */
export interface Children {
  readonly start: Int32Array;
  readonly node: Int32Array;
}

/** The children of every node, in the order of their indices. */
export function childrenOf(tree: CallTree): Children {
  const count = tree.parent.length;
  const start = new Int32Array(count + 1);
  for (let node = 1; node < count; node++) {
    const slot = tree.parent[node]! + 1;
    start[slot] = start[slot]! + 1;
  }
  for (let node = 0; node < count; node++) start[node + 1] = start[node + 1]! + start[node]!;
  const next = Int32Array.from(start);
  const node = new Int32Array(Math.max(0, count - 1));
  for (let child = 1; child < count; child++) {
    const parent = tree.parent[child]!;
    const slot = next[parent]!;
    node[slot] = child;
    next[parent] = slot + 1;
  }
  return { start, node };
}

/** Visits all nodes depth first, callers around their callees, without recursion. */
export function depthFirst(
  tree: CallTree,
  enter: (node: number) => void,
  leave: (node: number) => void,
): void {
  if (tree.parent.length === 0) return;
  const children = childrenOf(tree);
  const next = Int32Array.from(children.start);
  const path = [0];
  enter(0);
  for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
    const slot = next[node]!;
    if (slot < children.start[node + 1]!) {
      next[node] = slot + 1;
      const child = children.node[slot]!;
      path.push(child);
      enter(child);
    } else {
      leave(node);
      path.pop();
    }
  }
}
