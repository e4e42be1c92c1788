import type { Repeat } from '../source/repeats.js';
import {
  calleeName,
  child,
  identifierName,
  methodCall,
  type TreeNode,
} from '../source/tree-node.js';
import { keyOnceFix } from './fixes/key-once.js';
import type { Look } from './look.js';
import type { Rule } from './rule.js';

const SCANS: ReadonlySet<string> = new Set([
  ...['indexOf', 'includes', 'lastIndexOf', 'find', 'findIndex', 'filter', 'some', 'reduce', 'map'],
]);
const TEXT_WORK: ReadonlySet<string> = new Set([
  'match',
  'matchAll',
  'replace',
  'exec',
  'split',
  'normalize',
]);

/** A comparator that does for every comparison what once an element would do. */
export const costlyComparator: Rule = {
  id: 'costly-comparator',
  on: ['CallExpression', 'OptionalCallExpression', 'NewExpression'],
  check({ node, region }, look) {
    const repeat = look.repeats.of(region);
    if (repeat === undefined || !/^(?:sort|toSorted)$/.test(repeat.method)) return undefined;
    if (repeat.growth !== 'linear' || !look.uses(node, repeat.elements)) return undefined;
    const scanned = scanOf(node, repeat, look);
    if (scanned === undefined && !isWork(node)) return undefined;
    const list =
      repeat.collection === undefined ? 'the list' : `\`${look.shown(repeat.collection)}\``;
    return {
      node,
      subject: scanned,
      what:
        scanned === undefined
          ? `\`${look.shown(node)}\` is worked out`
          : `\`${look.shown(node)}\` walks \`${look.shown(scanned)}\``,
      each: `comparison while ${list} is sorted`,
      advice: 'Work the key out once an element, before sorting.',
      loops: [repeat],
      isComplete: true,
      degree: scanned === undefined ? 0 : 1,
      fix: () => keyOnceFix(repeat, look),
    };
  },
};

/** The collection that a call walks, where it is the same for all comparisons. */
function scanOf(node: TreeNode, repeat: Repeat, look: Look): TreeNode | undefined {
  const call = methodCall(node);
  if (call === undefined || !SCANS.has(call.name)) return undefined;
  const isOuter = !look.changes(call.object, repeat);
  return isOuter && look.isArray(call.object) && !look.isSmall(call.object)
    ? call.object
    : undefined;
}

/** Dates, patterns, hashes and JSON: much more than the comparison itself. */
function isWork(node: TreeNode): boolean {
  if (node.type === 'NewExpression') {
    return /^(?:Date|RegExp|Set|Map)$/.test(calleeName(node)) || isCollator(node);
  }
  const call = methodCall(node);
  if (call === undefined) return /(?:[hH]ash|md5|sha\d*|structuredClone)/.test(calleeName(node));
  const owner = identifierName(call.object);
  if (owner === 'Date') return call.name === 'parse';
  if (owner === 'JSON') return true;
  return TEXT_WORK.has(call.name) || /^(?:createHash|digest)$/.test(call.name);
}

function isCollator(node: TreeNode): boolean {
  return identifierName(child(child(node, 'callee'), 'object')) === 'Intl';
}
