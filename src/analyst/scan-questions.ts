import type { FixedText } from '../core/rules/apply-fixes.js';
import type { Finding } from '../core/rules/file-summary.js';
import type { RuleId, TextEdit } from '../core/rules/rule.js';
import type { Line1 } from '../core/model/units.js';

/** A text as it stands in an editor. */
export interface ScannedText {
  /** Absolute path; the mere name of a text that is on no disk. */
  readonly file: string;
  readonly text: string;
  /** Folder of the workspace that it belongs to. */
  readonly root: string;
  /** Absolute path of the baseline file; empty for none. */
  readonly baseline: string;
}

/** What is suspected in a file. */
export interface Suspects {
  /** Its path without links, as the findings name it. */
  readonly file: string;
  readonly findings: readonly Finding[];
  /** The text does not parse at the moment: the findings are those of an earlier one. */
  readonly isBroken: boolean;
  /** Why the baseline could not be used. */
  readonly baselineFault?: 'missing' | 'no-baseline';
}

/** Questions about code that may grow faster than its input; nothing is run to answer them. */
export interface ScanQuestions {
  /**
   * What is suspected in this text? `alone` is quick and leaves out what only other files tell,
   * but for what they told of it before; `package` reads the file's package first.
   */
  suspects(request: ScannedText & { readonly reach: 'alone' | 'package' }): Suspects;
  /** These files have changed on the disk, or their editors were closed. */
  reread(request: { readonly files: readonly string[] }): void;
  /** The text with all known fixes made, but for those of rules that are off. */
  fixAll(request: ScannedText & { readonly off: readonly RuleId[] }): FixedText;
  /** A comment that silences a rule on a line; nothing where no comment can stand. */
  ignore(request: {
    readonly file: string;
    readonly text: string;
    readonly line: Line1;
    readonly rule: RuleId;
  }): TextEdit | undefined;
}
