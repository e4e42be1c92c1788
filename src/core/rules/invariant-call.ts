import type { Region } from '../source/bindings.js';
import { changesOf } from '../source/dependence.js';
import {
  child,
  children,
  holds,
  identifierName,
  methodCall,
  outerOf,
  type TreeNode,
} from '../source/tree-node.js';
import { hoistFix } from './fixes/hoist.js';
import type { Look } from './look.js';
import type { Rule, Suspect } from './rule.js';

const WALKS: ReadonlySet<string> = new Set([
  ...['reduce', 'filter', 'map', 'flatMap', 'some', 'every', 'find', 'findIndex', 'join', 'flat'],
]);

/** A walk over a collection that comes to the same in each turn of a loop. */
export const invariantCall: Rule = {
  id: 'invariant-call',
  on: ['CallExpression', 'OptionalCallExpression'],
  methods: [...WALKS, 'max', 'min', 'hypot', 'exec', 'match', 'matchAll'],
  check({ node, region }, look) {
    const searched = searchedAgain(node, region, look);
    if (searched !== undefined) return searched;
    const walked = walkedBy(node, look);
    if (walked === undefined || look.isSmall(walked) || look.isString(walked)) return undefined;
    const loops = look.loopsOver(node, region);
    if (loops.length === 0 || isChangedLater(node, look)) return undefined;
    return {
      node,
      subject: node,
      what: `\`${look.shown(node)}\` walks \`${look.shown(walked)}\`, though nothing in it changes,`,
      advice: 'Work it out once before the loop, or keep it up to date as the list changes.',
      loops,
      isComplete: true,
      fix: () => hoistFix(node, region, loops, look),
    };
  },
};

/** `while ((match = /x/g.exec(text)))` and `text.matchAll(/x/g)`, for each of something else. */
function searchedAgain(node: TreeNode, region: Region, look: Look): Suspect | undefined {
  const call = methodCall(node);
  const [given] = call?.args ?? [];
  if (call === undefined || given === undefined) return undefined;
  const isExec = call.name === 'exec';
  if (!isExec && !/^match(?:All)?$/.test(call.name)) return undefined;
  const [text, pattern] = isExec ? [given, call.object] : [call.object, given];
  const binding = look.binding(pattern);
  const written = binding === undefined ? pattern : look.facts.initOf(binding);
  if (written?.type !== 'RegExpLiteral' || !String(written['flags']).includes('g')) {
    return undefined;
  }
  if (look.binding(text) === undefined || look.isSmall(text)) return undefined;
  const around = look.loopsOver(text, region);
  const own = around[0];
  const isWalk = own?.kind === 'while' && holds(child(own.node, 'test') ?? node, node);
  const loops = isWalk ? around.slice(1) : isExec ? [] : around;
  if (loops.length === 0) return undefined;
  return {
    node,
    subject: text,
    what: `all of \`${look.shown(text)}\` is searched again`,
    advice: 'Collect what there is to find once before the loop.',
    loops,
    isComplete: true,
  };
}

function walkedBy(node: TreeNode, look: Look): TreeNode | undefined {
  const call = methodCall(node);
  if (call === undefined) return undefined;
  if (identifierName(call.object) === 'Math' && /^(?:max|min|hypot)$/.test(call.name)) {
    const spread = children(node, 'arguments').find(({ type }) => type === 'SpreadElement');
    return child(spread, 'argument');
  }
  if (!WALKS.has(call.name)) return undefined;
  if (call.name === 'join') return look.kind(call.object) === 'array' ? call.object : undefined;
  const callback = look.callback(call.args[0]);
  return callback === undefined && call.name !== 'flat' ? undefined : call.object;
}

/** Is the result changed afterwards, so that each turn needs its own? */
export function isChangedLater(node: TreeNode, look: Look): boolean {
  const holder = outerOf(node);
  if (holder?.type === 'VariableDeclarator') {
    const binding = look.facts.declaredIn(holder)[0];
    const changes = binding === undefined ? [] : changesOf(binding, look.facts.tree.program);
    return changes.some(({ by }) => by !== '()');
  }
  // Put somewhere, or given away: it may be changed there.
  return /^(?:Assignment|New)Expression$|^(?:Object|Class)Property$|^ReturnStatement$/.test(
    holder?.type ?? '',
  );
}
