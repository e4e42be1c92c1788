import type { Repeat } from '../source/repeats.js';
import {
  child,
  isFunction,
  methodCall,
  parentOf,
  type MethodCall,
  type TreeNode,
} from '../source/tree-node.js';
import { compactFix } from './fixes/compact-in-place.js';
import { callbackEquality } from './key-equality.js';
import type { Look } from './look.js';
import { isAtEnd, statementsAfter } from './scan-shapes.js';
import type { Rule } from './rule.js';

const ADVICE =
  'Mark what goes and filter once after the loop; where order does not matter, overwrite it with the last and pop.';

/** `list.splice(i, 1)` in a loop: each turn moves the tail. So does filtering one element out. */
export const spliceInLoop: Rule = {
  id: 'splice-in-loop',
  on: ['CallExpression', 'OptionalCallExpression'],
  methods: ['splice', 'copyWithin', 'filter'],
  check({ node, region }, look) {
    const call = methodCall(node);
    if (call === undefined || look.isSmall(call.object)) return undefined;
    const list = look.shown(call.object);
    if (call.name === 'filter') {
      return isRemoval(call, look)
        ? {
            node,
            subject: call.object,
            what: `\`${list}.filter\` copies \`${list}\` to leave one out`,
            advice: ADVICE,
          }
        : undefined;
    }
    if (call.name !== 'splice' && call.name !== 'copyWithin') return undefined;
    if (call.args.length < 2 || isAtEnd(call, look)) return undefined;
    const loops = look.loopsOver(call.object, region);
    if (loops[0] !== undefined && leavesAfter(node, loops[0])) return undefined;
    return {
      node,
      subject: call.object,
      what: `\`${list}.splice\` moves the rest of \`${list}\``,
      advice: ADVICE,
      fix: () => (call.name === 'splice' ? compactFix(call, region, look) : undefined),
    };
  },
};

/** `pool = pool.filter((each) => each !== best)` */
function isRemoval(call: MethodCall, look: Look): boolean {
  const assignment = parentOf(call.node);
  const target = child(assignment, 'left');
  if (assignment?.type !== 'AssignmentExpression' || target === undefined) return false;
  if (look.shown(target, 200) !== look.shown(call.object, 200)) return false;
  const equality = callbackEquality(look.callback(call.args[0]), look);
  return equality?.operator.startsWith('!') === true && equality.isAlone;
}

/** Does the loop end right after this, so that it happens once? */
export function leavesAfter(node: TreeNode, loop: Repeat): boolean {
  for (
    let at: TreeNode | undefined = node;
    at !== undefined && at !== loop.node;
    at = parentOf(at)
  ) {
    if (at.type === 'ReturnStatement') return loop.kind !== 'callback';
    if (isFunction(at)) return false;
    const isStatement = /Statement$|Declaration$/.test(at.type);
    if (!isStatement) continue;
    const leaves = statementsAfter(at).some(({ type }) => /^(?:Break|Return|Throw)/.test(type));
    if (leaves) return true;
  }
  return false;
}
