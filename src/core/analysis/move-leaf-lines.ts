import { ProfileBuilder } from '../model/profile-builder.js';
import type { FrameFunction, LeafLines, Profile } from '../model/profile.js';
import type { Line1 } from '../model/units.js';

/** Where the value of a leaf line belongs: in a function this one calls, by this path, or in itself. */
export interface LeafPlace {
  /** From the callee to the function of the line; empty for the function itself. */
  readonly path: readonly FrameFunction[];
  readonly line: Line1;
}

/**
 * The profile with some of its leaf lines elsewhere. The timeline keeps its order and its nodes.
 * @param placeOf where the value of a node and line belongs; nothing when it is right as it is
 */
export function moveLeafLines(
  profile: Profile,
  leafLines: LeafLines,
  placeOf: (node: number, line: Line1, value: number) => LeafPlace | undefined,
): Profile {
  const { tree, functions, timeline } = profile;
  const builder = new ProfileBuilder(profile);
  const indices = functions.map((spec) => builder.function(spec));
  for (let node = 1; node < tree.parent.length; node++) {
    builder.child(tree.parent[node]!, indices[tree.functionIndex[node]!]!, tree.line[node]);
  }
  for (let node = 0; node < tree.parent.length; node++) builder.addSelf(node, tree.self[node]!);
  for (let i = 0; i < leafLines.node.length; i++) {
    const node = leafLines.node[i]!;
    const line = leafLines.line[i]!;
    const value = leafLines.value[i]!;
    const place = placeOf(node, line, value);
    let target = node;
    for (const spec of place?.path ?? []) target = builder.child(target, builder.function(spec));
    if (target !== node) {
      builder.addSelf(node, -value);
      builder.addSelf(target, value);
    }
    builder.addLeafLine(target, place?.line ?? line, value);
  }
  for (let i = 0; timeline !== undefined && i < timeline.node.length; i++) {
    builder.addSample(timeline.node[i]!, timeline.startUs[i]!, timeline.durationUs[i]!);
  }
  builder.setSampling(profile.sampleCount, profile.intervalUs);
  return builder.build();
}
