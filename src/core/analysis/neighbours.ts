import { depthFirst, nodeTotals } from '../model/call-tree.js';
import { ROOT_NODE } from '../model/profile-builder.js';
import type { Profile } from '../model/profile.js';

/** A function on the other side of a call. */
export interface NeighbourCost {
  /** Index into `Profile.functions`. */
  readonly functionIndex: number;
  /** Value of all stacks with this call on them, in the unit of the profile. */
  readonly total: number;
}

/** Both sides of a function, heaviest first. */
export interface NeighbourCosts {
  readonly callers: readonly NeighbourCost[];
  readonly callees: readonly NeighbourCost[];
}

/**
 * Who calls this function, and whom does it call? A stack counts once for each pair, however often
 * the call is on it, and a function is no neighbour of itself.
 * @param functionIndex index into `profile.functions`
 */
export function neighboursOf(profile: Profile, functionIndex: number): NeighbourCosts {
  const { tree, functions } = profile;
  const totals = nodeTotals(tree);
  const callers = new Calls();
  const callees = new Calls();
  /** The calls a node is an end of, and the function on the other end. */
  const visit = (node: number, act: (calls: Calls, other: number) => void) => {
    const called = tree.functionIndex[node]!;
    const parent = tree.parent[node]!;
    const caller = parent > ROOT_NODE ? tree.functionIndex[parent]! : -1;
    if (caller === called || caller === -1 || functions[called]!.kind !== 'code') return;
    if (called === functionIndex) act(callers, caller);
    if (caller === functionIndex) act(callees, called);
  };
  depthFirst(
    tree,
    (node) => {
      visit(node, (calls, other) => {
        calls.enter(other, totals[node]!);
      });
    },
    (node) => {
      visit(node, (calls, other) => {
        calls.leave(other);
      });
    },
  );
  return { callers: callers.heaviestFirst(), callees: callees.heaviestFirst() };
}

/** Adds up the stacks with a call on them while a tree is visited depth first. */
class Calls {
  readonly #totals = new Map<number, number>();
  /** How often each call is on the stack that is being visited. */
  readonly #depths = new Map<number, number>();

  enter(other: number, total: number): void {
    const depth = this.#depths.get(other) ?? 0;
    this.#depths.set(other, depth + 1);
    if (depth === 0) this.#totals.set(other, (this.#totals.get(other) ?? 0) + total);
  }

  leave(other: number): void {
    this.#depths.set(other, (this.#depths.get(other) ?? 0) - 1);
  }

  heaviestFirst(): NeighbourCost[] {
    return [...this.#totals]
      .map(([functionIndex, total]) => ({ functionIndex, total }))
      .sort((a, b) => b.total - a.total);
  }
}
