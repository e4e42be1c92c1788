import { originOf } from '../model/files.js';
import type { FrameFunction, Profile } from '../model/profile.js';
import type { Bytes } from '../model/units.js';

/**
 * The innermost function with a file of its own on the stack that ends in a node: an allocating
 * builtin of V8 or a part of Node works for the function that calls it.
 */
export function nearestWithFile(profile: Profile, leaf: number): FrameFunction {
  const { tree, functions } = profile;
  for (let node = leaf; node > 0; node = tree.parent[node]!) {
    const spec = functions[tree.functionIndex[node]!]!;
    const origin = originOf(spec.file);
    if (origin === 'own' || origin === 'dependency') return spec;
  }
  return functions[tree.functionIndex[leaf]!]!;
}

/** Where a function stands, as text: samplers agree on places more than on names. */
export function placeKey({ file, line, column }: FrameFunction): string {
  return `${file}\0${line}:${column}`;
}

/** The same without the column, in which the text of a file and the engine may differ. */
export function headKey({ file, line }: FrameFunction): string {
  return `${file}\0${line}`;
}

/** How many bytes did each function allocate, with the builtins it calls? By `placeKey`. */
export function bytesByPlace(allocations: Profile): ReadonlyMap<string, Bytes> {
  const { tree } = allocations;
  const bytes = new Map<string, Bytes>();
  for (let node = 1; node < tree.parent.length; node++) {
    const self = tree.self[node]!;
    if (self === 0) continue;
    const place = placeKey(nearestWithFile(allocations, node));
    bytes.set(place, (bytes.get(place) ?? 0) + self);
  }
  return bytes;
}

/** A function with less than this share of all bytes hardly ever makes V8 collect. */
const ALLOCATING_SHARE = 0.01;

/** Tells the functions that allocate what it takes; nothing where that was not measured. */
export function allocatingPlaces(
  allocations: Profile | undefined,
): ((spec: FrameFunction) => boolean) | undefined {
  if (allocations === undefined) return undefined;
  const bytes = bytesByPlace(allocations);
  const total = [...bytes.values()].reduce((all, each) => all + each, 0);
  if (total === 0) return undefined;
  return (spec) => (bytes.get(placeKey(spec)) ?? 0) >= total * ALLOCATING_SHARE;
}
