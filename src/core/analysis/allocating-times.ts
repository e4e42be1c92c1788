import type { Profile } from '../model/profile.js';
import type { Stretch } from './align-gc.js';
import { bytesByPlace, nearestWithFile, placeKey } from './allocated-places.js';

/**
 * When did a thread allocate, and about how much? Every function is taken to allocate as fast all
 * the time it runs, which its bytes and its samples tell. Empty where one of them is missing.
 */
export function allocatingTimes(
  cpu: Profile | undefined,
  allocations: Profile | undefined,
): readonly Stretch[] {
  const timeline = cpu?.timeline;
  if (cpu === undefined || timeline === undefined || allocations === undefined) return [];
  const rates = bytesPerUs(cpu, allocations);
  const stretches: { startUs: number; endUs: number; amount: number }[] = [];
  let lastRate = 0;
  for (let i = 0; i < timeline.node.length; i++) {
    const startUs = timeline.startUs[i]!;
    const durationUs = timeline.durationUs[i]!;
    const rate = rates.get(timeline.node[i]!) ?? 0;
    const last = stretches.at(-1);
    if (rate > 0 && rate === lastRate && last !== undefined) {
      last.endUs = startUs + durationUs;
      last.amount += rate * durationUs;
    } else if (rate > 0) {
      stretches.push({ startUs, endUs: startUs + durationUs, amount: rate * durationUs });
    }
    lastRate = rate;
  }
  return stretches;
}

/** How fast the function of each node allocates. */
function bytesPerUs(cpu: Profile, allocations: Profile): ReadonlyMap<number, number> {
  const bytes = bytesByPlace(allocations);
  const times = new Map<string, number>();
  const places = new Map<number, string>();
  for (let node = 1; node < cpu.tree.parent.length; node++) {
    const spec = cpu.functions[cpu.tree.functionIndex[node]!]!;
    if (spec.kind !== 'code') continue;
    const place = placeKey(nearestWithFile(cpu, node));
    places.set(node, place);
    times.set(place, (times.get(place) ?? 0) + cpu.tree.self[node]!);
  }
  const rates = new Map<number, number>();
  for (const [node, place] of places) {
    const time = times.get(place) ?? 0;
    if (time > 0) rates.set(node, (bytes.get(place) ?? 0) / time);
  }
  return rates;
}
