import { ProfileFormatError } from '../model/errors.js';

/** Trees of more nodes than this do not fit a `Map` (2^24 entries in V8), let alone a screen. */
const MOST_NODES = 8_000_000;

/** Stacks written out one by one may repeat a frame this often in all. */
const MOST_FRAMES = 64_000_000;

/** Throws when a tree has become too large to work with. */
export function checkNodeCount(count: number): void {
  if (count <= MOST_NODES) return;
  throw new ProfileFormatError(
    'too-large',
    `Its call tree has more than ${MOST_NODES / 1e6} million nodes.`,
  );
}

/**
 * Throws when stacks, each written from the outermost frame to its leaf, would fill the disk: deep
 * recursion does that. `leaves` are nodes of a tree whose nodes have these parents.
 */
export function checkStacks(parent: Int32Array, leaves: Iterable<number>): void {
  const depth = new Int32Array(parent.length);
  for (let i = 1; i < depth.length; i++) depth[i] = depth[parent[i]!]! + 1;
  let frames = 0;
  for (const leaf of leaves) frames += depth[leaf]!;
  if (frames <= MOST_FRAMES) return;
  throw new ProfileFormatError(
    'too-large',
    `Its stacks come to ${Math.round(frames / 1e6)} million frames when each is written out.`,
  );
}
