import { originOf } from '../model/files.js';
import type { FrameFunction, Profile } from '../model/profile.js';
import type { GcPause } from '../model/recording.js';
import { sampleAt } from './gc-on-stacks.js';

/** A pause and the function that ran when it began; nothing when the thread was idle or unseen. */
export interface ChargedPause extends GcPause {
  readonly function: FrameFunction | undefined;
}

/** A sample further away than this says nothing about a pause. */
const NEAR_US = 50_000;

/**
 * Which function was running when each pause began? The innermost function with a file of its own:
 * an allocating builtin of V8 or a part of Node works for the function that calls it.
 */
export function chargePauses(
  pauses: readonly GcPause[],
  timeline: Profile | undefined,
): ChargedPause[] {
  return pauses.map((pause) => ({
    ...pause,
    function: timeline === undefined ? undefined : runningAt(timeline, pause.startUs),
  }));
}

function runningAt(profile: Profile, timeUs: number): FrameFunction | undefined {
  const { timeline } = profile;
  if (timeline === undefined) return undefined;
  for (let sample = sampleAt(timeline, timeUs); sample >= 0; sample--) {
    if (timeUs - timeline.startUs[sample]! > NEAR_US) return undefined;
    const kind = kindOf(profile, timeline.node[sample]!);
    if (kind === 'gc') continue;
    return kind === 'code' ? nearestWithFile(profile, timeline.node[sample]!) : undefined;
  }
  return undefined;
}

function kindOf(profile: Profile, node: number): FrameFunction['kind'] {
  return profile.functions[profile.tree.functionIndex[node]!]!.kind;
}

function nearestWithFile(profile: Profile, leaf: number): FrameFunction {
  const { tree, functions } = profile;
  for (let node = leaf; node > 0; node = tree.parent[node]!) {
    const spec = functions[tree.functionIndex[node]!]!;
    const origin = originOf(spec.file);
    if (origin === 'own' || origin === 'dependency') return spec;
  }
  return functions[tree.functionIndex[leaf]!]!;
}
