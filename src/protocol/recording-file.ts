import type { SourceFingerprint } from '../core/model/source-fingerprint.js';
import { isFiniteNumber, isObject, isStringList } from './guards.js';
import { isGcKind, type GcKind } from './segments.js';

/** Name of the file that makes a folder a recording. */
export const RECORDING_FILE = 'recording.json';

/** What the files of a recording follow; raised when a reader of the old one would be wrong. */
export const RECORDING_SCHEMA = 'rankscope-recording/1';

/** The files of one thread, by name inside the recording's folder. */
export interface RecordedThread {
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly node: string;
  readonly argv: readonly string[];
  readonly timeline?: string;
  readonly callLines?: string;
  readonly allocations?: string;
}

/** `recording.json`: what was run, and which files hold what was measured. */
export interface RecordingFile {
  readonly schema: typeof RECORDING_SCHEMA;
  readonly target: {
    readonly command: readonly string[];
    readonly cwd: string;
    readonly node: string;
    readonly exitCode: number | null;
    readonly signal: string | null;
    readonly wallUs: number;
  };
  /** The same instant on the clock of all times in the recording and on the wall. */
  readonly clock: { readonly monotonicUs: number; readonly epochMs: number };
  readonly samplers: readonly string[];
  readonly threads: readonly RecordedThread[];
  /** Name of the file with the GC pauses of all threads. */
  readonly gc: string;
  /** Name of the file with the source maps of code compiled in memory, where there was any. */
  readonly compiled?: string;
  /** Name of the file that tells the code of today from the recorded one. */
  readonly sources?: string;
  /** SHA-256 of the source files in the profiles, by absolute path. */
  readonly sourceHashes: Readonly<Record<string, string>>;
  readonly heapSnapshots: readonly string[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** Is this JSON value a `recording.json` of this version? */
export function isRecordingFile(value: unknown): value is RecordingFile {
  return (
    isObject(value) &&
    value['schema'] === RECORDING_SCHEMA &&
    isTarget(value['target']) &&
    isObject(value['clock']) &&
    isFiniteNumber(value['clock']['monotonicUs']) &&
    isFiniteNumber(value['clock']['epochMs']) &&
    isStringList(value['samplers']) &&
    Array.isArray(value['threads']) &&
    value['threads'].every(isRecordedThread) &&
    isFileName(value['gc']) &&
    (value['compiled'] === undefined || isFileName(value['compiled'])) &&
    (value['sources'] === undefined || isFileName(value['sources'])) &&
    isObject(value['sourceHashes']) &&
    Object.values(value['sourceHashes']).every((hash) => typeof hash === 'string') &&
    isStringList(value['heapSnapshots']) &&
    value['heapSnapshots'].every(isFileName) &&
    Array.isArray(value['warnings']) &&
    value['warnings'].every(isWarning)
  );
}

function isTarget(value: unknown): boolean {
  return (
    isObject(value) &&
    isStringList(value['command']) &&
    typeof value['cwd'] === 'string' &&
    typeof value['node'] === 'string' &&
    (value['exitCode'] === null || isFiniteNumber(value['exitCode'])) &&
    (value['signal'] === null || typeof value['signal'] === 'string') &&
    isFiniteNumber(value['wallUs'])
  );
}

function isRecordedThread(value: unknown): boolean {
  return (
    isObject(value) &&
    isFiniteNumber(value['pid']) &&
    isFiniteNumber(value['tid']) &&
    typeof value['name'] === 'string' &&
    typeof value['node'] === 'string' &&
    isStringList(value['argv']) &&
    [value['timeline'], value['callLines'], value['allocations']].every(
      (file) => file === undefined || isFileName(file),
    )
  );
}

function isWarning(value: unknown): boolean {
  return (
    isObject(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string'
  );
}

/** A plain name: a recording must not reach for files outside its folder. */
function isFileName(value: unknown): boolean {
  return typeof value === 'string' && /^[^\\/]+$/.test(value) && value !== '..' && value !== '.';
}

/** `gc.json`: the pauses of all threads; times in µs on the recording's clock. */
export interface GcFile {
  readonly threads: readonly {
    readonly pid: number;
    readonly tid: number;
    readonly pauses: readonly {
      readonly kind: GcKind;
      readonly startUs: number;
      readonly durationUs: number;
      readonly freedBytes: number;
      readonly timing: 'exact' | 'aligned';
    }[];
  }[];
}

/** Is this JSON value a `gc.json`? */
export function isGcFile(value: unknown): value is GcFile {
  return (
    isObject(value) &&
    Array.isArray(value['threads']) &&
    value['threads'].every(
      (thread) =>
        isObject(thread) &&
        isFiniteNumber(thread['pid']) &&
        isFiniteNumber(thread['tid']) &&
        Array.isArray(thread['pauses']) &&
        thread['pauses'].every(isGcPause),
    )
  );
}

function isGcPause(value: unknown): boolean {
  return (
    isObject(value) &&
    isGcKind(value['kind']) &&
    isFiniteNumber(value['startUs']) &&
    isFiniteNumber(value['durationUs']) &&
    isFiniteNumber(value['freedBytes']) &&
    (value['timing'] === 'exact' || value['timing'] === 'aligned')
  );
}

/** `sources.json`: what the recorded code was, without its text, by absolute path. */
export interface SourcesFile {
  readonly files: Readonly<Record<string, SourceFingerprint>>;
}

/** Is this JSON value a `sources.json`? */
export function isSourcesFile(value: unknown): value is SourcesFile {
  return (
    isObject(value) &&
    isObject(value['files']) &&
    Object.values(value['files']).every(isFingerprint)
  );
}

/** Is this JSON value the fingerprint of a source file? */
export function isFingerprint(value: unknown): boolean {
  if (!isObject(value) || typeof value['hash'] !== 'string') return false;
  const { kind, functions, statements, lines } = value;
  if (kind === 'lines') return Array.isArray(lines) && lines.every(isLineFingerprint);
  return (
    kind === 'script' &&
    Array.isArray(statements) &&
    statements.every(isCodeUnit) &&
    Array.isArray(functions) &&
    functions.every(isFunctionFingerprint)
  );
}

function isLineFingerprint(value: unknown): boolean {
  return isObject(value) && typeof value['hash'] === 'string' && isFiniteNumber(value['indent']);
}

/** Runs of lines must go up and end: whoever reads them counts from the first to the last. */
function isCodeUnit(value: unknown): boolean {
  if (!isObject(value) || typeof value['hash'] !== 'string') return false;
  const { lines } = value;
  if (!Array.isArray(lines) || lines.length % 2 !== 0 || !lines.every(isLineNumber)) return false;
  return lines.every((line, i) => i === 0 || line >= lines[i - 1]!);
}

function isLineNumber(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_LINE;
}

/** More than a source file that anybody reads has; a run of lines is written out one by one. */
const MAX_LINE = 10_000_000;

function isFunctionFingerprint(value: unknown, index: number): boolean {
  if (!isCodeUnit(value) || !isObject(value)) return false;
  const { name, parent, startLine, startColumn, endLine, endColumn } = value;
  return (
    typeof name === 'string' &&
    isFiniteNumber(parent) &&
    Number.isInteger(parent) &&
    parent >= -1 &&
    parent < index &&
    [startLine, startColumn, endLine, endColumn].every(isFiniteNumber)
  );
}
