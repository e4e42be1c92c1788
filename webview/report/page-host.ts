import type { Line1 } from '../../src/core/model/units.js';

/** What a page shows a flame graph of. */
export type FlameSubject = 'cpu' | 'allocations';

/** A line of a source file, by its absolute path. */
export interface SourcePlace {
  readonly file: string;
  readonly line: Line1;
}

/** Shows a source line, beside what is there or instead of it. */
export type OpenPlace = (beside: boolean) => void;

/** What those who show a page can do for its reader; a file in a browser can do none of it. */
export interface PageHost {
  readonly openPlace?: (place: SourcePlace, beside: boolean) => void;
  /** Writes what the flame graph shows to a profile file. */
  readonly exportProfile?: (subject: FlameSubject) => void;
}
