import { UNKNOWN_LINE, type Micros } from '../model/units.js';
import type { Profile } from '../model/profile.js';
import { childrenOf, mergeByFunction, profilesOfKind, type MergedTree } from './merged-tree.js';
import { segmentsOf, type Segments } from './cpu-segments.js';
import { Utf8Writer } from './text.js';
import { callFrames } from './v8-call-frames.js';

/** How many more ticks a hit counts where whole ones cannot show how its time spreads. */
const FINE_TICKS = 1000;

/** How far from a whole number of ticks counts as one. */
const TICK_ROUNDING = 1e-6;

/** Samples written in one piece of text. */
const SAMPLES_A_PIECE = 4096;

/**
 * The CPU profiles among `profiles` as one `.cpuprofile`: nodes that differ only in line become
 * one with `positionTicks`, and threads are laid one after another in time.
 */
export function writeCpuProfile(profiles: readonly Profile[]): Uint8Array {
  const cpu = profilesOfKind(profiles, ['cpu'], 'It holds no CPU time to write.');
  const tree = mergeByFunction(cpu);
  const segments = segmentsOf(cpu, tree);
  const out = new Utf8Writer();
  writeNodes(out, tree, segments);
  writeSamples(out, segments);
  return out.bytes();
}

function writeNodes(out: Utf8Writer, { merged }: MergedTree, segments: Segments): void {
  const frames = callFrames(merged.functions);
  const children = childrenOf(merged);
  const hits = new Float64Array(children.length);
  for (const node of segments.node) hits[node] = hits[node]! + 1;
  const lines = linesByNode(merged);
  out.write('{"nodes":[');
  children.forEach((below, node) => {
    const ticks = ticksOf(lines[node] ?? new Map<number, number>(), hits[node]!);
    const json = {
      id: node + 1,
      callFrame: frames[merged.tree.functionIndex[node]!],
      hitCount: hits[node],
      ...(below.length > 0 && { children: below.map((child) => child + 1) }),
      ...(ticks.length > 0 && { positionTicks: ticks }),
    };
    out.write(`${node === 0 ? '' : ','}${JSON.stringify(json)}`);
  });
  out.write(']');
}

function writeSamples(out: Utf8Writer, { node, durationUs, startUs }: Segments): void {
  // Rounding each time, rather than each distance, keeps sums exact.
  const times: Micros[] = [];
  let endUs = startUs;
  for (const duration of durationUs) {
    times.push(Math.round(endUs));
    endUs += duration;
  }
  const firstUs = Math.round(startUs);
  out.write(`,"startTime":${firstUs},"endTime":${Math.round(endUs)}`);
  writeList(out, 'samples', node.length, (i) => node[i]! + 1);
  writeList(out, 'timeDeltas', node.length, (i) => times[i]! - (i === 0 ? firstUs : times[i - 1]!));
  out.write('}');
}

function writeList(
  out: Utf8Writer,
  key: string,
  length: number,
  value: (index: number) => number,
): void {
  out.write(`,"${key}":[`);
  for (let start = 0; start < length; start += SAMPLES_A_PIECE) {
    const size = Math.min(SAMPLES_A_PIECE, length - start);
    const piece = Array.from({ length: size }, (_, i) => value(start + i)).join(',');
    out.write(`${start === 0 ? '' : ','}${piece}`);
  }
  out.write(']');
}

/** Time by line of every node that has any. */
function linesByNode(merged: Profile): readonly (ReadonlyMap<number, number> | undefined)[] {
  const byNode = new Array<Map<number, number> | undefined>(merged.tree.parent.length);
  merged.leafLines?.node.forEach((node, i) => {
    const lines = (byNode[node] ??= new Map<number, number>());
    const line = merged.leafLines?.line[i] ?? UNKNOWN_LINE;
    lines.set(line, (lines.get(line) ?? 0) + (merged.leafLines?.value[i] ?? 0));
  });
  return byNode;
}

/**
 * How often each line of a node was hit. Lines that came from ticks come out as the same ticks;
 * others get as many as it takes to keep their proportion. Time without a line stands on line 0.
 */
function ticksOf(
  lines: ReadonlyMap<number, number>,
  hits: number,
): readonly { line: number; ticks: number }[] {
  if ([...lines.keys()].every((line) => line === UNKNOWN_LINE)) return [];
  const all = [...lines.values()].reduce((sum, value) => sum + value, 0);
  const exact = [...lines].map(([line, value]) => ({ line, ticks: (value / all) * hits }));
  const isWhole = exact.every(({ ticks }) => Math.abs(ticks - Math.round(ticks)) < TICK_ROUNDING);
  const scale = isWhole ? 1 : FINE_TICKS;
  return exact
    .map(({ line, ticks }) => ({ line, ticks: Math.max(1, Math.round(ticks * scale)) }))
    .sort((a, b) => a.line - b.line);
}
