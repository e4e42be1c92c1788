import { isCall, listCall } from '../source/tree-node.js';
import type { Site } from '../source/script-tree.js';
import { indexByKey } from './fixes/index-by-key.js';
import { callbackEquality } from './key-equality.js';
import type { Look } from './look.js';
import { DECIDING, joinText, loopJoin, searchLoop } from './loop-join.js';
import { dedupeGuard, ownPosition } from './scan-shapes.js';
import type { Rule, Suspect } from './rule.js';

const METHODS: ReadonlySet<string> = new Set([
  ...['find', 'findIndex', 'findLast', 'findLastIndex', 'some', 'every'],
]);

/** `find` by a key in a loop: a join that walks one side for each element of the other. */
export const findJoin: Rule = {
  id: 'find-join',
  on: ['CallExpression', 'OptionalCallExpression', ...DECIDING],
  methods: [...METHODS],
  check(site, look) {
    const { node, region } = site;
    if (!isCall(node)) return loopSuspect(site, look);
    const call = listCall(node);
    if (call === undefined || !METHODS.has(call.name) || look.isSmall(call.object)) {
      return undefined;
    }
    const equality = callbackEquality(look.callback(call.args[0]), look);
    const isPicking = equality !== undefined && equality.operator.startsWith('=');
    if (equality === undefined || isPicking === (call.name === 'every')) return undefined;
    if (ownPosition(node, region, look) !== undefined) return undefined;
    if (dedupeGuard(node, look) !== undefined) return undefined;
    const list = look.shown(call.object);
    return {
      node,
      subject: call.object,
      what: `\`${list}.${call.name}\` walks \`${list}\` to compare \`${look.shown(equality.own)}\``,
      advice: `Index \`${list}\` by that key in a Map before the loop and look it up.`,
      fix: (loops) =>
        call.isLibrary ? undefined : indexByKey(call, equality, region, loops, look),
    };
  },
};

/** A helper that looks through what it is given, for what the caller's function says. */
function searchSuspect(site: Site, look: Look): Suspect | undefined {
  const search = searchLoop(site, look);
  if (search?.collection === undefined) return undefined;
  const list = look.shown(search.collection);
  return {
    node: search.node,
    region: search.region.parent,
    subject: search.collection,
    loops: [],
    what: `the loop looks through \`${list}\``,
    advice: `Index \`${list}\` by what is looked for in a Map or Set before.`,
  };
}

function loopSuspect(site: Site, look: Look): Suspect | undefined {
  const join = loopJoin(site, look);
  if (join === undefined) return searchSuspect(site, look);
  if (!join.isLookUp) return undefined;
  return {
    node: join.repeat.node,
    region: join.repeat.region.parent,
    subject: join.collection,
    what: joinText(join, look),
    advice: `Index \`${look.shown(join.collection)}\` by that key in a Map before, and look it up.`,
  };
}
