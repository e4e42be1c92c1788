import type { Repeat } from '../source/repeats.js';
import { isSameOrigin } from '../source/origins.js';
import {
  child,
  isMember,
  methodCall,
  numberOf,
  outerOf,
  parentOf,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';
import type { Look } from './look.js';
import type { Rule } from './rule.js';

/** A loop over all that could be there, where most of it is not: a vocabulary, a catalogue. */
export const denseOverSparse: Rule = {
  id: 'dense-over-sparse',
  on: ['LogicalExpression', 'IfStatement'],
  check({ node, region }, look) {
    const repeat = look.repeats.of(region);
    const found = lookUp(soughtBy(node, look), look);
    if (repeat?.growth !== 'linear' || found === undefined || repeat.collection === undefined) {
      return undefined;
    }
    if (!isKeyOf(found.key, repeat, look) || look.changes(found.object, repeat)) return undefined;
    const isOwn = isSameOrigin(look.origin(found.object), look.origin(repeat.collection));
    if (isOwn || isCounting(node) || look.isSmall(repeat.collection)) return undefined;
    const list = look.shown(repeat.collection);
    const loops = look
      .loopsOver(repeat.collection, repeat.region.parent ?? region)
      .filter((loop) => look.changes(found.object, loop));
    // What belongs to something else (`a.ratings`) is as sparse as what it is looked up in.
    if (loops.length === 0 && repeat.origin?.path !== '') return undefined;
    return {
      node: repeat.node,
      region: repeat.region.parent,
      subject: repeat.collection,
      varies: found.object,
      loops,
      what: `the loop walks all of \`${list}\` though \`${look.shown(found.object)}\` lacks most of it`,
      advice: `Walk the entries that are there instead of all of \`${list}\`.`,
    };
  },
};

/** What may be missing: `w[t]` of `w[t] ?? 0`, and of a condition that passes over what is not there. */
function soughtBy(node: TreeNode, look: Look): TreeNode | undefined {
  if (node.type === 'LogicalExpression') {
    const isDefault = /^(?:\|\||\?\?)$/.test(String(node['operator']));
    return isDefault && numberOf(child(node, 'right')) === 0 ? child(node, 'left') : undefined;
  }
  const test = child(node, 'test');
  if (test === undefined || child(node, 'alternate') !== undefined) return undefined;
  const tested = testedValue(test);
  const init = look.facts.initOf(look.binding(tested));
  const call = methodCall(tested);
  // `if (terms.has(t))` asks for the entry as well.
  return init ?? (call?.name === 'has' ? call.node : tested);
}

/** `v` of `!v`, `v === undefined`, `v !== 0`, `v > 0`. */
function testedValue(test: TreeNode): TreeNode | undefined {
  if (test.type === 'UnaryExpression') return child(test, 'argument');
  if (test.type !== 'BinaryExpression') return unwrapped(test);
  const right = child(test, 'right');
  const isNothing =
    numberOf(right) === 0 || right?.type === 'NullLiteral' || right?.['name'] === 'undefined';
  return isNothing ? child(test, 'left') : undefined;
}

function lookUp(
  node: TreeNode | undefined,
  look: Look,
): { object: TreeNode; key: TreeNode } | undefined {
  if (node === undefined) return undefined;
  const value = unwrapped(node);
  const call = methodCall(value);
  if ((call?.name === 'get' || call?.name === 'has') && call.args[0] !== undefined) {
    return { object: call.object, key: call.args[0] };
  }
  const key = child(value, 'property');
  const object = child(value, 'object');
  if (!isMember(value) || value['computed'] !== true || key === undefined) return undefined;
  return object === undefined || look.isString(object) ? undefined : { object, key };
}

function isKeyOf(key: TreeNode, repeat: Repeat, look: Look): boolean {
  const names = repeat.index === undefined ? repeat.elements : [...repeat.elements, repeat.index];
  return look.uses(key, names);
}

/** `counts[x] = (counts[x] ?? 0) + 1` counts, it does not look a weight up. */
function isCounting(node: TreeNode): boolean {
  const sum = outerOf(node);
  const above = parentOf(sum ?? node);
  const target = above?.type === 'AssignmentExpression' ? child(above, 'left') : undefined;
  const isSet = methodCall(above)?.name === 'set' || (target !== undefined && isMember(target));
  return isSet && sum?.type === 'BinaryExpression';
}
