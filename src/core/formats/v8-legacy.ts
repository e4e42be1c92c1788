import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { Profile } from '../model/profile.js';
import {
  addSamples,
  nodesOfSamples,
  readLineTicks,
  timesFromList,
  type LineTicks,
  type Samples,
} from './cpu-samples.js';
import type { ProfileFormat } from './format.js';
import { idText, JsonFields, malformed, type NodeId } from './json-fields.js';
import { jsonOutline } from './json-outline.js';
import { parseJson } from './json-text.js';
import { checkCount } from './limits.js';
import { functionOf, isRoot } from './v8-frames.js';

const MICROS_PER_SECOND = 1e6;

/**
 * The nested tree that Chrome wrote before 2016 and v8-profiler-next still writes by default:
 * lines count from 1, start and end are in whole or broken seconds, `timestamps` in µs.
 * https://github.com/hyj1991/v8-profiler-node8/blob/master/src/cpu_profile.cc
 */
export const v8Legacy: ProfileFormat = {
  id: 'v8-legacy',
  label: 'V8 CPU profile of the old kind',
  extensions: ['.cpuprofile'],
  detect(bytes) {
    const outline = jsonOutline(bytes);
    return (
      outline !== undefined && (outline.has('head.functionName') || outline.has('head.hitCount'))
    );
  },
  parse: (bytes) => [parseLegacy(new JsonFields(parseJson(bytes), 'the profile'))],
};

function parseLegacy(file: JsonFields): Profile {
  const builder = new ProfileBuilder({
    kind: 'cpu',
    unit: 'microseconds',
    valueName: 'cpu',
    hasCallLines: false,
  });
  const tree = readTree(builder, file.object('head'));
  const seconds = (file.number('endTime') ?? 0) - (file.number('startTime') ?? 0);
  const spanUs = Math.max(0, seconds * MICROS_PER_SECOND);
  const nodes = {
    builderNode: Int32Array.from(tree.builderNode),
    hits: Float64Array.from(tree.hits),
    lines: tree.lines,
  };
  addSamples(builder, nodes, readSamples(file, tree.indexOfId), spanUs);
  return builder.build();
}

interface LegacyTree {
  readonly builderNode: number[];
  readonly hits: number[];
  readonly lines: (readonly LineTicks[])[];
  readonly indexOfId: Map<NodeId, number>;
}

/** Reads the nested nodes with a stack of its own: they nest as deep as the program's calls. */
function readTree(builder: ProfileBuilder, head: JsonFields): LegacyTree {
  const tree: LegacyTree = { builderNode: [], hits: [], lines: [], indexOfId: new Map() };
  const open: { fields: JsonFields; parent: number }[] = [{ fields: head, parent: ROOT_NODE }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { fields, parent } = next;
    const spec = functionOf(fields, 1);
    const isHead = tree.hits.length === 0;
    const node = isHead && isRoot(spec) ? ROOT_NODE : builder.child(parent, builder.function(spec));
    checkCount(builder.nodeCount, 'nodes');
    addId(tree, fields);
    tree.builderNode.push(node);
    tree.hits.push(fields.amount('hitCount'));
    tree.lines.push(readLineTicks(fields, 'lineTicks', 'hitCount'));
    const children = fields.list('children');
    for (let i = children.length - 1; i >= 0; i--) {
      open.push({ fields: new JsonFields(children[i], `child ${i} of a node`), parent: node });
    }
  }
  return tree;
}

/** Ids are there for the samples alone; trees without samples do without. */
function addId(tree: LegacyTree, fields: JsonFields): void {
  if (!fields.has('id')) return;
  const id = fields.id('id');
  if (tree.indexOfId.has(id)) throw malformed(`Two of its nodes have the id ${idText(id)}.`);
  tree.indexOfId.set(id, tree.builderNode.length);
}

function readSamples(file: JsonFields, indexOfId: ReadonlyMap<NodeId, number>): Samples {
  const node = nodesOfSamples(file.list('samples'), indexOfId);
  if (!file.has('timestamps')) return { node, timeUs: undefined };
  const timeUs = timesFromList(file.list('timestamps'), 'timestamps');
  if (timeUs.length !== node.length) {
    throw malformed(`It has ${node.length} samples but ${timeUs.length} times of samples.`);
  }
  return { node, timeUs };
}
