import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import type { PprofFile, PprofFunction, PprofLine, PprofLocation } from './pprof-messages.js';
import type { StackFrame } from './stack-tree.js';

/** The name that Node's pprof packages give a function without one, after a place in it. */
const UNNAMED = /^\(anonymous(?::L#(\d{1,9})(?::C#(\d{1,9}))?)?\)$/;

const GC_NAME = '(garbage collector)';

/** Below this number of functions it is chance when each was seen on one line only. */
const FEWEST_FUNCTIONS = 20;

/** Functions of one name in one file share an entry, and so show several lines in any case. */
const MOST_SHARED = 0.02;

/** The name under which a function without a name is written. */
export function unnamed(line: Line1, column: number): string {
  if (line === UNKNOWN_LINE) return '(anonymous)';
  return column > 0 ? `(anonymous:L#${line}:C#${column})` : `(anonymous:L#${line})`;
}

/** The frames of a location, the outermost first. */
export function framesOf(location: PprofLocation, areStarts: boolean): readonly StackFrame[] {
  if (location.lines.length === 0) return [addressFrame(location)];
  return location.lines
    .map((line) =>
      line.function === undefined
        ? addressFrame(location)
        : frameOf(line, line.function, areStarts),
    )
    .reverse();
}

function addressFrame({ address }: PprofLocation): StackFrame {
  const unsigned = BigInt.asUintN(64, BigInt(address));
  return { spec: { name: `0x${unsigned.toString(16)}` }, line: UNKNOWN_LINE };
}

function frameOf({ line }: PprofLine, fn: PprofFunction, areStarts: boolean): StackFrame {
  const start = areStarts ? line : fn.startLine;
  const match = UNNAMED.exec(fn.name);
  // Where lines are those of calls, so is the line in the name, and then it is no start.
  const isPlace = match !== null && start > 0 && Number(match[1] ?? 0) === start;
  return {
    spec: {
      name: match ? '' : nameOf(fn),
      file: fn.file,
      line: start,
      column: isPlace ? Number(match[2] ?? 0) : 0,
    },
    line: areStarts ? UNKNOWN_LINE : line,
  };
}

/** @datadog/pprof renames V8's frame for garbage collection. */
function nameOf({ name, file }: PprofFunction): string {
  return name === 'Garbage Collection' && file === '' ? GC_NAME : name;
}

/**
 * Are the lines of this file those where functions start? pprof means the line that ran, but Node's
 * packages write the start of the function into the same field, in heap profiles always and in
 * time profiles unless `lineNumbers` is on, and nothing in the file says which.
 * https://github.com/DataDog/pprof-nodejs/blob/main/ts/src/profile-serializer.ts
 */
export function linesAreStarts(file: PprofFile): boolean {
  if (!isFromNode(file)) return false;
  if (file.valueTypes.some(({ unit }) => unit === 'bytes')) return true;
  // An unnamed function that runs has a column in its name exactly when the place is its start.
  let hasStart = false;
  for (const { locations } of file.samples()) {
    const match = UNNAMED.exec(locations[0]?.lines[0]?.function?.name ?? '');
    if (match?.[1] === undefined) continue;
    if (match[2] === undefined) return false;
    hasStart = true;
  }
  return hasStart || hasOneLineEach(file);
}

/** Node's packages leave out what other writers have: mappings, addresses and start lines. */
function isFromNode({ hasMappings, locations }: PprofFile): boolean {
  if (hasMappings) return false;
  let isScript = false;
  for (const { address, lines } of locations.values()) {
    if (address !== 0) return false;
    for (const { function: fn } of lines) {
      if (fn === undefined || fn.startLine > 0) return false;
      isScript ||= fn.file.startsWith('node:') || /\.[cm]?[jt]sx?$/.test(fn.file);
    }
  }
  return isScript;
}

function hasOneLineEach({ locations }: PprofFile): boolean {
  const firstLine = new Map<PprofFunction, Line1>();
  const withSeveral = new Set<PprofFunction>();
  for (const { lines } of locations.values()) {
    for (const { function: fn, line } of lines) {
      if (fn === undefined || line === UNKNOWN_LINE) continue;
      if ((firstLine.get(fn) ?? line) !== line) withSeveral.add(fn);
      firstLine.set(fn, line);
    }
  }
  const functions = firstLine.size;
  return functions >= FEWEST_FUNCTIONS && withSeveral.size <= functions * MOST_SHARED;
}
