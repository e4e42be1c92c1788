import { ProfileFormatError } from '../model/errors.js';
import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { Profile, ThreadId } from '../model/profile.js';
import type { Micros } from '../model/units.js';
import type { ProfileFormat } from './format.js';
import { checkProfiles } from './limits.js';
import { framesOf, linesAreStarts } from './pprof-frames.js';
import { looksLikePprof, readPprof, type PprofFile, type PprofSample } from './pprof-messages.js';
import { PID_LABEL, THREAD_LABEL } from './pprof-labels.js';
import { isSampleCount, meaningOf, type ValueMeaning } from './pprof-values.js';
import { writePprof } from './pprof-writer.js';
import { StackTree } from './stack-tree.js';

/** Fields looked at to tell whether this is the format. */
const FIELDS_TO_DETECT = 32;

/**
 * Google's protobuf of stacks, written by Go, @datadog/pprof and many more. One profile comes out
 * for each value type, and each thread where samples are labelled with theirs.
 * https://github.com/google/pprof/blob/main/proto/profile.proto
 */
export const pprof: ProfileFormat = {
  id: 'pprof',
  label: 'pprof profile',
  extensions: ['.pb.gz', '.pprof', '.prof', '.pb'],
  detect: (bytes) => looksLikePprof(bytes, FIELDS_TO_DETECT),
  parse: parsePprof,
  write: writePprof,
};

function parsePprof(bytes: Uint8Array): readonly Profile[] {
  if (bytes.length === 0) throw new ProfileFormatError('empty', 'There is nothing in it.');
  const file = readPprof(bytes);
  const stacks = readStacks(file);
  const hasCallLines = stacks.tree.hasCallLines();
  const meanings = file.valueTypes.map(meaningOf);
  const columns = [
    ...file.valueTypes.map(({ type }, index) => ({ index, name: type, meaning: meanings[index]! })),
    ...derivedCpu(file, meanings),
  ];
  checkProfiles(stacks.threads.length * columns.length, stacks.tree.nodeCount);
  return stacks.threads.flatMap((thread) =>
    columns.map((column) => toProfile({ file, stacks, thread, column, hasCallLines })),
  );
}

/** The samples of one thread: node and values of each. */
interface ThreadSamples {
  readonly thread: ThreadId | undefined;
  readonly node: number[];
  readonly values: (readonly number[])[];
}

interface Stacks {
  readonly tree: StackTree;
  readonly threads: readonly ThreadSamples[];
}

function readStacks(file: PprofFile): Stacks {
  const tree = new StackTree();
  const framesAt = numberFrames(file, tree);
  const threads = new Map<string, ThreadSamples>();
  let hasValue = false;
  for (const { locations, values, numbers } of file.samples()) {
    const samples = threadOf(threads, numbers);
    let node = ROOT_NODE;
    for (let i = locations.length - 1; i >= 0; i--) {
      for (const frame of framesAt[locations[i]!.index]!) node = tree.child(node, frame);
    }
    samples.node.push(node);
    samples.values.push(values);
    hasValue ||= values.some((value) => value > 0);
  }
  if (!hasValue) throw new ProfileFormatError('no-samples', 'It holds no samples.');
  return { tree, threads: [...threads.values()] };
}

/** The frames of each location, by its index, as the tree numbers them, the outermost first. */
function numberFrames(file: PprofFile, tree: StackTree): readonly (readonly number[])[] {
  const areStarts = linesAreStarts(file);
  return Array.from(file.locations.values(), (location) =>
    framesOf(location, areStarts).map(({ spec, line }) => tree.frame(spec, line)),
  );
}

function threadOf(
  threads: Map<string, ThreadSamples>,
  numbers: PprofSample['numbers'],
): ThreadSamples {
  const pid = numbers.get(PID_LABEL);
  const tid = numbers.get(THREAD_LABEL);
  const thread = pid === undefined || tid === undefined ? undefined : { pid, tid };
  const key = thread ? `${thread.pid} ${thread.tid}` : '';
  const known = threads.get(key) ?? { thread, node: [], values: [] };
  threads.set(key, known);
  return known;
}

interface Column {
  readonly index: number;
  readonly name: string;
  readonly meaning: ValueMeaning;
}

/** Perf's converters write counts and the time between samples, which make CPU time together. */
function derivedCpu(file: PprofFile, meanings: readonly ValueMeaning[]): readonly Column[] {
  const index = file.valueTypes.findIndex(isSampleCount);
  const periodUs = periodOf(file);
  if (index === -1 || periodUs === 0) return [];
  if (meanings.some(({ unit }) => unit === 'microseconds')) return [];
  const convert = (count: number): Micros => count * periodUs;
  return [{ index, name: 'cpu', meaning: { kind: 'cpu', unit: 'microseconds', convert } }];
}

/** The nominal time between samples, 0 when the file does not tell. */
function periodOf({ periodType, period }: PprofFile): Micros {
  if (periodType === undefined) return 0;
  const { unit, convert } = meaningOf(periodType);
  return unit === 'microseconds' ? convert(period) : 0;
}

interface ProfileParts {
  readonly file: PprofFile;
  readonly stacks: Stacks;
  readonly thread: ThreadSamples;
  readonly column: Column;
  readonly hasCallLines: boolean;
}

function toProfile({ file, stacks, thread, column, hasCallLines }: ProfileParts): Profile {
  const { kind, unit, convert } = column.meaning;
  const head = { kind, unit, valueName: column.name, hasCallLines, thread: thread.thread };
  const builder = new ProfileBuilder(head);
  const self = new Float64Array(stacks.tree.nodeCount);
  thread.node.forEach((node, i) => {
    self[node] = self[node]! + convert(thread.values[i]![column.index]!);
  });
  stacks.tree.addTo(builder, self, hasCallLines);
  if (unit !== 'bytes') {
    const total = self.reduce((sum, value) => sum + value, 0);
    setSampling(builder, file, thread, kind === 'cpu' ? total : 0);
  }
  return builder.build();
}

/** The mean distance of samples where they are counted: the nominal one is shorter than real ones. */
function setSampling(
  builder: ProfileBuilder,
  file: PprofFile,
  thread: ThreadSamples,
  totalUs: Micros,
): void {
  const index = file.valueTypes.findIndex(isSampleCount);
  const count = index === -1 ? 0 : thread.values.reduce((sum, values) => sum + values[index]!, 0);
  builder.setSampling(count, count > 0 && totalUs > 0 ? totalUs / count : periodOf(file));
}
