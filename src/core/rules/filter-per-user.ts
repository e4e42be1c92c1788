import { isCall, listCall } from '../source/tree-node.js';
import type { Site } from '../source/script-tree.js';
import { groupByKey } from './fixes/index-by-key.js';
import { callbackEquality } from './key-equality.js';
import type { Look } from './look.js';
import { DECIDING, joinText, loopJoin } from './loop-join.js';
import type { Rule, Suspect } from './rule.js';

/** `users.map((u) => events.filter((e) => e.user === u.id))`: all of one side for each of the other. */
export const filterPerUser: Rule = {
  id: 'filter-per-user',
  on: ['CallExpression', 'OptionalCallExpression', ...DECIDING],
  methods: ['filter'],
  check(site, look) {
    const { node, region } = site;
    if (!isCall(node)) return loopSuspect(site, look);
    const call = listCall(node);
    if (call?.name !== 'filter' || look.isSmall(call.object)) return undefined;
    const equality = callbackEquality(look.callback(call.args[0]), look);
    if (equality?.operator.startsWith('=') !== true) return undefined;
    const list = look.shown(call.object);
    return {
      node,
      subject: call.object,
      what: `\`${list}.filter\` walks \`${list}\` to compare \`${look.shown(equality.own)}\``,
      advice: `Group \`${list}\` by that key in a Map before the loop and look the group up.`,
      fix: (loops) =>
        call.isLibrary ? undefined : groupByKey(call, equality, region, loops, look),
    };
  },
};

function loopSuspect(site: Site, look: Look): Suspect | undefined {
  const join = loopJoin(site, look);
  if (join?.isLookUp !== false) return undefined;
  return {
    node: join.repeat.node,
    region: join.repeat.region.parent,
    subject: join.collection,
    what: joinText(join, look),
    advice: `Group \`${look.shown(join.collection)}\` by that key in a Map before, and look it up.`,
  };
}
