import { ProfileFormatError } from '../model/errors.js';

/** More nodes, functions or samples do not fit a `Map` (2^24 entries in V8), let alone a screen. */
const MOST_ENTRIES = 8_000_000;

/** A profile for each thread and kind of value, each with its nodes, takes this many steps. */
const MOST_STEPS = 1_000_000_000;

/** Stacks written out one by one may repeat a frame this often in all. */
const MOST_FRAMES = 64_000_000;

/** Throws when there are too many of something to work with; `what` is their name. */
export function checkCount(count: number, what: string): void {
  if (count <= MOST_ENTRIES) return;
  throw new ProfileFormatError(
    'too-large',
    `It has more than ${MOST_ENTRIES / 1e6} million ${what}.`,
  );
}

/** Throws when one file makes more profiles than anything but an attack would. */
export function checkProfiles(profiles: number, nodes: number): void {
  if (profiles * nodes <= MOST_STEPS) return;
  throw new ProfileFormatError(
    'too-large',
    `It holds ${profiles} profiles, one for each thread and kind of value, of up to ${nodes} nodes.`,
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
