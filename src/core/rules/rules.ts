import { accumulateByCopy } from './accumulate-by-copy.js';
import { awaitInLoop } from './await-in-loop.js';
import { copyInLoop } from './copy-in-loop.js';
import { costlyComparator } from './costly-comparator.js';
import { dedupeByScan } from './dedupe-by-scan.js';
import { denseOverSparse } from './dense-over-sparse.js';
import { filterPerUser } from './filter-per-user.js';
import { findJoin } from './find-join.js';
import { greedyRerank } from './greedy-rerank.js';
import { invariantCall } from './invariant-call.js';
import { membershipInLoop } from './membership-in-loop.js';
import { ownPositionScan } from './own-position-scan.js';
import { pairwiseLoops } from './pairwise-loops.js';
import { pairwiseSimilarity } from './pairwise-similarity.js';
import { queueByShift } from './queue-by-shift.js';
import type { Rule } from './rule.js';
import { sliceRecursion } from './slice-recursion.js';
import { sortInLoop } from './sort-in-loop.js';
import { sortThenSlice } from './sort-then-slice.js';
import { spliceInLoop } from './splice-in-loop.js';
import { unshiftInLoop } from './unshift-in-loop.js';

/** All rules. Where several find something at one place, the first of them tells it. */
export const RULES: readonly Rule[] = [
  costlyComparator,
  greedyRerank,
  ownPositionScan,
  dedupeByScan,
  membershipInLoop,
  findJoin,
  filterPerUser,
  accumulateByCopy,
  queueByShift,
  unshiftInLoop,
  spliceInLoop,
  sortThenSlice,
  sortInLoop,
  denseOverSparse,
  pairwiseSimilarity,
  pairwiseLoops,
  copyInLoop,
  invariantCall,
  sliceRecursion,
  awaitInLoop,
];

/** The types of nodes that some rule wants to see. */
export const RULE_NODES: ReadonlySet<string> = new Set(RULES.flatMap((rule) => rule.on));
