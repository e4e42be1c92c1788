import {
  Function,
  Label,
  Location,
  Mapping,
  Profile as Pprof,
  Sample,
  StringTable,
  ValueType,
} from 'pprof-format';
import { ProfileFormatError } from '../model/errors.js';
import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { CallTree, Profile } from '../model/profile.js';
import { checkStacks } from './limits.js';
import { addTree } from './merged-tree.js';
import { unnamed } from './pprof-frames.js';
import { PID_LABEL, THREAD_LABEL } from './pprof-labels.js';
import { isSampleCount, toInteger, valueTypeOf } from './pprof-values.js';
import type { PprofValueType } from './pprof-messages.js';
import { forEachSelfLine } from './self-lines.js';

const NANOS_PER_MICRO = 1000;

const SAMPLES: PprofValueType = { type: 'samples', unit: 'count' };

/**
 * Profiles of any kind as one pprof: a column for each kind of value, and before that of CPU time
 * one of samples. Stacks that are the same become one sample. Leaf lines become lines of leaf
 * locations, while callers keep line 0 where the sampler did not tell it.
 */
export function writePprof(profiles: readonly Profile[]): Uint8Array {
  const columns = columnsOf(profiles);
  const rows = collectRows(profiles, columns);
  if (rows.stacks.size === 0) {
    throw new ProfileFormatError('no-samples', 'It holds no value to write.');
  }
  checkStacks(
    rows.merged.tree.parent,
    Array.from(rows.stacks.values(), ({ node }) => node),
  );
  return encode(profiles, columns, rows);
}

function columnsOf(profiles: readonly Profile[]): readonly PprofValueType[] {
  const columns = profiles.map(valueTypeOf);
  const isCounted = profiles.some((profile) => samplesByNode(profile) !== undefined);
  if (isCounted && !columns.some(isSampleCount)) columns.unshift(SAMPLES);
  return columns.filter((column, i) => columns.findIndex((each) => isSame(each, column)) === i);
}

function isSame(a: PprofValueType, b: PprofValueType): boolean {
  return a.type === b.type && a.unit === b.unit;
}

/** Samples of CPU time that hit each node, as far as that is known. */
function samplesByNode(profile: Profile): Float64Array | undefined {
  if (profile.kind !== 'cpu') return undefined;
  const { tree, timeline, intervalUs } = profile;
  if (timeline) {
    const counts = new Float64Array(tree.self.length);
    for (const node of timeline.node) counts[node] = counts[node]! + 1;
    return counts;
  }
  return intervalUs > 0 ? tree.self.map((value) => value / intervalUs) : undefined;
}

/** Values by thread and node of one tree for all profiles. */
interface Rows {
  readonly merged: Profile;
  readonly stacks: ReadonlyMap<string, Row>;
}

/** What becomes one sample of the file. */
interface Row {
  /** The profile whose thread it belongs to. */
  readonly profile: Profile;
  /** The leaf in `merged`. */
  readonly node: number;
  /** By column. */
  readonly values: number[];
}

function collectRows(profiles: readonly Profile[], columns: readonly PprofValueType[]): Rows {
  const head = { kind: 'other', unit: 'count', valueName: '', hasCallLines: true } as const;
  const builder = new ProfileBuilder(head);
  const stacks = new Map<string, Row>();
  const isCounted = !profiles.some((profile) => isSampleCount(valueTypeOf(profile)));
  for (const profile of profiles) {
    const leafOf = leafFinder(builder, profile);
    const column = columns.findIndex((each) => isSame(each, valueTypeOf(profile)));
    const countOf = isCounted ? sampleCounter(profile) : undefined;
    const countColumn = columns.findIndex(isSampleCount);
    forEachSelfLine(profile, (node, line, value) => {
      const { values } = rowAt(stacks, profile, leafOf(node, line), columns.length);
      values[column] = values[column]! + toInteger(profile, value);
      if (countOf) values[countColumn] = values[countColumn]! + countOf(node, value);
    });
  }
  return { merged: builder.build(), stacks };
}

/** Adds the tree of `profile` to `builder`; the result finds the node for a node at a line. */
function leafFinder(
  builder: ProfileBuilder,
  profile: Profile,
): (node: number, line: number) => number {
  const { parent, functionIndex, line: lines } = profile.tree;
  const nodeOf = addTree(builder, profile, true);
  const functions = profile.functions.map((each) => builder.function(each));
  return (node, line) =>
    node === ROOT_NODE || line === lines[node]
      ? nodeOf[node]!
      : builder.child(nodeOf[parent[node]!]!, functions[functionIndex[node]!]!, line);
}

/** Hands out the samples of each node to its lines, whole ones that add up to all of them. */
function sampleCounter(profile: Profile): ((node: number, value: number) => number) | undefined {
  const samples = samplesByNode(profile);
  if (samples === undefined) return undefined;
  const due = new Float64Array(samples.length);
  const given = new Float64Array(samples.length);
  return (node, value) => {
    due[node] = due[node]! + (samples[node]! * value) / profile.tree.self[node]!;
    const count = Math.round(due[node]) - given[node]!;
    given[node] = given[node]! + count;
    return count;
  };
}

function rowAt(stacks: Map<string, Row>, profile: Profile, node: number, columns: number): Row {
  const { thread } = profile;
  const key = thread ? `${thread.pid} ${thread.tid} ${node}` : `${node}`;
  const known = stacks.get(key);
  if (known) return known;
  const row = { profile, node, values: new Array<number>(columns).fill(0) };
  stacks.set(key, row);
  return row;
}

function encode(
  profiles: readonly Profile[],
  columns: readonly PprofValueType[],
  { merged, stacks }: Rows,
): Uint8Array {
  const strings = new StringTable();
  const locationOf = new LocationTable(merged, strings);
  const valueType = ({ type, unit }: PprofValueType): ValueType =>
    new ValueType({ type: strings.dedup(type), unit: strings.dedup(unit) });
  const hasThreads =
    new Set(profiles.map(({ thread }) => `${thread?.pid} ${thread?.tid}`)).size > 1;
  const sample = [...stacks.values()].map(
    ({ profile, node, values }) =>
      new Sample({
        locationId: stackOf(merged.tree, node, locationOf),
        value: values,
        label: hasThreads ? threadLabels(profile, strings) : [],
      }),
  );
  const intervalUs = profiles.find(({ kind }) => kind === 'cpu')?.intervalUs ?? 0;
  const period = Math.round(intervalUs * NANOS_PER_MICRO);
  return new Pprof({
    sampleType: columns.map(valueType),
    sample,
    mapping: [new Mapping({ id: 1, hasFunctions: true, hasFilenames: true, hasLineNumbers: true })],
    location: locationOf.locations,
    function: locationOf.functions,
    stringTable: strings,
    durationNanos: durationOf(profiles),
    ...(period > 0 && { period, periodType: valueType({ type: 'cpu', unit: 'nanoseconds' }) }),
  }).encode();
}

function stackOf(tree: CallTree, leaf: number, locations: LocationTable): number[] {
  const ids: number[] = [];
  for (let node = leaf; node !== ROOT_NODE; node = tree.parent[node]!) ids.push(locations.id(node));
  return ids;
}

function threadLabels({ thread }: Profile, strings: StringTable): Label[] {
  if (thread === undefined) return [];
  return [
    new Label({ key: strings.dedup(PID_LABEL), num: thread.pid }),
    new Label({ key: strings.dedup(THREAD_LABEL), num: thread.tid }),
  ];
}

/** How long was recorded: threads run at the same time, so the longest counts. */
function durationOf(profiles: readonly Profile[]): number {
  const durations = profiles
    .filter(({ kind }) => kind === 'cpu')
    .map(({ tree }) => tree.self.reduce((sum, value) => sum + value, 0));
  return Math.round(Math.max(0, ...durations) * NANOS_PER_MICRO);
}

/** Functions, and locations for each line they run at. */
class LocationTable {
  readonly locations: Location[] = [];
  readonly functions: Function[];
  readonly #tree: CallTree;
  readonly #idByKey = new Map<string, number>();

  constructor({ functions, tree }: Profile, strings: StringTable) {
    this.#tree = tree;
    this.functions = functions.map(({ name, file, line, column }, i) => {
      const label = strings.dedup(name === '' ? unnamed(line, column) : name);
      const filename = strings.dedup(file);
      return new Function({ id: i + 1, name: label, systemName: label, filename, startLine: line });
    });
  }

  /** The location a node of the tree runs at. */
  id(node: number): number {
    const functionId = this.#tree.functionIndex[node]! + 1;
    const line = this.#tree.line[node]!;
    const key = `${functionId},${line}`;
    const known = this.#idByKey.get(key);
    if (known !== undefined) return known;
    const id = this.locations.length + 1;
    this.locations.push(new Location({ id, mappingId: 1, line: [{ functionId, line }] }));
    this.#idByKey.set(key, id);
    return id;
  }
}
