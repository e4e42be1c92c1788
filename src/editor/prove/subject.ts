import { isObject } from '../../protocol/guards.js';

/** What is to be proved, as a command is given it. */
export type ProveSubject =
  /** A file, with the text it had before. */
  | { readonly kind: 'edit'; readonly file: string; readonly before: string }
  /** All that has changed since the last commit, with this function of a workload module. */
  | { readonly kind: 'workload'; readonly file: string; readonly exported: string }
  /** All that has changed since the last commit around this file. */
  | { readonly kind: 'file'; readonly file: string };

/** What the command was given, where it was given anything: `{ file, before }`, or a lens's own. */
export function subjectOf(argument: unknown): ProveSubject | undefined {
  if (!isObject(argument)) return undefined;
  const { file, before, exported } = argument;
  if (typeof file !== 'string') return undefined;
  if (typeof before === 'string') return { kind: 'edit', file, before };
  return typeof exported === 'string' ? { kind: 'workload', file, exported } : undefined;
}
