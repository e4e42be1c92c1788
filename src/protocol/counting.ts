import type { CountKind, CountSite } from '../core/counting/count-site.js';
import { isFiniteNumber, isObject, isStringList, parseJson } from './guards.js';

export type { CountSite } from '../core/counting/count-site.js';

/** Raised whenever launcher and hook would misunderstand each other. */
export const COUNTING_VERSION = 1;

/** Environment variable by which a launcher tells the hook what to do; children inherit it. */
export const COUNTING_ENV = 'RANKSCOPE_COUNTING';

/** How a run counts; `none` only puts other texts in place of files. */
export type Counter = 'rewrite' | 'coverage' | 'none';

/** A file that is loaded with the text of another one. */
export interface Replacement {
  readonly file: string;
  /** The file whose text is taken. */
  readonly by: string;
}

/** Everything the counting hook needs to know. */
export interface CountingOptions {
  readonly version: typeof COUNTING_VERSION;
  /** Folder for counts and sites; exists already. */
  readonly folder: string;
  readonly counter: Counter;
  /** Packages of `node_modules` to count in. */
  readonly deps: readonly string[];
  readonly replacements: readonly Replacement[];
}

/** The options behind the text of `COUNTING_ENV`; `undefined` when it is missing or not ours. */
export function parseCountingOptions(text: string | undefined): CountingOptions | undefined {
  const value = text === undefined ? undefined : parseJson(text);
  return isCountingOptions(value) ? value : undefined;
}

function isCountingOptions(value: unknown): value is CountingOptions {
  return (
    isObject(value) &&
    value['version'] === COUNTING_VERSION &&
    typeof value['folder'] === 'string' &&
    value['folder'] !== '' &&
    ['rewrite', 'coverage', 'none'].includes(String(value['counter'])) &&
    isStringList(value['deps']) &&
    Array.isArray(value['replacements']) &&
    value['replacements'].every(isReplacement)
  );
}

function isReplacement(value: unknown): value is Replacement {
  return isObject(value) && typeof value['file'] === 'string' && typeof value['by'] === 'string';
}

/** Ending of empty files that say which replacements, by their number, have been loaded. */
export const REPLACED_ENDING = '.replaced';

/** Ending of empty files that say which processes of the target, by their number, are running. */
export const PROCESS_ENDING = '.process';

/** Ending of the files with the counts of a process. */
export const COUNTS_ENDING = '.counts.json';

/** Ending of the files with the sites of a source file. */
export const SITES_ENDING = '.sites.json';

/** What one thread or process has counted. */
export interface CountsFile {
  readonly version: typeof COUNTING_VERSION;
  readonly pid: number;
  readonly tid: number;
  /** `id` names the sites file. */
  readonly modules: readonly { readonly id: string; readonly counts: readonly number[] }[];
}

/** The sites of a source file, or why it has none. */
export interface SitesFile {
  readonly version: typeof COUNTING_VERSION;
  readonly id: string;
  readonly file: string;
  readonly sites: readonly CountSite[];
  /** Nothing in this file was counted, as it was not understood. */
  readonly isUnread: boolean;
}

/** Does this JSON value hold counts? */
export function isCountsFile(value: unknown): value is CountsFile {
  return (
    isObject(value) &&
    value['version'] === COUNTING_VERSION &&
    isFiniteNumber(value['pid']) &&
    isFiniteNumber(value['tid']) &&
    Array.isArray(value['modules']) &&
    value['modules'].every(
      (each) =>
        isObject(each) &&
        typeof each['id'] === 'string' &&
        Array.isArray(each['counts']) &&
        each['counts'].every(isFiniteNumber),
    )
  );
}

/** Does this JSON value hold sites? */
export function isSitesFile(value: unknown): value is SitesFile {
  return (
    isObject(value) &&
    value['version'] === COUNTING_VERSION &&
    typeof value['id'] === 'string' &&
    typeof value['file'] === 'string' &&
    typeof value['isUnread'] === 'boolean' &&
    Array.isArray(value['sites']) &&
    value['sites'].every(isSite)
  );
}

const KINDS: readonly string[] = ['loop', 'builtin', 'function'] satisfies CountKind[];

function isSite(value: unknown, index: number): boolean {
  return (
    isObject(value) &&
    KINDS.includes(String(value['kind'])) &&
    typeof value['label'] === 'string' &&
    typeof value['function'] === 'string' &&
    [value['line'], value['column'], value['endLine'], value['parent']].every(isFiniteNumber) &&
    Number.isInteger(value['parent']) &&
    Number(value['parent']) >= -1 &&
    Number(value['parent']) !== index
  );
}

/** Ending of the files that tell how long a process, or the runs of a workload in it, took. */
export const TIMES_ENDING = '.times.json';

/** How long something took, in ms. */
export interface TimesFile {
  readonly version: typeof COUNTING_VERSION;
  readonly pid: number;
  /** A whole process from its first line to its end, or each run of a workload. */
  readonly of: 'process' | 'runs';
  readonly ms: readonly number[];
}

/** Does this JSON value hold times? */
export function isTimesFile(value: unknown): value is TimesFile {
  return (
    isObject(value) &&
    value['version'] === COUNTING_VERSION &&
    isFiniteNumber(value['pid']) &&
    (value['of'] === 'process' || value['of'] === 'runs') &&
    Array.isArray(value['ms']) &&
    value['ms'].every(isFiniteNumber)
  );
}
