import type { Repeat } from '../source/repeats.js';
import {
  calleeName,
  child,
  children,
  identifierName,
  isCall,
  methodCall,
  numberOf,
  outerOf,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';
import type { Look } from './look.js';
import type { Rule } from './rule.js';

/** Awaits that are one after the other on purpose: pauses, steps, batches, things in order. */
const ON_PURPOSE =
  /(?:sleep|delay|wait|pause|throttle|limit|setTimeout|backoff|retry|many|batch|bulk|all|chunk|page|write|append|send|migrate|apply|run|exec|commit|flush|drain|close|end|next|emit|step|test|expect|import|push|prompt|click|type|navigate|goto)/i;
const PAUSES =
  /\b(?:sleep|delay|wait|pause|throttle|backoff|setTimeout|rateLimit\w*|retr(?:y|ies)|attempts?)\b/i;
const BATCHES = /(?:batch|chunk|page|attempt|retr|step|stage|phase|migration|layer|cursor)/i;

/** Functions of a file that call one another more deeply are taken to wait for something. */
const DEEPEST = 4;

/** `for (const c of candidates) await store.get(c.id)`: a round trip for each, one after another. */
export const awaitInLoop: Rule = {
  id: 'await-in-loop',
  on: ['AwaitExpression'],
  check({ node, region }, look) {
    const [loop] = look.growing(region);
    const call = child(node, 'argument');
    if (loop === undefined || call === undefined || !isCall(call)) return undefined;
    if (loop.kind === 'callback' || loop.kind === 'while' || loop.node['await'] === true) {
      return undefined;
    }
    const name = methodCall(call)?.name ?? calleeName(call);
    const called = look.callback(child(call, 'callee'));
    // A function that is written here and reaches nothing outside waits for nobody.
    if (called !== undefined && !reachesOut(called, look)) return undefined;
    if (ON_PURPOSE.test(name) || isInOrder(call, loop, look) || isBatched(loop, look)) {
      return undefined;
    }
    const names = loop.index === undefined ? loop.elements : [...loop.elements, loop.index];
    if (!usesElement(call, loop, look) || names.length === 0) return undefined;
    return {
      node,
      subject: undefined,
      what: `\`${look.shown(call)}\` is waited for`,
      advice:
        'Read them in one batch, or start all and await `Promise.all` where they are independent.',
      loops: [loop],
      degree: 0,
      isComplete: true,
    };
  },
};

/** Does a function call what is not of its file, or something that it was given? */
function reachesOut(func: TreeNode, look: Look, depth = 0): boolean {
  if (depth > DEEPEST) return true;
  return look.doings(func).effects.some(({ kind, node }) => {
    if (kind !== 'unknown' || identifierName(methodCall(node)?.object) === 'Promise') return false;
    if (node.type === 'AwaitExpression') {
      const value = child(node, 'argument');
      return value !== undefined && !isCall(value) && !/Literal$/.test(value.type);
    }
    const called = isCall(node) ? look.callback(child(node, 'callee')) : undefined;
    return called === undefined || reachesOut(called, look, depth + 1);
  });
}

/** Does a turn need what an earlier one has brought? */
function isInOrder(call: TreeNode, loop: Repeat, look: Look): boolean {
  const text = look.facts.text.slice(loop.node.start, loop.node.end);
  if (PAUSES.test(text)) return true;
  const isCarried = look.facts.referencesIn(call).some(({ binding }) => {
    if (binding === undefined || binding === loop.index) return false;
    if (binding.id.start > loop.node.start) return false;
    return binding.references.some(
      ({ node, isWrite }) => isWrite && node.start > loop.node.start && node.end < loop.node.end,
    );
  });
  return isCarried || isTried(call, loop) || isDecisive(call, loop, look);
}

/** Does what came back decide whether the loop goes on? Then the first that fits is sought. */
function isDecisive(call: TreeNode, loop: Repeat, look: Look): boolean {
  const body = child(loop.node, 'body');
  const statements = body?.type === 'BlockStatement' ? children(body, 'body') : [];
  const holder = outerOf(call);
  const results = holder?.type === 'VariableDeclarator' ? look.facts.declaredIn(holder) : [];
  return statements.some((statement) => {
    if (statement.type !== 'IfStatement') return false;
    const test = child(statement, 'test');
    const consequent = child(statement, 'consequent');
    if (test === undefined || consequent === undefined) return false;
    const isAbout = look.uses(test, results) || (test.start <= call.start && call.end <= test.end);
    return (
      isAbout &&
      /\b(?:break|return)\b/.test(look.facts.text.slice(consequent.start, consequent.end))
    );
  });
}

/** Is it tried, with what follows a failure decided there? */
function isTried(call: TreeNode, loop: Repeat): boolean {
  for (let at = outerOf(call); at !== undefined && at !== loop.node; at = outerOf(at)) {
    if (at.type === 'TryStatement') return true;
  }
  return false;
}

/** Does a turn handle many elements at once? */
function isBatched(loop: Repeat, look: Look): boolean {
  if (loop.elements.some(({ name }) => BATCHES.test(name))) return true;
  const update = child(loop.node, 'update');
  if (update?.type === 'AssignmentExpression') return numberOf(child(update, 'right')) !== 1;
  const collection = loop.collection === undefined ? undefined : unwrapped(loop.collection);
  return collection !== undefined && BATCHES.test(look.shown(collection, 80));
}

function usesElement(call: TreeNode, loop: Repeat, look: Look): boolean {
  return look.changes(call, loop);
}
