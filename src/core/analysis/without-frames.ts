import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { FrameFunction, Profile } from '../model/profile.js';

/**
 * The profile as if such functions were no functions of their own: what they call is called by
 * their callers, and their own time is that of their callers, on no line in particular.
 */
export function withoutFrames(
  profile: Profile,
  isUnwanted: (spec: FrameFunction) => boolean,
): Profile {
  const { tree, functions, leafLines, timeline } = profile;
  const unwanted = functions.map(isUnwanted);
  if (!unwanted.includes(true)) return profile;
  const builder = new ProfileBuilder(profile);
  const nodes = new Int32Array(tree.parent.length);
  nodes[0] = ROOT_NODE;
  builder.addSelf(ROOT_NODE, tree.self[0] ?? 0);
  const isGone = (node: number) => unwanted[tree.functionIndex[node]!]!;
  for (let node = 1; node < nodes.length; node++) {
    const parent = nodes[tree.parent[node]!]!;
    const spec = functions[tree.functionIndex[node]!]!;
    nodes[node] = isGone(node)
      ? parent
      : builder.child(parent, builder.function(spec), tree.line[node]);
    builder.addSelf(nodes[node]!, tree.self[node]!);
  }
  for (let i = 0; leafLines !== undefined && i < leafLines.node.length; i++) {
    const node = leafLines.node[i]!;
    if (isGone(node)) continue;
    builder.addLeafLine(nodes[node]!, leafLines.line[i]!, leafLines.value[i]!);
  }
  for (let i = 0; timeline !== undefined && i < timeline.node.length; i++) {
    const node = nodes[timeline.node[i]!]!;
    builder.addSample(node, timeline.startUs[i]!, timeline.durationUs[i]!);
  }
  builder.setSampling(profile.sampleCount, profile.intervalUs);
  return builder.build();
}
