import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { Profile } from '../model/profile.js';
import {
  addSamples,
  nodesOfSamples,
  readLineTicks,
  timesFromDeltas,
  type LineTicks,
  type SampledNodes,
  type Samples,
} from './cpu-samples.js';
import { writeCpuProfile } from './cpuprofile-writer.js';
import type { ProfileFormat } from './format.js';
import { idText, JsonFields, malformed, nodeIdAt, type NodeId } from './json-fields.js';
import { jsonOutline } from './json-outline.js';
import { parseJson } from './json-text.js';
import { checkCount } from './limits.js';
import { functionOf, isRoot, type FirstLine } from './v8-frames.js';

/**
 * What `node --cpu-prof`, Chrome and the inspector write: a flat list of nodes, the samples that
 * hit them and the µs between samples.
 * https://chromedevtools.github.io/devtools-protocol/v8/Profiler/#type-Profile
 */
export const cpuprofile: ProfileFormat = {
  id: 'cpuprofile',
  label: 'V8 CPU profile',
  extensions: ['.cpuprofile'],
  detect(bytes) {
    const outline = jsonOutline(bytes);
    if (outline === undefined) return false;
    return (
      outline.has('nodes.callFrame') ||
      outline.has('timeDeltas') ||
      (outline.has('nodes') && (outline.has('startTime') || outline.has('samples')))
    );
  },
  parse: (bytes) => [parseCpuProfile(new JsonFields(parseJson(bytes), 'the profile'))],
  write: writeCpuProfile,
};

interface NodeList {
  readonly fields: readonly JsonFields[];
  readonly indexOfId: ReadonlyMap<NodeId, number>;
}

function parseCpuProfile(file: JsonFields): Profile {
  const builder = new ProfileBuilder({
    kind: 'cpu',
    unit: 'microseconds',
    valueName: 'cpu',
    hasCallLines: false,
  });
  const list = readNodes(file);
  const startUs = file.number('startTime') ?? 0;
  const spanUs = Math.max(0, (file.number('endTime') ?? startUs) - startUs);
  addSamples(builder, addTree(builder, list), readSamples(file, list, startUs), spanUs);
  return builder.build();
}

function readNodes(file: JsonFields): NodeList {
  if (!file.has('nodes')) throw malformed('It has no "nodes", so it is no CPU profile.');
  checkCount(file.list('nodes').length, 'nodes');
  const indexOfId = new Map<NodeId, number>();
  const fields = file.list('nodes').map((value, i) => {
    const node = new JsonFields(value, 'node', i);
    const id = node.id('id');
    if (indexOfId.has(id)) throw malformed(`Two of its nodes have the id ${idText(id)}.`, i);
    indexOfId.set(id, i);
    return node;
  });
  if (fields.length === 0) throw malformed('Its list of nodes is empty.');
  return { fields, indexOfId };
}

function readSamples(file: JsonFields, { indexOfId }: NodeList, startUs: number): Samples {
  const node = nodesOfSamples(file.list('samples'), indexOfId);
  if (!file.has('timeDeltas')) return { node, timeUs: undefined };
  const deltas = file.list('timeDeltas');
  if (deltas.length !== node.length) {
    throw malformed(`It has ${node.length} samples but ${deltas.length} distances between them.`);
  }
  return { node, timeUs: timesFromDeltas(startUs, deltas) };
}

/** Puts the nodes into `builder`, callers first. */
function addTree(builder: ProfileBuilder, list: NodeList): SampledNodes {
  const { fields } = list;
  const frames = fields.map((node) => node.object('callFrame'));
  const firstLine = firstLineOf(frames);
  const parent = parentsOf(list);
  const builderNode = new Int32Array(fields.length);
  for (const i of callersFirst(parent)) {
    const spec = functionOf(frames[i]!, firstLine);
    const caller = parent[i]!;
    builderNode[i] =
      caller === -1 && isRoot(spec)
        ? ROOT_NODE
        : builder.child(caller === -1 ? ROOT_NODE : builderNode[caller]!, builder.function(spec));
  }
  return {
    builderNode,
    hits: Float64Array.from(fields, (node) => node.amount('hitCount')),
    lines: fields.map((node, i) => linesOf(node, frames[i]!)),
  };
}

/**
 * v8-profiler-next's `setGenerateType(1)` writes nearly this format, but counts from 1 and keeps
 * `bailoutReason` and `lineTicks` in the frame, where the inspector never has them.
 * https://github.com/hyj1991/v8-profiler-node8/blob/master/src/cpu_profile_node.cc
 */
function firstLineOf(frames: readonly JsonFields[]): FirstLine {
  return frames.some((frame) => frame.has('bailoutReason') || frame.has('lineTicks')) ? 1 : 0;
}

function linesOf(node: JsonFields, frame: JsonFields): readonly LineTicks[] {
  return frame.has('lineTicks')
    ? readLineTicks(frame, 'lineTicks', 'hitCount')
    : readLineTicks(node, 'positionTicks', 'ticks');
}

/** Index of each node's parent, -1 for the root: from `children`, `parent` or both. */
function parentsOf({ fields, indexOfId }: NodeList): Int32Array {
  const parent = new Int32Array(fields.length).fill(-1);
  const link = (child: number, caller: number): void => {
    const known = parent[child]!;
    if (known !== -1 && known !== caller) {
      throw malformed(`Node ${child} has two parents, nodes ${known} and ${caller}.`, child);
    }
    parent[child] = caller;
  };
  const indexOf = (id: NodeId, of: number): number => {
    const index = indexOfId.get(id);
    if (index === undefined) {
      throw malformed(`Node ${of} names node ${idText(id)}, which is missing.`, of);
    }
    return index;
  };
  fields.forEach((node, i) => {
    const children = node.list('children');
    for (let c = 0; c < children.length; c++) {
      link(indexOf(nodeIdAt(children, c, 'children'), i), i);
    }
    if (node.has('parent')) link(i, indexOf(node.id('parent'), i));
  });
  return parent;
}

/** All nodes of the tree, each after its parent and the children of one in the file's order. */
function callersFirst(parent: Int32Array): Int32Array {
  const root = parent.indexOf(-1);
  if (root === -1) throw malformed('Every one of its nodes has a parent, so its tree has no root.');
  const second = parent.indexOf(-1, root + 1);
  if (second !== -1) throw malformed(`Node ${second} has no parent and is not the root.`, second);
  const firstChild = new Int32Array(parent.length).fill(-1);
  const nextSibling = new Int32Array(parent.length).fill(-1);
  for (let i = parent.length - 1; i >= 0; i--) {
    if (i === root) continue;
    nextSibling[i] = firstChild[parent[i]!]!;
    firstChild[parent[i]!] = i;
  }
  const order = new Int32Array(parent.length);
  let count = 0;
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    order[count++] = node;
    if (nextSibling[node] !== -1) open.push(nextSibling[node]!);
    if (firstChild[node] !== -1) open.push(firstChild[node]!);
  }
  if (count < parent.length) {
    throw malformed(`Some of its nodes, ${parent.length - count}, call each other in a circle.`);
  }
  return order;
}
