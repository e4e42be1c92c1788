import type { TextRange } from '../source/parse-script.js';
import type { Ignored } from './ignored.js';
import type { Fix, RuleId } from './rule.js';

/** A function of a file, by the index of its first character. */
export type FunctionId = number;

/** The code outside of all functions. */
export const TOP_LEVEL: FunctionId = -1;

/** What a value comes from, seen from within a function. */
export type Root =
  | { readonly kind: 'param'; readonly index: number }
  | { readonly kind: 'this' }
  /** A name from outside of the function, declared at this index of the text. */
  | {
      readonly kind: 'outer';
      readonly at: number;
      readonly owner: FunctionId;
      readonly param: number;
    };

/** A loop around a call. */
export interface LoopFact {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** In words that follow "for each". */
  readonly each: string;
  /** Names the collection that it walks; empty when that is not known. */
  readonly key: string;
}

/** What a call gives to a parameter. */
export interface ArgumentFact {
  /** The loops around the call, by their index, in which it is the same in each turn. */
  readonly same: readonly number[];
  /** What it is made of; nothing when that is not known. */
  readonly roots: readonly Root[] | undefined;
  /** Names the collection that it is; empty when that is not known. */
  readonly key: string;
  readonly isSmall: boolean;
  /** Does the result of the call take its place? */
  readonly isReplaced: boolean;
  /** The loops in which it gets longer, outside of the next loop inside if there is one. */
  readonly growing: readonly number[];
}

/** Who is called. */
export type Callee =
  | { readonly kind: 'function'; readonly id: FunctionId }
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string }
  | { readonly kind: 'method' | 'getter'; readonly name: string; readonly type: string };

/** A call of something that may be a function of the package. */
export interface CallFact {
  readonly callee: Callee;
  readonly name: string;
  readonly caller: FunctionId;
  readonly range: TextRange;
  readonly loops: readonly LoopFact[];
  readonly self: ArgumentFact;
  readonly args: readonly ArgumentFact[];
  /** The loops in which all of it is the same, by their index. */
  readonly same: readonly number[];
  /** Is it a method of the caller's own object? */
  readonly isOwn: boolean;
}

/** A function as its callers see it. */
export interface FunctionFact {
  readonly id: FunctionId;
  readonly name: string;
  /** The class or object it is a method of; empty for others. */
  readonly type: string;
  /** Does it run where a field is read? */
  readonly isGetter: boolean;
  /** Does it work through something, and change nothing? */
  readonly isCostlyAndPure: boolean;
}

/** A finding, or what becomes one if a caller has a loop around the call. */
export interface SiteFact {
  readonly rule: RuleId;
  readonly range: TextRange;
  readonly functionId: FunctionId;
  readonly functionName: string;
  readonly what: string;
  readonly advice: string;
  readonly degree: number;
  readonly needs: 'pair' | 'replaced' | 'growing' | 'loop';
  readonly roots: readonly Root[];
  /** What has to differ from turn to turn. */
  readonly varies: readonly Root[];
  /** The text of its line, by which it is recognised after it has moved. */
  readonly lineText: string;
}

/** All that a package needs to know of one of its files. */
export interface FileSummary {
  readonly file: string;
  readonly findings: readonly Finding[];
  /** Sites that only a caller can make a finding of. */
  readonly pending: readonly SiteFact[];
  readonly calls: readonly CallFact[];
  readonly functions: readonly FunctionFact[];
  /** What it gives to others: the names there, and the functions or imports behind them. */
  readonly exports: ReadonlyMap<string, Callee>;
  /** Its classes that extend others, and those by their names. */
  readonly bases: ReadonlyMap<string, string>;
  /** Specifiers of files that it gives on as a whole. */
  readonly passedOn: readonly string[];
  /** What its comments ask not to be told. */
  readonly ignored: readonly Ignored[];
}

/** A place of another file or the same one that a finding is also about. */
export interface RelatedPlace extends TextRange {
  readonly file: string;
  readonly message: string;
}

/** Code whose work is suspected to grow faster than its input. */
export interface Finding extends TextRange {
  readonly rule: RuleId;
  readonly file: string;
  /** The function that holds it; empty at the top level. */
  readonly function: string;
  /** Exponent of the growth; 1 for what is slow in a loop without being superlinear. */
  readonly degree: number;
  readonly message: string;
  readonly advice: string;
  readonly fix: Fix | undefined;
  readonly related: readonly RelatedPlace[];
  /** The same for the same code, wherever it moves in its file. */
  readonly fingerprint: string;
}
