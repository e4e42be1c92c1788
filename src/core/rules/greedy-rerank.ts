import type { Repeat } from '../source/repeats.js';
import type { Site } from '../source/script-tree.js';
import { changesOf } from '../source/dependence.js';
import {
  child,
  children,
  isCall,
  isFunction,
  isMember,
  memberName,
  methodCall,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';
import { resumeFoldFix } from './fixes/resume-fold.js';
import type { Look } from './look.js';
import { LOOP_METHODS } from './pairs.js';
import type { Rule, Suspect } from './rule.js';

/** For each pick, each candidate is compared with each one picked so far: k² · n. */
export const greedyRerank: Rule = {
  id: 'greedy-rerank',
  on: ['ForStatement', 'ForOfStatement', 'CallExpression', 'OptionalCallExpression'],
  methods: LOOP_METHODS,
  check(site, look) {
    const inner = innermost(site, look);
    if (inner?.collection === undefined) return undefined;
    const { collection } = inner;
    const picked = look.origin(collection).binding;
    if (look.isSmall(collection) || isGoneOnWith(inner, look)) return undefined;
    const loops = look.loopsOver(collection, site.region);
    const suspect: Suspect = {
      node: site.node,
      subject: collection,
      what: `all of \`${look.shown(collection)}\`, what is picked so far, is walked again`,
      advice:
        'Keep for each candidate its largest similarity so far and compare it with the newest pick alone.',
      loops,
    };
    const [candidates, picks] = loops;
    if (candidates === undefined) return { ...suspect, needs: 'growing' };
    if (picks === undefined || picked === undefined) return undefined;
    // What is picked grows in the outer loop, once all candidates have been looked at.
    const adds = changesOf(picked, picks.node).filter(({ by }) => by === 'push' || by === 'add');
    if (!adds.some(({ node }) => isBeside(node, candidates))) return undefined;
    return { ...suspect, isComplete: true, fix: () => resumeFoldFix(inner, loops, look) };
  },
};

function innermost({ node }: Site, look: Look): Repeat | undefined {
  const body = isCall(node) ? children(node, 'arguments').map(unwrapped).find(isFunction) : node;
  const region = body === undefined ? undefined : look.facts.tree.regions.get(body);
  const repeat = region === undefined ? undefined : look.repeats.of(region);
  const isSort = repeat?.method === 'sort' || repeat?.method === 'toSorted';
  return repeat?.growth === 'linear' && !isSort ? repeat : undefined;
}

function isBeside(node: TreeNode, loop: Repeat): boolean {
  const body = child(loop.region.node, 'body') ?? loop.node;
  return node.start < body.start || node.end > body.end;
}

/** Does it begin where an earlier walk has ended: `picked.slice(known.count)`, `j = known.count`? */
function isGoneOnWith({ collection, index }: Repeat, look: Look): boolean {
  const call = methodCall(collection);
  const start = call?.name === 'slice' ? call.args[0] : child(index?.holder, 'init');
  return (
    start !== undefined &&
    isMember(start) &&
    look.kind(start) !== 'array' &&
    memberName(start) !== 'length'
  );
}
