import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { Profile } from '../model/profile.js';

/** The profile without the time in which the thread had nothing to do: nobody optimises that. */
export function withoutIdle(profile: Profile): Profile {
  const { tree, functions } = profile;
  const builder = new ProfileBuilder(profile);
  const indices = functions.map((spec) => builder.function(spec));
  const nodes = new Int32Array(tree.parent.length);
  nodes[0] = ROOT_NODE;
  for (let node = 1; node < nodes.length; node++) {
    const index = tree.functionIndex[node]!;
    const parent = nodes[tree.parent[node]!]!;
    const isIdle = parent === -1 || functions[index]!.kind === 'idle';
    nodes[node] = isIdle ? -1 : builder.child(parent, indices[index]!, tree.line[node]);
    if (!isIdle) builder.addSelf(nodes[node]!, tree.self[node]!);
  }
  builder.setSampling(profile.sampleCount, profile.intervalUs);
  return builder.build();
}
