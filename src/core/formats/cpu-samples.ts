import { ProfileFormatError } from '../model/errors.js';
import type { ProfileBuilder } from '../model/profile-builder.js';
import { UNKNOWN_LINE, type Line1, type Micros } from '../model/units.js';
import {
  idText,
  isExact,
  type JsonFields,
  malformed,
  nodeIdAt,
  numberAt,
  type NodeId,
} from './json-fields.js';

/** How often a node was hit on one of its lines. */
export interface LineTicks {
  readonly line: Line1;
  readonly ticks: number;
}

/** The nodes of a CPU profile by their index in the file. */
export interface SampledNodes {
  /** The builder's node for each; several may share one. */
  readonly builderNode: Int32Array;
  readonly hits: Float64Array;
  readonly lines: readonly (readonly LineTicks[])[];
}

/** The samples of a CPU profile in the file's order. */
export interface Samples {
  /** Index of the node each sample hit. */
  readonly node: Int32Array;
  /** When each was taken; undefined when the file does not say. */
  readonly timeUs: Float64Array | undefined;
}

/** Reads lists such as `positionTicks: [{line, ticks}]`, whose lines count from 1. */
export function readLineTicks(node: JsonFields, listKey: string, ticksKey: string): LineTicks[] {
  return node.objects(listKey).map((fields) => {
    const line = Math.max(UNKNOWN_LINE, fields.position('line') ?? UNKNOWN_LINE);
    return { line, ticks: fields.amount(ticksKey) };
  });
}

/**
 * Gives the nodes in `builder` their time, timeline and lines. `spanUs` is how long was recorded
 * in all, 0 when that is not known.
 */
export function addSamples(
  builder: ProfileBuilder,
  nodes: SampledNodes,
  samples: Samples,
  spanUs: Micros,
): void {
  const selfUs =
    samples.node.length > 0
      ? addTimeline(builder, nodes, inOrder(samples, spanUs))
      : shareOut(builder, nodes, spanUs);
  selfUs.forEach((value, i) => {
    if (value > 0) addSelf(builder, nodes, i, value);
  });
}

/** Node `i`'s own time, spread over its lines in proportion to how often each was hit. */
function addSelf(builder: ProfileBuilder, nodes: SampledNodes, i: number, value: Micros): void {
  const node = nodes.builderNode[i]!;
  const lines = nodes.lines[i]!;
  builder.addSelf(node, value);
  const all = lines.reduce((sum, each) => sum + each.ticks, 0);
  for (const { line, ticks } of lines) {
    // Our own writer books on line 0 what it cannot tell the line of.
    if (line !== UNKNOWN_LINE && ticks > 0) builder.addLeafLine(node, line, (value * ticks) / all);
  }
}

interface TimedSamples {
  readonly node: Int32Array;
  readonly timeUs: Float64Array;
  /** How long the last sample lasts, which no later one tells. */
  readonly lastUs: Micros;
}

/** Samples by time: threads and clocks make V8 write some with a time before the last one's. */
function inOrder(samples: Samples, spanUs: Micros): TimedSamples {
  const count = samples.node.length;
  const timeUs = samples.timeUs ?? evenTimes(count, spanUs);
  const order = sortedOrder(timeUs);
  const node = order ? Int32Array.from(order, (i) => samples.node[i]!) : samples.node;
  const times = order ? Float64Array.from(order, (i) => timeUs[i]!) : timeUs;
  const measured = times[count - 1]! - times[0]!;
  const lastUs = measured > 0 ? measured / (count - 1) : spanUs / count;
  if (!(measured + lastUs > 0)) {
    throw malformed('All its samples were taken at one time, so they measure nothing.');
  }
  // Samples without any distance share what was recorded in all.
  return measured > 0
    ? { node, timeUs: times, lastUs }
    : { node, timeUs: times.map((time, i) => time + i * lastUs), lastUs };
}

function evenTimes(count: number, spanUs: Micros): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => (spanUs * i) / count);
}

/** Positions in order of time, or undefined when they are in order already. */
function sortedOrder(timeUs: Float64Array): Uint32Array | undefined {
  const isSorted = timeUs.every((time, i) => i === 0 || time >= timeUs[i - 1]!);
  if (isSorted) return undefined;
  return Uint32Array.from(timeUs, (_, i) => i).sort((a, b) => timeUs[a]! - timeUs[b]! || a - b);
}

/** Each sample lasts until the next one. Returns each node's own time. */
function addTimeline(
  builder: ProfileBuilder,
  nodes: SampledNodes,
  { node, timeUs, lastUs }: TimedSamples,
): Float64Array {
  const selfUs = new Float64Array(nodes.builderNode.length);
  const last = node.length - 1;
  for (let i = 0; i <= last; i++) {
    const startUs = timeUs[i]!;
    const durationUs = i === last ? lastUs : timeUs[i + 1]! - startUs;
    const hit = node[i]!;
    selfUs[hit] = selfUs[hit]! + durationUs;
    builder.addSample(nodes.builderNode[hit]!, startUs, durationUs);
  }
  builder.setSampling(node.length, lastUs);
  return selfUs;
}

/** Without samples, the time of the recording goes to the nodes by how often each was hit. */
function shareOut(builder: ProfileBuilder, nodes: SampledNodes, spanUs: Micros): Float64Array {
  const hits = nodes.hits.reduce((sum, each) => sum + each, 0);
  if (hits === 0) throw new ProfileFormatError('no-samples', 'It holds no samples.');
  if (spanUs <= 0) {
    throw malformed('It has neither times of samples nor a start and an end of the recording.');
  }
  const intervalUs = spanUs / hits;
  builder.setSampling(hits, intervalUs);
  return nodes.hits.map((each) => each * intervalUs);
}

/** Index of the node each entry of `samples` names by its id. */
export function nodesOfSamples(
  samples: readonly unknown[],
  indexOfId: ReadonlyMap<NodeId, number>,
): Int32Array {
  const node = new Int32Array(samples.length);
  for (let i = 0; i < node.length; i++) {
    const id = nodeIdAt(samples, i, 'samples');
    const index = indexOfId.get(id);
    if (index === undefined) {
      throw malformed(`Sample ${i} hit node ${idText(id)}, which is missing.`, i);
    }
    node[i] = index;
  }
  return node;
}

/** Times from the distances between samples; the first distance is the one from `startUs`. */
export function timesFromDeltas(startUs: Micros, deltas: readonly unknown[]): Float64Array {
  const timeUs = new Float64Array(deltas.length);
  let now = startUs;
  for (let i = 0; i < timeUs.length; i++) {
    now += numberAt(deltas, i, 'timeDeltas');
    if (!isExact(now)) throw malformed(`Sample ${i} was taken later than can be counted.`);
    timeUs[i] = now;
  }
  return timeUs;
}

/** The list `key` of times. */
export function timesFromList(times: readonly unknown[], key: string): Float64Array {
  const timeUs = new Float64Array(times.length);
  for (let i = 0; i < timeUs.length; i++) timeUs[i] = numberAt(times, i, key);
  return timeUs;
}
