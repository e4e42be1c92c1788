import { ROOT_NODE, ProfileBuilder, type ProfileHead } from './profile-builder.js';
import type { FrameFunction, Profile } from './profile.js';
import type { Column1, Micros } from './units.js';

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
  const columnOf = knownColumns(profiles);
  for (const profile of profiles) {
    const nodes = addTree(builder, profile, columnOf);
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

/**
 * The profile of a stretch of time that another one follows without a gap: its last sample lasts
 * until then, and not as long as the others on average.
 */
export function lastingUntil(profile: Profile, endUs: Micros): Profile {
  const { timeline, tree, leafLines } = profile;
  const last = (timeline?.node.length ?? 0) - 1;
  if (timeline === undefined || last < 0) return profile;
  const node = timeline.node[last]!;
  const lastsUs = Math.max(0, endUs - timeline.startUs[last]!);
  const before = tree.self[node]!;
  const after = before - timeline.durationUs[last]! + lastsUs;
  const value = leafLines?.value.map((each, i) =>
    leafLines.node[i] === node && before > 0 ? (each * after) / before : each,
  );
  return {
    ...profile,
    tree: { ...tree, self: withValue(tree.self, node, after) },
    timeline: { ...timeline, durationUs: withValue(timeline.durationUs, last, lastsUs) },
    ...(leafLines !== undefined && value !== undefined && { leafLines: { ...leafLines, value } }),
  };
}

function withValue(list: Float64Array, index: number, value: number): Float64Array {
  const copy = Float64Array.from(list);
  copy[index] = value;
  return copy;
}

interface Sample {
  readonly node: number;
  readonly startUs: number;
  readonly durationUs: number;
}

/**
 * Formats differ in whether they tell the column of a function. One without is the same as the
 * only one of its name, file and line that has one.
 */
function knownColumns(profiles: readonly Profile[]): (spec: FrameFunction) => Column1 {
  const columns = new Map<string, Column1>();
  const keyOf = ({ name, file, line }: FrameFunction) => `${name}\0${file}\0${line}`;
  for (const spec of profiles.flatMap(({ functions }) => functions)) {
    if (spec.column === 0) continue;
    const known = columns.get(keyOf(spec));
    columns.set(keyOf(spec), known === undefined || known === spec.column ? spec.column : 0);
  }
  return (spec) => (spec.column === 0 ? (columns.get(keyOf(spec)) ?? 0) : spec.column);
}

/** Adds all stacks of `profile`; the result says which node each of its nodes became. */
function addTree(
  builder: ProfileBuilder,
  profile: Profile,
  columnOf: (spec: FrameFunction) => Column1,
): Int32Array {
  const { tree } = profile;
  const functions = profile.functions.map((spec) =>
    builder.function({ ...spec, column: columnOf(spec) }),
  );
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
  for (let i = 0; i < lines.node.length; i++) {
    builder.addLeafLine(nodes[lines.node[i]!]!, lines.line[i]!, lines.value[i]!);
  }
}

function collectSamples(samples: Sample[], profile: Profile, nodes: Int32Array): void {
  const { timeline } = profile;
  if (timeline === undefined) return;
  for (let i = 0; i < timeline.node.length; i++) {
    samples.push({
      node: nodes[timeline.node[i]!]!,
      startUs: timeline.startUs[i]!,
      durationUs: timeline.durationUs[i]!,
    });
  }
}
