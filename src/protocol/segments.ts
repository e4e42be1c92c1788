import type { GcKind } from '../core/model/recording.js';

export type { GcKind } from '../core/model/recording.js';
import { isFiniteNumber, isObject, isStringList } from './guards.js';

/**
 * While a target runs, each of its threads writes its measurements as numbered segments into the
 * recording's folder, so that whatever ends it leaves all but the last segment behind. A thread's
 * files are called `<pid>-<tid>.thread.json` and `<pid>-<tid>-<segment>.<kind>`.
 */
export type SegmentKind =
  'cpuprofile' | 'calllines.json' | 'heapprofile' | 'gc.json' | 'compiled.json';

/** Ending of the file that describes a thread. */
export const THREAD_FILE_ENDING = '.thread.json';

/** Name of the file that describes a thread. */
export function threadFileName(pid: number, tid: number): string {
  return `${pid}-${tid}${THREAD_FILE_ENDING}`;
}

/** Name of one segment file. */
export function segmentFileName(
  pid: number,
  tid: number,
  index: number,
  kind: SegmentKind,
): string {
  return `${pid}-${tid}-${String(index).padStart(5, '0')}.${kind}`;
}

/** A segment's place, read back from its file name. */
export interface SegmentName {
  readonly pid: number;
  readonly tid: number;
  readonly index: number;
  readonly kind: SegmentKind;
}

const SEGMENT_NAME =
  /^(\d+)-(\d+)-(\d{5,})\.(cpuprofile|calllines\.json|heapprofile|gc\.json|compiled\.json)$/;

/** Which segment a file of this name is; `undefined` when it is none. */
export function parseSegmentName(fileName: string): SegmentName | undefined {
  const match = SEGMENT_NAME.exec(fileName);
  if (match === null) return undefined;
  const [, pid, tid, index, kind] = match;
  return { pid: Number(pid), tid: Number(tid), index: Number(index), kind: kind as SegmentKind };
}

/** Something the agent could not do, for the reader of the figures. */
export interface AgentNote {
  readonly code: string;
  readonly message: string;
}

/** What a thread tells of itself when its recording starts, and once more when it ends. */
export interface ThreadFile {
  readonly version: number;
  readonly pid: number;
  readonly ppid: number;
  readonly tid: number;
  /** `main`, or the worker's name. */
  readonly name: string;
  readonly node: string;
  readonly argv: readonly string[];
  /** Folder of the agent's own code, which is no part of the program. */
  readonly agentFolder: string;
  /** The same instant on the clock of the samples and on the wall. */
  readonly clock: { readonly monotonicUs: number; readonly epochMs: number };
  /** Names of the CPU samplers at work; empty when the Node is too old to be recorded. */
  readonly samplers: readonly string[];
  readonly intervalUs: number;
  readonly notes: readonly AgentNote[];
  /** Time of the end on the clock of the samples; 0 while the thread runs (or when it was killed). */
  readonly endedUs: number;
}

/** Does this JSON value describe a thread? */
export function isThreadFile(value: unknown): value is ThreadFile {
  return (
    isObject(value) &&
    isFiniteNumber(value['version']) &&
    isFiniteNumber(value['pid']) &&
    isFiniteNumber(value['ppid']) &&
    isFiniteNumber(value['tid']) &&
    typeof value['name'] === 'string' &&
    typeof value['node'] === 'string' &&
    isStringList(value['argv']) &&
    typeof value['agentFolder'] === 'string' &&
    isObject(value['clock']) &&
    isFiniteNumber(value['clock']['monotonicUs']) &&
    isFiniteNumber(value['clock']['epochMs']) &&
    isStringList(value['samplers']) &&
    isFiniteNumber(value['intervalUs']) &&
    Array.isArray(value['notes']) &&
    value['notes'].every(isAgentNote) &&
    isFiniteNumber(value['endedUs'])
  );
}

function isAgentNote(value: unknown): value is AgentNote {
  return (
    isObject(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string'
  );
}

/**
 * GC pauses of one segment. `v8.GCProfiler` counts every pause but gives no times; the `gc`
 * performance entries have times but arrive only when the event loop turns (none at all in a
 * synchronous program). Both are in order, so the n-th of one is the n-th of the other.
 */
export interface GcSegment {
  readonly windowStartUs: number;
  readonly windowEndUs: number;
  /** Number of the first pause of this segment since the thread started. */
  readonly firstIndex: number;
  readonly pauses: readonly {
    readonly kind: GcKind;
    readonly durationUs: number;
    readonly freedBytes: number;
    /** Heap that was taken since the pause before. */
    readonly allocatedBytes: number;
  }[];
  /** Start times that have arrived since the last segment: number of the pause and time. */
  readonly times: readonly (readonly [index: number, startUs: number])[];
}

/** Does this JSON value hold the GC pauses of a segment? */
export function isGcSegment(value: unknown): value is GcSegment {
  return (
    isObject(value) &&
    isFiniteNumber(value['windowStartUs']) &&
    isFiniteNumber(value['windowEndUs']) &&
    isFiniteNumber(value['firstIndex']) &&
    Array.isArray(value['pauses']) &&
    value['pauses'].every(isSegmentPause) &&
    Array.isArray(value['times']) &&
    value['times'].every(
      (pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isFiniteNumber),
    )
  );
}

const GC_KINDS: readonly string[] = ['minor', 'major', 'incremental', 'weak'];

/** Is this one of the words for a collection? */
export function isGcKind(value: unknown): value is GcKind {
  return typeof value === 'string' && GC_KINDS.includes(value);
}

function isSegmentPause(value: unknown): boolean {
  return (
    isObject(value) &&
    isGcKind(value['kind']) &&
    isFiniteNumber(value['durationUs']) &&
    isFiniteNumber(value['freedBytes']) &&
    isFiniteNumber(value['allocatedBytes'])
  );
}

/** One node of the tree that `@datadog/pprof` measures in line mode, as the agent writes it. */
export interface CallLinesNode {
  readonly name: string;
  readonly scriptName: string;
  readonly scriptId: number;
  readonly lineNumber: number;
  readonly columnNumber: number;
  readonly hitCount: number;
  readonly children: readonly CallLinesNode[];
}

/** The call-line samples of one segment; times on the clock of the samples. */
export interface CallLinesSegment {
  readonly startUs: number;
  readonly endUs: number;
  readonly root: CallLinesNode;
}

/** A script that was compiled in memory, so that nobody finds it on disk. */
export interface CompiledScript {
  /** The `data:` URL of its source map. */
  readonly map: string;
  /** What V8 has run. */
  readonly code: string;
}

/** All scripts that were compiled in memory since the last segment. */
export interface CompiledSegment {
  readonly scripts: readonly (CompiledScript & { readonly url: string })[];
}

/** Does this JSON value hold compiled scripts? */
export function isCompiledSegment(value: unknown): value is CompiledSegment {
  return (
    isObject(value) &&
    Array.isArray(value['scripts']) &&
    value['scripts'].every((item) => isCompiledScript(item) && 'url' in item)
  );
}

/** Is this JSON value a compiled script? */
export function isCompiledScript(value: unknown): value is CompiledScript {
  return isObject(value) && typeof value['map'] === 'string' && typeof value['code'] === 'string';
}
