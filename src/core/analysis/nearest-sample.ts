import type { FrameFunction, Profile, Timeline } from '../model/profile.js';
import type { Micros } from '../model/units.js';
import { nearestWithFile } from './allocated-places.js';

/**
 * How far the sample that has caused a collection may be from where that is said to begin. Garbage
 * waits for the next allocation, and the time of some pauses is known by laying them over samples.
 */
const SLACK_US: Micros = 20_000;

/** Index of the last sample that started at or before a time; -1 when all came later. */
export function sampleAt(timeline: Timeline, timeUs: Micros): number {
  let low = 0;
  let high = timeline.startUs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeline.startUs[middle]! <= timeUs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Which node, of those whose innermost function with a file `isWanted`, was sampled nearest to a
 * time? Nothing when none was near.
 */
export function nearestNode(
  profile: Profile,
  timeUs: Micros,
  isWanted: (spec: FrameFunction) => boolean,
): number | undefined {
  const { timeline, tree, functions } = profile;
  if (timeline === undefined) return undefined;
  let nearest: number | undefined;
  let distanceUs = SLACK_US;
  const from = Math.max(0, sampleAt(timeline, timeUs - SLACK_US));
  for (let sample = from; sample < timeline.node.length; sample++) {
    const sampleUs = timeline.startUs[sample]!;
    if (sampleUs - timeUs > distanceUs) break;
    const afterUs = Math.max(0, timeUs - sampleUs - timeline.durationUs[sample]!);
    const apartUs = Math.max(afterUs, sampleUs - timeUs);
    const node = timeline.node[sample]!;
    if (apartUs >= distanceUs || functions[tree.functionIndex[node]!]!.kind !== 'code') continue;
    if (!isWanted(nearestWithFile(profile, node))) continue;
    nearest = node;
    distanceUs = apartUs;
  }
  return nearest;
}
