import { ProfileFormatError } from '../model/errors.js';
import { fileFromUrl } from '../model/files.js';
import { ProfileBuilder, ROOT_NODE, type FunctionSpec } from '../model/profile-builder.js';
import type { Profile } from '../model/profile.js';
import {
  decodeName,
  decodeFrame,
  encodeFrame,
  markerOf,
  readMarker,
  type FoldedMarker,
} from './folded-frames.js';
import type { ProfileFormat } from './format.js';
import { malformed } from './json-fields.js';
import { checkStacks } from './limits.js';
import { StackTree } from './stack-tree.js';
import { decodePrefix, decodeText, Utf8Writer } from './text.js';

const VALUE = /^\d+(?:\.\d+)?$/;

/** Lines looked at to tell whether a text is this format. */
const LINES_TO_DETECT = 50;

/** What a stack says that our own writer did not mark: a number of something. */
const COUNTS: FoldedMarker = { kind: 'other', unit: 'count', valueName: 'samples' };

/**
 * Brendan Gregg's folded stacks, one a line (https://github.com/brendangregg/FlameGraph).
 *
 * The format cannot say what its numbers are. Files written here start every stack with a frame
 * such as `[cpu cpu/microseconds]`, which flame graphs show as their base, and read back as what
 * they were; stacks from elsewhere are a plain count, kind `other`. Running lines are not kept.
 */
export const folded: ProfileFormat = {
  id: 'folded',
  label: 'folded stacks',
  extensions: ['.folded', '.collapsed'],
  detect: isFolded,
  parse: parseFolded,
  write: writeFolded,
};

/** Every one of the first lines must be a stack, and one of them must have a caller. */
function isFolded(bytes: Uint8Array): boolean {
  const text = decodePrefix(bytes);
  const whole = text.length < bytes.length ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
  const lines = whole.split(/\r?\n/, LINES_TO_DETECT).filter((line) => line !== '');
  return lines.length > 0 && lines.every(isStackLine) && lines.some((line) => line.includes(';'));
}

function isStackLine(line: string): boolean {
  // Control characters are a sign of binary data that happens to look like a line.
  return splitLine(line) !== undefined && !/[^\P{Cc}\t]/u.test(line);
}

/**
 * The stack and the value of `a;b;c 12`. No regular expression: a line that is one long row of
 * blanks would take it quadratic time.
 */
function splitLine(line: string): readonly [stack: string, value: string] | undefined {
  let end = Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t'));
  const value = line.slice(end + 1);
  while (end > 0 && isBlank(line.charCodeAt(end - 1))) end--;
  if (end <= 0 || isBlank(line.charCodeAt(0)) || !VALUE.test(value)) return undefined;
  return [line.slice(0, end), value];
}

function isBlank(charCode: number): boolean {
  return charCode === 0x20 || charCode === 0x09;
}

interface Group {
  readonly marker: FoldedMarker;
  readonly tree: StackTree;
  readonly node: number[];
  readonly value: number[];
}

function parseFolded(bytes: Uint8Array): readonly Profile[] {
  const text = decodeText(bytes);
  const groups = new Map<string, Group>();
  let lineNumber = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end).trimEnd();
    lineNumber++;
    if (line !== '') {
      const parts = splitLine(line);
      if (!parts) throw notAStack(lineNumber, newline === -1 && lineNumber > 1, start);
      addStack(groups, parts[0], valueIn(parts[1], lineNumber));
    }
    start = end + 1;
  }
  const profiles = [...groups.values()].map(toProfile);
  if (!profiles.some(({ tree }) => tree.self.some((value) => value > 0))) {
    throw new ProfileFormatError('no-samples', 'It holds no stack with a value.');
  }
  return profiles;
}

function notAStack(lineNumber: number, isCut: boolean, offset: number): ProfileFormatError {
  return isCut
    ? new ProfileFormatError('truncated', 'Its last line ends before the value.', offset)
    : malformed(`Line ${lineNumber} is no stack followed by a number.`, offset);
}

function valueIn(digits: string, lineNumber: number): number {
  const value = Number(digits);
  if (value <= Number.MAX_SAFE_INTEGER) return value;
  throw malformed(`The value on line ${lineNumber} is too large.`);
}

function addStack(groups: Map<string, Group>, stack: string, value: number): void {
  const first = stack.slice(0, indexOrEnd(stack, ';', 0));
  const marker = readMarker(first);
  const key = marker ? first : '';
  const group = groups.get(key) ?? {
    marker: marker ?? COUNTS,
    tree: new StackTree(),
    node: [],
    value: [],
  };
  groups.set(key, group);
  let node = ROOT_NODE;
  for (let start = marker ? first.length + 1 : 0; start < stack.length;) {
    const end = indexOrEnd(stack, ';', start);
    const frame = stack.slice(start, end);
    if (frame !== '') node = group.tree.child(node, group.tree.frame(specOf(frame, marker)));
    start = end + 1;
  }
  group.node.push(node);
  group.value.push(value);
}

/** Only our own files escape characters, so only theirs are undone. */
function specOf(frame: string, marker: FoldedMarker | undefined): FunctionSpec {
  const spec = decodeFrame(frame);
  if (marker === undefined) return { ...spec, file: fileFromUrl(spec.file) };
  return { ...spec, name: decodeName(spec.name), file: decodeName(spec.file) };
}

function toProfile({ marker, tree, node, value }: Group): Profile {
  const builder = new ProfileBuilder({ ...marker, hasCallLines: false });
  const self = new Float64Array(tree.nodeCount);
  node.forEach((each, i) => {
    self[each] = self[each]! + value[i]!;
  });
  tree.addTo(builder, self, false);
  return builder.build();
}

function writeFolded(profiles: readonly Profile[]): Uint8Array {
  const out = new Utf8Writer();
  for (const profile of profiles) writeProfile(out, profile);
  const bytes = out.bytes();
  if (bytes.length > 0) return bytes;
  throw new ProfileFormatError('no-samples', 'It holds no value to write.');
}

function writeProfile(out: Utf8Writer, profile: Profile): void {
  const { parent, functionIndex, self } = profile.tree;
  const names = profile.functions.map(encodeFrame);
  const leaves = Array.from(self.keys()).filter((node) => Math.round(self[node]!) > 0);
  checkStacks(parent, leaves);
  const marker = markerOf(profile);
  for (const node of leaves) {
    const stack: string[] = [];
    for (let at = node; at !== ROOT_NODE; at = parent[at]!) stack.push(names[functionIndex[at]!]!);
    stack.push(marker);
    out.write(`${stack.reverse().join(';')} ${Math.round(self[node]!)}\n`);
  }
}

function indexOrEnd(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index === -1 ? text.length : index;
}
