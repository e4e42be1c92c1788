import type { Column1, Line1 } from './units.js';

/**
 * What a recording keeps of a source file, to tell later which of its code is still the same and
 * where it stands. No text can be read out of it.
 */
export type SourceFingerprint = ScriptFingerprint | LinesFingerprint;

/** Some code, without the functions inside it. */
export interface CodeUnit {
  /** Hash of its own text: no comments, blank lines, line ends or white space around lines. */
  readonly hash: string;
  /** The lines it has text on, as first and last ones of runs: `[3, 5, 9, 9]`. */
  readonly lines: readonly Line1[];
}

/** A function of a script. */
export interface FunctionFingerprint extends CodeUnit {
  readonly name: string;
  /** Index of the function around it; -1 at the top level. */
  readonly parent: number;
  readonly startLine: Line1;
  readonly startColumn: Column1;
  readonly endLine: Line1;
  readonly endColumn: Column1;
}

/** A script, function by function. */
export interface ScriptFingerprint {
  readonly kind: 'script';
  /** Hash of all of its text but line ends. */
  readonly hash: string;
  /** In the order of their starts, so a function comes before those inside it. */
  readonly functions: readonly FunctionFingerprint[];
  /** The statements outside of all functions. */
  readonly statements: readonly CodeUnit[];
}

/** One line of a text. */
export interface LineFingerprint {
  /** Hash of the line without the white space around it; empty for a blank line. */
  readonly hash: string;
  /** How many columns of white space it starts with. */
  readonly indent: number;
}

/** A text nobody here can read (another language, or a script that does not parse), line by line. */
export interface LinesFingerprint {
  readonly kind: 'lines';
  /** Hash of all of its text but line ends. */
  readonly hash: string;
  readonly lines: readonly LineFingerprint[];
}
