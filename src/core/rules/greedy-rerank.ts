import type { Repeat } from '../source/repeats.js';
import type { Site } from '../source/script-tree.js';
import { changesOf } from '../source/dependence.js';
import { child, isCall, children, unwrapped, type TreeNode } from '../source/tree-node.js';
import type { Look } from './look.js';
import type { Rule } from './rule.js';

/** For each pick, each candidate is compared with each one picked so far: k² · n. */
export const greedyRerank: Rule = {
  id: 'greedy-rerank',
  on: ['ForStatement', 'ForOfStatement', 'CallExpression', 'OptionalCallExpression'],
  check(site, look) {
    const inner = innermost(site, look);
    if (inner?.collection === undefined) return undefined;
    const picked = look.origin(inner.collection).binding;
    if (picked === undefined || look.isSmall(inner.collection)) return undefined;
    const loops = look.loopsOver(inner.collection, site.region);
    const [candidates, picks] = loops;
    if (candidates === undefined || picks === undefined) return undefined;
    // What is picked grows in the outer loop, once all candidates have been looked at.
    const adds = changesOf(picked, picks.node).filter(({ by }) => by === 'push' || by === 'add');
    if (!adds.some(({ node }) => isBeside(node, candidates))) return undefined;
    return {
      node: site.node,
      subject: inner.collection,
      what: `each candidate is compared with all of \`${look.shown(inner.collection)}\` again`,
      advice:
        'Keep for each candidate its largest similarity so far and compare it with the newest pick alone.',
      loops,
      isComplete: true,
    };
  },
};

function innermost({ node }: Site, look: Look): Repeat | undefined {
  const args = children(node, 'arguments').map((each) => unwrapped(each));
  const body = isCall(node) ? args.find(({ type }) => /Function/.test(type)) : node;
  const region = body === undefined ? undefined : look.facts.tree.regions.get(body);
  const repeat = region === undefined ? undefined : look.repeats.of(region);
  const isSort = repeat?.method === 'sort' || repeat?.method === 'toSorted';
  return repeat?.growth === 'linear' && !isSort ? repeat : undefined;
}

function isBeside(node: TreeNode, loop: Repeat): boolean {
  const body = child(loop.region.node, 'body') ?? loop.node;
  return node.start < body.start || node.end > body.end;
}
