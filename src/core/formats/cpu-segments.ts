import { ROOT_NODE } from '../model/profile-builder.js';
import type { Profile, Timeline } from '../model/profile.js';
import type { Micros } from '../model/units.js';
import { childrenOf, type MergedTree } from './merged-tree.js';

/** No profile is cut into more pieces than this when it has no timeline of its own. */
const MOST_PIECES = 1_000_000;

/** Stretches of time, each spent in one node, one after another. */
export interface Segments {
  /** When the first one starts. */
  readonly startUs: Micros;
  readonly node: readonly number[];
  readonly durationUs: readonly Micros[];
}

/** Puts segments in a row. */
class SegmentRow implements Segments {
  readonly startUs: Micros;
  readonly node: number[] = [];
  readonly durationUs: Micros[] = [];
  readonly #merged: Profile;
  #running = ROOT_NODE;

  constructor(startUs: Micros, merged: Profile) {
    this.startUs = startUs;
    this.#merged = merged;
  }

  add(node: number, durationUs: Micros): void {
    const cause = this.#merged.tree.parent[node]!;
    if (!isGc(this.#merged, node)) this.#running = node;
    else if (cause !== ROOT_NODE && cause !== this.#running) {
      // Readers take what was sampled before for the cause: a sample of the cause, of no length.
      this.#running = cause;
      this.#push(cause, 0);
    }
    this.#push(node, durationUs);
  }

  #push(node: number, durationUs: Micros): void {
    this.node.push(node);
    this.durationUs.push(durationUs);
  }
}

/**
 * The time of `profiles` as a row of samples of their merged tree: a timeline as it is, and
 * otherwise node after node, each in as many pieces as there were samples.
 */
export function segmentsOf(profiles: readonly Profile[], tree: MergedTree): Segments {
  const startUs = profiles.length === 1 ? (profiles[0]?.timeline?.startUs[0] ?? 0) : 0;
  const segments = new SegmentRow(startUs, tree.merged);
  const order = depthFirst(tree.merged);
  profiles.forEach((profile, p) => {
    const nodeOf = tree.nodeOf[p]!;
    if (profile.timeline) addTimeline(segments, profile.timeline, nodeOf);
    else addNodes(segments, profile, nodeOf, order);
  });
  closeWithMean(segments, (node) => isGc(tree.merged, node));
  return segments;
}

function addTimeline(segments: SegmentRow, timeline: Timeline, nodeOf: Int32Array): void {
  timeline.node.forEach((node, i) => {
    segments.add(nodeOf[node]!, timeline.durationUs[i]!);
  });
}

function addNodes(
  segments: SegmentRow,
  profile: Profile,
  nodeOf: Int32Array,
  order: readonly number[],
): void {
  const self = new Float64Array(order.length);
  profile.tree.self.forEach((value, node) => {
    const merged = nodeOf[node]!;
    self[merged] = self[merged]! + value;
  });
  const total = self.reduce((sum, value) => sum + value, 0);
  const pieceUs = Math.max(profile.intervalUs, total / MOST_PIECES);
  for (const node of order) {
    const value = self[node]!;
    if (value <= 0) continue;
    const pieces = profile.intervalUs > 0 ? Math.max(1, Math.round(value / pieceUs)) : 1;
    for (let i = 0; i < pieces; i++) segments.add(node, value / pieces);
  }
}

function isGc({ functions, tree }: Profile, node: number): boolean {
  return functions[tree.functionIndex[node]!]!.kind === 'gc';
}

/** Each node, the collections it caused, then what it calls: readers take a collection for caused by the sample before. */
function depthFirst(tree: Profile): readonly number[] {
  const children = childrenOf(tree);
  const order: number[] = [];
  const open = [0];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    order.push(node);
    const below = children[node]!;
    for (let i = below.length - 1; i >= 0; i--) if (!isGc(tree, below[i]!)) open.push(below[i]!);
    for (const child of below) if (isGc(tree, child)) open.push(child);
  }
  return order;
}

/**
 * The format has no room for how long the last sample lasted, so readers give it the mean of the
 * others. Makes the last one last that long, with time from the last segment that has as much: the
 * fewer samples move, the closer pauses stay to the samples they were seen in. Collections do not
 * move if anything else can, as they belong to the stack of the sample before them.
 */
function closeWithMean(segments: SegmentRow, isCollection: (node: number) => boolean): void {
  const { node, durationUs } = segments;
  const last = durationUs.length - 1;
  if (last < 1) return;
  const total = durationUs.reduce((sum, value) => sum + value, 0);
  if (Math.abs(durationUs[last]! - total / durationUs.length) < 1) return;
  const mean = total / (durationUs.length + 1);
  const from = lastWith(mean, segments, isCollection);
  const moved = node[from]!;
  let rest = mean;
  for (let i = from; rest > 0 && i >= 0; i--) {
    const taken = Math.min(rest, durationUs[i]!);
    durationUs[i] = durationUs[i]! - taken;
    rest -= taken;
  }
  node.push(moved);
  durationUs.push(mean);
}

/** Index of the last segment that has so much time, together with those of its node just before. */
function lastWith(
  wantedUs: Micros,
  { node, durationUs }: Segments,
  isCollection: (node: number) => boolean,
): number {
  for (let from = node.length - 1, at = from, sum = 0; at >= 0; at--) {
    if (node[at] !== node[from]) {
      from = at;
      sum = 0;
    }
    sum += durationUs[at]!;
    if (sum >= wantedUs && !isCollection(node[from]!)) return from;
  }
  return durationUs.findIndex((duration) => duration >= wantedUs);
}
