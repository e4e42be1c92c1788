import { listCall, memberName, type ListCall } from '../source/tree-node.js';
import type { Region } from '../source/bindings.js';
import { isBuiltText } from './long-texts.js';
import type { Look } from './look.js';
import { dedupeGuard, ownPosition } from './scan-shapes.js';
import { hoistSet } from './fixes/hoist-set.js';
import type { Rule, Suspect } from './rule.js';

const METHODS: ReadonlySet<string> = new Set(['includes', 'indexOf', 'lastIndexOf']);

const BY_NAME: ReadonlySet<string> = new Set(['filter', 'some', 'every', 'find', 'findIndex']);

/** `ids.filter(blocked.includes, blocked)`: the method itself is what is called for each. */
function handedOn(call: ListCall, look: Look): Suspect | undefined {
  const [method, list] = call.args;
  if (method === undefined || list === undefined || !METHODS.has(memberName(method))) {
    return undefined;
  }
  if (look.isSmall(list) || look.isSmall(call.object) || !look.isArray(list)) return undefined;
  return {
    node: call.node,
    subject: undefined,
    what: `\`${look.shown(method)}\` walks \`${look.shown(list)}\``,
    each: `element of \`${look.shown(call.object)}\``,
    advice: 'Put the values into a Set before and ask it with `has`.',
    loops: [],
    degree: 2,
    isComplete: true,
  };
}

/** `text.includes(word)` for each word, where the text is made of all of the input. */
function textSearch(call: ListCall, region: Region, look: Look): Suspect | undefined {
  const [sought] = call.args;
  const loops = look
    .loopsOver(call.object, region)
    .filter((loop) => sought !== undefined && look.changes(sought, loop));
  if (loops.length === 0) return undefined;
  const text = look.shown(call.object);
  return {
    node: call.node,
    subject: call.object,
    what: `\`${text}.${call.name}\` searches all of \`${text}\``,
    advice: 'Keep what the text is made of in a Set, or search it once for all words.',
    loops,
    isComplete: true,
  };
}

/** `includes` or `indexOf` of an array in a loop: a scan for each turn. */
export const membershipInLoop: Rule = {
  id: 'membership-in-loop',
  on: ['CallExpression', 'OptionalCallExpression'],
  methods: [...METHODS, ...BY_NAME],
  check({ node, region }, look) {
    const call = listCall(node);
    if (call !== undefined && BY_NAME.has(call.name)) return handedOn(call, look);
    if (call === undefined || !METHODS.has(call.name) || call.args.length === 0) return undefined;
    const isText = call.args.length === 1 && isBuiltText(call.object, look);
    if (!isText && !look.isArray(call.object)) return undefined;
    if (look.isSmall(call.object)) return undefined;
    if (isText) return textSearch(call, region, look);
    if (ownPosition(node, region, look) !== undefined) return undefined;
    if (dedupeGuard(node, look) !== undefined) return undefined;
    const list = look.shown(call.object);
    return {
      node,
      subject: call.object,
      what: `\`${list}.${call.name}\` walks \`${list}\``,
      advice: 'Put the values into a Set before the loop and ask it with `has`.',
      fix: (loops) => (call.isLibrary ? undefined : hoistSet(call, region, loops, look)),
    };
  },
};
