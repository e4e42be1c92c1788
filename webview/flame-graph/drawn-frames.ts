import type { FlameIndex, FlameTree } from '../../src/core/analysis/flame-tree.js';

/** Narrower frames cannot be seen, let alone be hit. */
const MIN_FRAME_PX = 1.5;

/**
 * More frames at once take a browser longer to draw than one wants to wait. Where a graph has
 * more, the narrowest wait for a zoom; where all are alike, the deepest.
 */
export const MAX_DRAWN = 2000;

/** What is to be seen of a flame graph. */
export interface DrawnFrames {
  /** 1 for every node that is drawn. */
  readonly isDrawn: Uint8Array;
  readonly count: number;
  /** Nodes that are wide enough but too many. */
  readonly left: number;
}

/**
 * Which nodes can be seen when `zoomed` fills the width? Those above it, and those below it that
 * are wide enough.
 */
export function drawnFrames(
  tree: FlameTree,
  index: FlameIndex,
  zoomed: number,
  widthPx: number,
): DrawnFrames {
  const isDrawn = new Uint8Array(tree.parent.length);
  const pxOfValue = widthPx / (index.total[zoomed] || 1);
  let candidates: number[] = [];
  for (let node = zoomed; node < index.end[zoomed]!; node++) {
    // With its parent too narrow, none below can be wide enough.
    if (index.total[node]! * pxOfValue >= MIN_FRAME_PX) candidates.push(node);
    else node = index.end[node]! - 1;
  }
  const found = candidates.length;
  if (found > MAX_DRAWN) {
    // A parent is never behind its children in this order, so no frame hangs in the air.
    candidates = candidates
      .sort((a, b) => index.total[b]! - index.total[a]! || index.depth[a]! - index.depth[b]!)
      .slice(0, MAX_DRAWN);
  }
  for (const node of candidates) isDrawn[node] = 1;
  for (let node = tree.parent[zoomed]!; node >= 0; node = tree.parent[node]!) isDrawn[node] = 1;
  return { isDrawn, count: candidates.length, left: found - candidates.length };
}

/** Where a key takes one from a frame. */
export type FlameDirectionKey = 'up' | 'down' | 'left' | 'right';

/** The drawn frame that lies next to this one: above, below, or beside it in the same row. */
export function neighbourOf(
  tree: FlameTree,
  index: FlameIndex,
  { isDrawn }: DrawnFrames,
  node: number,
  direction: FlameDirectionKey,
): number | undefined {
  const depth = index.depth[node]!;
  switch (direction) {
    case 'up':
      return node === 0 ? undefined : tree.parent[node];
    case 'down':
      for (let below = node + 1; below < index.end[node]!; below = index.end[below]!) {
        if (isDrawn[below] === 1) return below;
      }
      return undefined;
    case 'left':
      for (let before = node - 1; before > 0; before--) {
        if (isDrawn[before] === 1 && index.depth[before] === depth) return before;
      }
      return undefined;
    case 'right':
      for (let after = node + 1; after < tree.parent.length; after++) {
        if (isDrawn[after] === 1 && index.depth[after] === depth) return after;
      }
      return undefined;
    default:
      return direction satisfies never;
  }
}
