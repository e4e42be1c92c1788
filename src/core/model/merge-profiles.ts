import { ROOT_NODE, ProfileBuilder, type ProfileHead } from './profile-builder.js';
import type { Profile } from './profile.js';

/**
 * One profile for several of the same kind: equal stacks become one and their values add up.
 * Timelines are put in the order of time. Of `thread` only what all have in common is kept.
 */
export function mergeProfiles(profiles: readonly Profile[]): Profile | undefined {
  const [first] = profiles;
  if (first === undefined || profiles.length === 1) return first;
  const { kind, unit, valueName, thread } = first;
  const sameThread = profiles.every(
    (other) => other.thread?.pid === thread?.pid && other.thread?.tid === thread?.tid,
  );
  const head: ProfileHead = {
    kind,
    unit,
    valueName,
    hasCallLines: profiles.some((profile) => profile.hasCallLines),
    ...(sameThread && { thread }),
  };
  const builder = new ProfileBuilder(head);
  const samples: Sample[] = [];
  let sampleCount = 0;
  let sampledUs = 0;
  for (const profile of profiles) {
    const nodes = addTree(builder, profile);
    addLeafLines(builder, profile, nodes);
    collectSamples(samples, profile, nodes);
    sampleCount += profile.sampleCount;
    sampledUs += profile.sampleCount * profile.intervalUs;
  }
  samples.sort((a, b) => a.startUs - b.startUs);
  for (const { node, startUs, durationUs } of samples) builder.addSample(node, startUs, durationUs);
  builder.setSampling(sampleCount, sampleCount === 0 ? 0 : sampledUs / sampleCount);
  return builder.build();
}

interface Sample {
  readonly node: number;
  readonly startUs: number;
  readonly durationUs: number;
}

/** Adds all stacks of `profile`; the result says which node each of its nodes became. */
function addTree(builder: ProfileBuilder, profile: Profile): Int32Array {
  const { tree } = profile;
  const functions = profile.functions.map((spec) => builder.function(spec));
  const nodes = new Int32Array(tree.parent.length);
  nodes[0] = ROOT_NODE;
  for (let node = 0; node < nodes.length; node++) {
    if (node > 0) {
      const parent = nodes[tree.parent[node]!]!;
      nodes[node] = builder.child(parent, functions[tree.functionIndex[node]!]!, tree.line[node]);
    }
    builder.addSelf(nodes[node]!, tree.self[node]!);
  }
  return nodes;
}

function addLeafLines(builder: ProfileBuilder, profile: Profile, nodes: Int32Array): void {
  const lines = profile.leafLines;
  if (lines === undefined) return;
  for (let i = 0; i < lines.node.length; i++)
    {builder.addLeafLine(nodes[lines.node[i]!]!, lines.line[i]!, lines.value[i]!);}
}

function collectSamples(samples: Sample[], profile: Profile, nodes: Int32Array): void {
  const { timeline } = profile;
  if (timeline === undefined) return;
  for (let i = 0; i < timeline.node.length; i++)
    {samples.push({
      node: nodes[timeline.node[i]!]!,
      startUs: timeline.startUs[i]!,
      durationUs: timeline.durationUs[i]!,
    });}
}
