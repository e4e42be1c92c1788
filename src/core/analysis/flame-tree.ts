import { childrenOf, nodeTotals } from '../model/call-tree.js';
import { ROOT_NODE } from '../model/profile-builder.js';
import type { Profile } from '../model/profile.js';
import { HeaviestFirst } from './heaviest-first.js';

/** Is a frame's row filled with what it calls, or with what called it? */
export type FlameDirection = 'callees' | 'callers';

/** Stands in `FlameTree.frame` for the whole. */
export const ALL_FRAMES = -1;

/** Stands in `FlameTree.frame` for the calls of one frame that are too small to be drawn. */
export const SMALL_FRAMES = -2;

/**
 * A call tree as a flame graph draws it: one node for a function below the same callers, whatever
 * line it ran on. Nodes come in the order of a walk: a node, then all below its first child, then
 * all below its second; heavy children first. Node 0 is the whole.
 */
export interface FlameTree {
  readonly direction: FlameDirection;
  readonly parent: readonly number[];
  /** Index into `Profile.functions`, or `ALL_FRAMES`, or `SMALL_FRAMES`. */
  readonly frame: readonly number[];
  /** Value of the node without those below it; these add up to the whole. */
  readonly self: readonly number[];
  /** What became `SMALL_FRAMES`. */
  readonly folded: {
    readonly calls: number;
    readonly value: number;
    /** Every frame with this share of the whole or more has its own node. */
    readonly belowShare: number;
  };
}

/** How much of a profile a flame graph shows. */
export interface FlameLimits {
  /** Nodes of the tree, small frames included. */
  readonly maxNodes: number;
  /** A frame below this share of the whole gets no node of its own. */
  readonly minShare: number;
}

/** A share of 0.02 % is a quarter of a pixel on a wide screen; 10 000 nodes still zoom at once. */
const FLAME_LIMITS: FlameLimits = { maxNodes: 10_000, minShare: 0.0002 };

/**
 * What called what, and for how long? The heaviest frames get nodes until a limit is reached; the
 * rest of each frame's calls is added up, so nothing is lost. Idle time is no part of it.
 */
export function flameTree(
  profile: Profile,
  direction: FlameDirection,
  limits: FlameLimits = FLAME_LIMITS,
): FlameTree {
  const self = busySelf(profile);
  const { first, grow } = direction === 'callees' ? callees(profile, self) : callers(profile, self);
  const kept = keepHeaviest(first, grow, limits);
  return { direction, ...inWalkingOrder(kept), folded: kept.folded };
}

/** What can be read off a flame tree node by node. */
export interface FlameIndex {
  readonly total: Float64Array;
  readonly depth: Int32Array;
  /** The nodes below `n` are those after it and before `end[n]`. */
  readonly end: Int32Array;
}

/** Totals, depths and extents of all nodes. */
export function flameIndex(tree: FlameTree): FlameIndex {
  const count = tree.parent.length;
  const total = Float64Array.from(tree.self);
  const depth = new Int32Array(count);
  const end = Int32Array.from(tree.parent, (_, node) => node + 1);
  for (let node = 1; node < count; node++) depth[node] = depth[tree.parent[node]!]! + 1;
  for (let node = count - 1; node > 0; node--) {
    const parent = tree.parent[node]!;
    total[parent] = total[parent]! + total[node]!;
    end[parent] = Math.max(end[parent]!, end[node]!);
  }
  return { total, depth, end };
}

/** How much of the whole do these nodes make, each stack counted once? A share, 0…1. */
export function coveredShare(index: FlameIndex, isCovered: (node: number) => boolean): number {
  const whole = index.total[0] ?? 0;
  if (whole === 0) return 0;
  let covered = 0;
  for (let node = 0; node < index.total.length;) {
    const hit = isCovered(node);
    if (hit) covered += index.total[node]!;
    node = hit ? index.end[node]! : node + 1;
  }
  return covered / whole;
}

/** Nodes of the profile's tree that make one frame, with the value each brings. */
interface Calls {
  total: number;
  readonly nodes: number[];
  readonly values: number[];
}

/** What lies below a frame, by function. */
interface Growth {
  self: number;
  readonly calls: Map<number, Calls>;
}

type Grow = (calls: Calls) => Growth;

/** Own values without those that are no work: idle time, and what belongs to no frame at all. */
function busySelf({ tree, functions }: Profile): Float64Array {
  return tree.self.map((value, node) => {
    const { kind } = functions[tree.functionIndex[node]!]!;
    return kind === 'idle' || kind === 'root' ? 0 : value;
  });
}

function callees(profile: Profile, self: Float64Array): { first: Growth; grow: Grow } {
  const tree = { ...profile.tree, self };
  const totals = nodeTotals(tree);
  const children = childrenOf(tree);
  const grow = ({ nodes }: Calls) => {
    const growth: Growth = { self: 0, calls: new Map() };
    for (const node of nodes) {
      growth.self += self[node]!;
      for (let slot = children.start[node]!; slot < children.start[node + 1]!; slot++) {
        const child = children.node[slot]!;
        if (totals[child]! > 0) {
          addCall(growth.calls, tree.functionIndex[child]!, child, totals[child]!);
        }
      }
    }
    return growth;
  };
  return { first: grow({ total: 0, nodes: [ROOT_NODE], values: [] }), grow };
}

function callers({ tree }: Profile, self: Float64Array): { first: Growth; grow: Grow } {
  const first: Growth = { self: 0, calls: new Map() };
  for (let node = 1; node < self.length; node++) {
    if (self[node]! > 0) addCall(first.calls, tree.functionIndex[node]!, node, self[node]!);
  }
  const grow = ({ nodes, values }: Calls) => {
    const growth: Growth = { self: 0, calls: new Map() };
    for (const [i, node] of nodes.entries()) {
      const caller = tree.parent[node]!;
      if (caller === ROOT_NODE) growth.self += values[i]!;
      else addCall(growth.calls, tree.functionIndex[caller]!, caller, values[i]!);
    }
    return growth;
  };
  return { first, grow };
}

function addCall(calls: Map<number, Calls>, frame: number, node: number, value: number): void {
  const known = calls.get(frame);
  if (known === undefined) {
    calls.set(frame, { total: value, nodes: [node], values: [value] });
    return;
  }
  known.total += value;
  known.nodes.push(node);
  known.values.push(value);
}

interface KeptNodes {
  readonly parent: number[];
  readonly frame: number[];
  readonly self: number[];
  /** By node, the value of those below it that got no node. */
  readonly small: number[];
  readonly folded: FlameTree['folded'];
}

/** Turns frames into nodes, the heaviest first, until there are enough. */
function keepHeaviest(first: Growth, grow: Grow, limits: FlameLimits): KeptNodes {
  const whole = first.self + sum([...first.calls.values()].map(({ total }) => total));
  const waiting = new HeaviestFirst<{ parent: number; frame: number; calls: Calls }>();
  const kept = { parent: [-1], frame: [ALL_FRAMES], self: [first.self], small: [0] };
  /** By node, how many calls wait: each such node may need room for its small frames. */
  const open = [first.calls.size];
  let openNodes = first.calls.size > 0 ? 1 : 0;
  for (const [frame, calls] of first.calls) waiting.add(calls.total, { parent: 0, frame, calls });
  while (kept.parent.length + openNodes < limits.maxNodes) {
    if (waiting.heaviest() < limits.minShare * whole) break;
    const next = waiting.take();
    if (next === undefined) break;
    const growth = grow(next.calls);
    const node = kept.parent.push(next.parent) - 1;
    kept.frame.push(next.frame);
    kept.self.push(growth.self);
    kept.small.push(0);
    open.push(growth.calls.size);
    open[next.parent] = open[next.parent]! - 1;
    if (open[next.parent] === 0) openNodes -= 1;
    if (growth.calls.size > 0) openNodes += 1;
    for (const [frame, calls] of growth.calls) {
      waiting.add(calls.total, { parent: node, frame, calls });
    }
  }
  const heaviestLeft = waiting.heaviest();
  const folded = { calls: 0, value: 0, belowShare: 0 };
  for (let rest = waiting.take(); rest !== undefined; rest = waiting.take()) {
    kept.small[rest.parent] = kept.small[rest.parent]! + rest.calls.total;
    folded.calls += 1;
    folded.value += rest.calls.total;
  }
  if (folded.calls > 0) folded.belowShare = Math.max(limits.minShare, heaviestLeft / whole);
  return { ...kept, folded };
}

/** Puts nodes behind their parents, and adds the small frames. */
function inWalkingOrder(kept: KeptNodes): Pick<FlameTree, 'parent' | 'frame' | 'self'> {
  const children = kept.parent.map((): number[] => []);
  for (let node = 1; node < kept.parent.length; node++) children[kept.parent[node]!]!.push(node);
  const tree = { parent: [] as number[], frame: [] as number[], self: [] as number[] };
  const add = (parent: number, frame: number, self: number) => {
    tree.parent.push(parent);
    tree.frame.push(frame);
    return tree.self.push(rounded(self)) - 1;
  };
  const stack: { kept: number; parent: number; small?: number }[] = [{ kept: 0, parent: -1 }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.small !== undefined) {
      add(top.parent, SMALL_FRAMES, top.small);
      continue;
    }
    const node = add(top.parent, kept.frame[top.kept]!, kept.self[top.kept]!);
    const small = kept.small[top.kept]!;
    if (small > 0) stack.push({ kept: -1, parent: node, small });
    for (const child of children[top.kept]!.reverse()) stack.push({ kept: child, parent: node });
  }
  return tree;
}

/** A tenth of a microsecond or of a byte is finer than any sampler, and short to write down. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
