import { ProfileFormatError } from '../model/errors.js';
import { fileFromUrl } from '../model/files.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import { malformed } from './json-fields.js';
import { checkCount } from './limits.js';
import { LENGTH_DELIMITED, ProtobufReader, VARINT, type Int64 } from './protobuf.js';
import { decodeText } from './text.js';

/** A function of a pprof profile, its texts resolved. */
export interface PprofFunction {
  readonly name: string;
  readonly file: string;
  readonly startLine: Line1;
}

/** A frame at a location; without a function where nobody looked up the address. */
export interface PprofLine {
  readonly function: PprofFunction | undefined;
  readonly line: Line1;
}

/** A place in a stack: with inlining several frames, the innermost first. */
export interface PprofLocation {
  /** Its place in the file, from 0. */
  readonly index: number;
  readonly address: Int64;
  readonly lines: readonly PprofLine[];
}

export interface PprofValueType {
  readonly type: string;
  readonly unit: string;
}

export interface PprofSample {
  /** The innermost first. */
  readonly locations: readonly PprofLocation[];
  /** One for each value type. */
  readonly values: readonly number[];
  /** Labels with a number, by key. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** A pprof file with all references between its messages followed. */
export interface PprofFile {
  readonly valueTypes: readonly PprofValueType[];
  readonly locations: ReadonlyMap<Int64, PprofLocation>;
  readonly hasMappings: boolean;
  readonly periodType: PprofValueType | undefined;
  readonly period: number;
  /** Decodes the samples, anew each time: they are too many to keep. */
  samples(): Iterable<PprofSample>;
}

const LARGEST_LINE = 2 ** 31 - 1;

const NO_NUMBERS: ReadonlyMap<string, number> = new Map();

/** Parts of the file by the field numbers of `Profile`: messages may come in any order. */
type Parts = ReadonlyMap<number, ProtobufReader[]>;

/**
 * Reads `perftools.profiles.Profile`; numbers below are those of its fields.
 * https://github.com/google/pprof/blob/main/proto/profile.proto
 */
export function readPprof(bytes: Uint8Array): PprofFile {
  const { parts, period } = splitParts(bytes);
  const part = (field: number): readonly ProtobufReader[] => parts.get(field) ?? [];
  const strings = readStrings(part(6));
  const functions = readFunctions(part(5), strings);
  const locations = readLocations(part(4), functions);
  const valueTypes = part(1).map((each) => readValueType(each, strings));
  if (valueTypes.length === 0) throw malformed('It does not say what its values are.');
  return {
    valueTypes,
    locations,
    hasMappings: part(3).length > 0,
    periodType: part(11).map((each) => readValueType(each, strings))[0],
    period,
    samples: () => readSamples(part(2), { valueTypes, locations, strings }),
  };
}

function splitParts(bytes: Uint8Array): { parts: Parts; period: number } {
  const parts = new Map<number, ProtobufReader[]>();
  const file = new ProtobufReader(bytes);
  let period = 0;
  while (file.next()) {
    if (file.field === 12) period = exact(file.integer(), () => 'The period');
    // Fields 1 to 6 and 11 are messages; the rest does not matter here.
    if (file.field > 6 && file.field !== 11) continue;
    const same = parts.get(file.field) ?? [];
    same.push(file.message());
    checkCount(same.length, 'samples, functions or places');
    parts.set(file.field, same);
  }
  return { parts, period };
}

function readStrings(parts: readonly ProtobufReader[]): readonly string[] {
  const strings = parts.map((part) => decodeText(part.content()));
  if (strings[0] !== '') throw malformed('Its table of strings does not start with an empty one.');
  return strings;
}

function textAt(strings: readonly string[], index: Int64): string {
  const text = typeof index === 'number' ? strings[index] : undefined;
  if (text === undefined) {
    throw malformed(`It names string ${index}, but has only ${strings.length} strings.`);
  }
  return text;
}

function readValueType(message: ProtobufReader, strings: readonly string[]): PprofValueType {
  let type = '';
  let unit = '';
  while (message.next()) {
    if (message.field === 1) type = textAt(strings, message.integer());
    if (message.field === 2) unit = textAt(strings, message.integer());
  }
  return { type, unit };
}

function readFunctions(
  parts: readonly ProtobufReader[],
  strings: readonly string[],
): ReadonlyMap<Int64, PprofFunction> {
  const functions = new Map<Int64, PprofFunction>();
  for (const message of parts) {
    let id: Int64 = 0;
    let name = '';
    let systemName = '';
    let file = '';
    let startLine = UNKNOWN_LINE;
    while (message.next()) {
      if (message.field === 1) id = message.integer();
      else if (message.field === 2) name = textAt(strings, message.integer());
      else if (message.field === 3) systemName = textAt(strings, message.integer());
      else if (message.field === 4) file = fileFromUrl(textAt(strings, message.integer()));
      else if (message.field === 5) startLine = lineOf(message.integer());
    }
    addById(functions, id, { name: name || systemName, file, startLine }, 'functions');
  }
  return functions;
}

function readLocations(
  parts: readonly ProtobufReader[],
  functions: ReadonlyMap<Int64, PprofFunction>,
): ReadonlyMap<Int64, PprofLocation> {
  const locations = new Map<Int64, PprofLocation>();
  for (const message of parts) {
    let id: Int64 = 0;
    let address: Int64 = 0;
    const lines: PprofLine[] = [];
    while (message.next()) {
      if (message.field === 1) id = message.integer();
      else if (message.field === 3) address = message.integer();
      else if (message.field === 4) lines.push(readLine(message.message(), functions));
    }
    checkCount(lines.length, 'frames at one place');
    addById(locations, id, { index: locations.size, address, lines }, 'locations');
  }
  return locations;
}

function readLine(
  message: ProtobufReader,
  functions: ReadonlyMap<Int64, PprofFunction>,
): PprofLine {
  let id: Int64 = 0;
  let line = UNKNOWN_LINE;
  while (message.next()) {
    if (message.field === 1) id = message.integer();
    if (message.field === 2) line = lineOf(message.integer());
  }
  const found = functions.get(id);
  if (found === undefined && id !== 0) {
    throw malformed(`A location names function ${id}, which is missing.`);
  }
  return { function: found, line };
}

interface SampleContext {
  readonly valueTypes: readonly PprofValueType[];
  readonly locations: ReadonlyMap<Int64, PprofLocation>;
  readonly strings: readonly string[];
}

function* readSamples(
  parts: readonly ProtobufReader[],
  context: SampleContext,
): Iterable<PprofSample> {
  let index = 0;
  for (const message of parts) {
    message.rewind();
    yield readSample(message, index++, context);
  }
}

function readSample(message: ProtobufReader, index: number, context: SampleContext): PprofSample {
  const ids: Int64[] = [];
  const values: Int64[] = [];
  let numbers: Map<string, number> | undefined;
  while (message.next()) {
    if (message.field === 1) message.integers(ids);
    else if (message.field === 2) message.integers(values);
    else if (message.field === 3) {
      numbers ??= new Map();
      readLabel(message.message(), context.strings, numbers);
    }
  }
  if (values.length !== context.valueTypes.length) {
    const expected = context.valueTypes.length;
    throw malformed(`Sample ${index} has ${values.length} values where ${expected} were expected.`);
  }
  return {
    locations: ids.map((id) => {
      const location = context.locations.get(id);
      if (location) return location;
      throw malformed(`Sample ${index} was taken at location ${id}, which is missing.`, index);
    }),
    values: values.map((value) => exact(value, () => `A value of sample ${index}`)),
    numbers: numbers ?? NO_NUMBERS,
  };
}

function readLabel(
  message: ProtobufReader,
  strings: readonly string[],
  numbers: Map<string, number>,
): void {
  let key = '';
  let isText = false;
  let number: Int64 = 0;
  while (message.next()) {
    if (message.field === 1) key = textAt(strings, message.integer());
    if (message.field === 2) isText = message.integer() !== 0;
    if (message.field === 3) number = message.integer();
  }
  // A zero is not written: a label that is no text is a number, if need be 0.
  if (!isText && typeof number === 'number') numbers.set(key, number);
}

function addById<T>(byId: Map<Int64, T>, id: Int64, value: T, what: string): void {
  if (id === 0) throw malformed(`One of its ${what} has no id.`);
  if (byId.has(id)) throw malformed(`Two of its ${what} have the id ${id}.`);
  byId.set(id, value);
}

function lineOf(value: Int64): Line1 {
  if (typeof value === 'number' && value >= 0 && value <= LARGEST_LINE) return value;
  throw malformed(`It names line ${value}, which cannot be.`);
}

/** A value one can count with: a difference of two profiles has others. */
function exact(value: Int64, where: () => string): number {
  if (typeof value !== 'number') throw malformed(`${where()} is ${value}, which is too large.`);
  if (value < 0) throw malformed(`${where()} is ${value}, which is below zero.`);
  return value;
}

/** Do the first fields of `bytes` look like those of a `Profile`? */
export function looksLikePprof(bytes: Uint8Array, fields: number): boolean {
  const file = new ProtobufReader(bytes);
  let hasMessage = false;
  try {
    for (let i = 0; i < fields && file.next(); i++) {
      if (!isProfileField(file)) return false;
      hasMessage ||= file.type === LENGTH_DELIMITED;
    }
  } catch (error) {
    if (!(error instanceof ProfileFormatError)) throw error;
    // A file that was cut short is still one of this format.
    return error.kind === 'truncated' && hasMessage;
  }
  return hasMessage;
}

function isProfileField(file: ProtobufReader): boolean {
  const { field, type } = file;
  const isValueType = field === 1 || field === 11;
  if (field === 13) return type === VARINT || type === LENGTH_DELIMITED;
  if (field > 6 && !isValueType) return field <= 15 && type === VARINT;
  if (type !== LENGTH_DELIMITED) return false;
  if (field === 6) return true;
  const message = file.message();
  while (message.next()) {
    if (message.field > 10 || (isValueType && message.field > 2)) return false;
  }
  return true;
}
