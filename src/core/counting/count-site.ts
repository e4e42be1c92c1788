import type { Column1, Line1 } from '../model/units.js';

/** What is counted at a site: iterations, the work of a builtin, or calls. */
export type CountKind = 'loop' | 'builtin' | 'function';

/** One place of a file where something is counted; its index in the file's list is its number. */
export interface CountSite {
  readonly kind: CountKind;
  /** `for`, `while`, the name of a builtin or of the function; `...` for a spread. */
  readonly label: string;
  readonly line: Line1;
  readonly column: Column1;
  readonly endLine: Line1;
  /** Name of the function around it; empty at the top level. */
  readonly function: string;
  /** Number of the site that it stands in; -1 at the top level. */
  readonly parent: number;
}
