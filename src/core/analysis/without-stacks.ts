import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { FrameFunction, Profile } from '../model/profile.js';

/** The profile without the time in which the thread had nothing to do: nobody optimises that. */
export function withoutIdle(profile: Profile): Profile {
  return withoutStacks(profile, ({ kind }) => kind === 'idle');
}

/**
 * The profile without all stacks on which such a function stands. In a tree their time is gone; in
 * a timeline, which must not have gaps, the thread is idle instead.
 */
export function withoutStacks(
  profile: Profile,
  isUnwanted: (spec: FrameFunction) => boolean,
): Profile {
  const { tree, functions, leafLines, timeline } = profile;
  const unwanted = functions.map(isUnwanted);
  if (!unwanted.includes(true)) return profile;
  const builder = new ProfileBuilder(profile);
  const indices = functions.map((spec) => builder.function(spec));
  const nodes = new Int32Array(tree.parent.length);
  nodes[0] = ROOT_NODE;
  const instead =
    timeline === undefined ? -1 : builder.child(ROOT_NODE, builder.function({ name: '(idle)' }));
  builder.addSelf(ROOT_NODE, tree.self[0] ?? 0);
  for (let node = 1; node < tree.parent.length; node++) {
    const index = tree.functionIndex[node]!;
    const parent = nodes[tree.parent[node]!]!;
    const isOut = parent === instead || unwanted[index]!;
    nodes[node] = isOut ? instead : builder.child(parent, indices[index]!, tree.line[node]);
    if (nodes[node]! >= 0) builder.addSelf(nodes[node]!, tree.self[node]!);
  }
  for (let i = 0; leafLines !== undefined && i < leafLines.node.length; i++) {
    const node = nodes[leafLines.node[i]!]!;
    if (node !== instead) builder.addLeafLine(node, leafLines.line[i]!, leafLines.value[i]!);
  }
  for (let i = 0; timeline !== undefined && i < timeline.node.length; i++) {
    const node = nodes[timeline.node[i]!]!;
    if (node !== -1) builder.addSample(node, timeline.startUs[i]!, timeline.durationUs[i]!);
  }
  builder.setSampling(profile.sampleCount, profile.intervalUs);
  return builder.build();
}
