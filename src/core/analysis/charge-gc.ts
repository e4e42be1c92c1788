import type { FrameFunction, Profile } from '../model/profile.js';
import type { GcPause } from '../model/recording.js';
import { allocatingPlaces, nearestWithFile } from './allocated-places.js';
import { nearestNode, sampleAt } from './nearest-sample.js';

/** A pause and the function that ran when it began; nothing when the thread was idle or unseen. */
export interface ChargedPause extends GcPause {
  readonly function: FrameFunction | undefined;
}

/** A sample further away than this says nothing about a pause. */
const NEAR_US = 50_000;

/**
 * Which function was running when each pause began? The innermost function with a file of its own:
 * an allocating builtin of V8 or a part of Node works for the function that calls it. V8 collects
 * when something is allocated, so bytes are the second witness: where the function that seems to
 * have run allocates next to nothing, the nearest one in time that does is charged.
 */
export function chargePauses(
  pauses: readonly GcPause[],
  timeline: Profile | undefined,
  allocations?: Profile,
): ChargedPause[] {
  if (timeline === undefined) return pauses.map((pause) => ({ ...pause, function: undefined }));
  const allocates = allocatingPlaces(allocations);
  return pauses.map((pause) => {
    const running = runningAt(timeline, pause.startUs);
    if (running === undefined || allocates === undefined || allocates(running)) {
      return { ...pause, function: running };
    }
    const nearest = nearestNode(timeline, pause.startUs, allocates);
    const charged = nearest === undefined ? running : nearestWithFile(timeline, nearest);
    return { ...pause, function: charged };
  });
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
