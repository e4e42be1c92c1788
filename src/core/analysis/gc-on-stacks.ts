import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { FrameFunction, Profile } from '../model/profile.js';
import type { Stretch } from './align-gc.js';
import { allocatingPlaces, nearestWithFile } from './allocated-places.js';
import { nearestNode } from './nearest-sample.js';

/**
 * Puts the time in garbage collection on top of the stack that was running when it began. V8
 * writes collections as a child of the root, which says nothing about who caused them; the sample
 * just before tells, or, where that function allocates next to nothing, the nearest sample of one that
 * does (see `chargePauses`). Needs a timeline, else the profile comes back as it is.
 */
export function gcOnStacks(profile: Profile, allocations?: Profile): Profile {
  const { timeline, tree, functions } = profile;
  if (timeline === undefined) return profile;
  const allocates = allocatingPlaces(allocations);
  const isGc = (node: number) => functions[tree.functionIndex[node]!]!.kind === 'gc';
  const builder = copyStacks(profile, isGc);
  const gcFunction = builder.function({ name: '(garbage collector)', kind: 'gc' });
  let running = ROOT_NODE;
  for (let i = 0; i < timeline.node.length; i++) {
    const node = timeline.node[i]!;
    const durationUs = timeline.durationUs[i]!;
    if (!isGc(node)) {
      running = node;
      builder.addSample(node, timeline.startUs[i]!, durationUs);
      continue;
    }
    const cause = causeOf(profile, running, timeline.startUs[i]!, allocates);
    const gcNode = builder.child(cause, gcFunction);
    builder.addSelf(gcNode, durationUs);
    builder.addSample(gcNode, timeline.startUs[i]!, durationUs);
  }
  return builder.build();
}

/** The node whose stack has caused a collection, by what was running before. */
function causeOf(
  profile: Profile,
  running: number,
  timeUs: number,
  allocates: ((spec: FrameFunction) => boolean) | undefined,
): number {
  const { tree, functions } = profile;
  if (functions[tree.functionIndex[running]!]!.kind !== 'code') return ROOT_NODE;
  if (allocates === undefined || allocates(nearestWithFile(profile, running))) return running;
  return nearestNode(profile, timeUs, allocates) ?? running;
}

/** A builder with the same nodes at the same indices, without the values of collections. */
function copyStacks(profile: Profile, isGc: (node: number) => boolean): ProfileBuilder {
  const { tree, leafLines } = profile;
  const builder = new ProfileBuilder(profile);
  const functions = profile.functions.map((spec) => builder.function(spec));
  for (let node = 1; node < tree.parent.length; node++) {
    builder.child(tree.parent[node]!, functions[tree.functionIndex[node]!]!, tree.line[node]);
  }
  for (let node = 0; node < tree.parent.length; node++) {
    if (!isGc(node)) builder.addSelf(node, tree.self[node]!);
  }
  for (let i = 0; leafLines !== undefined && i < leafLines.node.length; i++) {
    builder.addLeafLine(leafLines.node[i]!, leafLines.line[i]!, leafLines.value[i]!);
  }
  builder.setSampling(profile.sampleCount, profile.intervalUs);
  return builder;
}

/** When was the thread seen in garbage collection? The amounts are times. */
export function gcRuns(profile: Profile): readonly Stretch[] {
  const { timeline, tree, functions } = profile;
  const runs: { startUs: number; endUs: number; amount: number }[] = [];
  if (timeline === undefined) return runs;
  let inRun = false;
  for (let i = 0; i < timeline.node.length; i++) {
    const isGc = functions[tree.functionIndex[timeline.node[i]!]!]!.kind === 'gc';
    const startUs = timeline.startUs[i]!;
    const endUs = startUs + timeline.durationUs[i]!;
    const last = runs.at(-1);
    if (isGc && inRun && last !== undefined) {
      last.endUs = endUs;
      last.amount = endUs - last.startUs;
    } else if (isGc) {
      runs.push({ startUs, endUs, amount: endUs - startUs });
    }
    inRun = isGc;
  }
  return runs;
}
