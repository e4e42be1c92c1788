import type { Region } from '../source/bindings.js';
import type { Site } from '../source/script-tree.js';
import type { Repeat } from '../source/repeats.js';
import type { TreeNode } from '../source/tree-node.js';
import type { Look } from './look.js';

/** The rules by their names, as users write them. */
export type RuleId =
  | 'membership-in-loop'
  | 'find-join'
  | 'dedupe-by-scan'
  | 'accumulate-by-copy'
  | 'own-position-scan'
  | 'queue-by-shift'
  | 'unshift-in-loop'
  | 'splice-in-loop'
  | 'sort-in-loop'
  | 'costly-comparator'
  | 'sort-then-slice'
  | 'pairwise-loops'
  | 'invariant-call'
  | 'copy-in-loop'
  | 'slice-recursion'
  | 'pairwise-similarity'
  | 'dense-over-sparse'
  | 'greedy-rerank'
  | 'filter-per-user'
  | 'await-in-loop';

/** A piece of a text and what is to stand there instead; `end` is behind its last character. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits that make the code do the same with less work; all of them or none. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What a rule has seen at a place, before it is known how often that place is reached. */
export interface Suspect {
  /** What works more than it seems to. */
  readonly node: TreeNode;
  /** Where it runs, if not where the rule was asked. */
  readonly region?: Region | undefined;
  /** What it works through: it is a suspect only where that is the same from turn to turn. */
  readonly subject: TreeNode | undefined;
  /** Half a sentence, with the names of the code: "`seen.includes` walks `seen`". */
  readonly what: string;
  readonly advice: string;
  /** Work of the place by itself, as an exponent; default 1. */
  readonly degree?: number;
  /** What has to differ from turn to turn where only callers have a loop. */
  readonly varies?: TreeNode;
  /** The repeats that matter, where the rule knows better than the subject does. */
  readonly loops?: readonly Repeat[];
  /** How often the repeats are entered in words, where their own would not do. */
  readonly each?: string;
  /** Has it been found in full, so that no caller can add to it? */
  readonly isComplete?: true;
  /**
   * What the callers' loops have to do besides: walk the subject, too; put the result in its place;
   * add to it, one loop further out.
   */
  readonly needs?: 'loop' | 'pair' | 'replaced' | 'growing';
  /** Asked for only where it is a finding; nothing when the change could be one of behaviour. */
  readonly fix?: (loops: readonly Repeat[]) => Fix | undefined;
}

/** One shape of code whose work grows faster than its input. */
export interface Rule {
  readonly id: RuleId;
  /** The types of nodes that it wants to see. */
  readonly on: readonly string[];
  /** Of calls only those of these methods; all calls where there are none. */
  readonly methods?: readonly string[];
  /** Is this its shape? */
  check(site: Site, look: Look): Suspect | undefined;
}
