import type { Binding, Reference, Region } from '../../source/bindings.js';
import {
  child,
  children,
  holds,
  isCall,
  isMember,
  memberName,
  numberOf,
  outerOf,
  parentOf,
  part,
  unwrapped,
  type MethodCall,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Look } from '../look.js';
import { isOwnCollection, isPrivate, rootOf } from '../ownership.js';
import type { Fix, TextEdit } from '../rule.js';
import {
  afterLine,
  commentsOf,
  freshName,
  indentOf,
  isPlain,
  isStepOf,
  isTyped,
  replace,
  startOf,
  textOf,
} from './places.js';

/** A loop that takes out of a list what a condition holds for, and does nothing else. */
interface Removal {
  readonly loop: TreeNode;
  readonly list: string;
  readonly root: Binding | undefined;
  readonly index: Binding;
  /** The `if` with the `splice`; the last thing that the loop does. */
  readonly decision: TreeNode;
  /** The statement that the `splice` is. */
  readonly splice: TreeNode;
  readonly isBackwards: boolean;
}

/**
 * `if (isGone(xs[i])) xs.splice(i, 1)` in a loop: what stays moves to the front and the list is cut
 * once. It remains the same list, for whoever else holds it. That is not offered
 * - for `for (const x of xs) xs.splice(xs.indexOf(x), 1)` and counters that go on after a removal:
 *   they pass over elements, and their result depends on which;
 * - for `pool.splice(pool.indexOf(best), 1)` and `pool = pool.filter((x) => x !== best)`: nothing
 *   in the text shows that the order of what is left does not matter;
 * - where the condition does anything, or sees more of the list than the element at hand.
 * Holes become `undefined`, which nobody can tell who asks for elements by index.
 */
export function compactFix(call: MethodCall, region: Region, look: Look): Fix | undefined {
  const removal = removalOf(call, region, look);
  if (removal === undefined) return undefined;
  const steps = stepsOf(removal, call, look);
  if (steps === undefined || !decidesAlone(removal, call, look)) return undefined;
  const { loop, list, index, decision } = removal;
  const kept = freshName('kept', look);
  const bang = isTyped(look) ? '!' : '';
  const keeps = `${list}[${kept}++] = ${list}[${index.name}]${bang};`;
  const indent = indentOf(decision, look);
  const test = part(decision, 'test');
  const isFlipped = holds(child(decision, 'alternate') ?? test, removal.splice);
  const others = steps.others.map((each) => statementText(each, look)).join(' ');
  const written =
    others === ''
      ? `if (${isFlipped ? textOf(test, look) : negated(test, look)}) ${keeps}`
      : `if (${isFlipped ? negated(test, look) : textOf(test, look)}) { ${others} } else ${keeps}`;
  const comments = commentsOf(decision, test, look).map((each) => `${each}\n${indent}`);
  const counts = steps.header === 'counted' ? `\n${indent}${index.name}++;` : '';
  const isBare = parentOf(decision) === loop;
  const text = `${comments.join('')}${written}${counts}`;
  const start = startOf(loop, look);
  return {
    title: 'Keep what stays, and cut once',
    edits: [
      { start, end: start, text: `let ${kept} = 0;\n${indentOf(loop, look)}` },
      ...(steps.header === 'turned' ? [headerEdit(removal, look)] : []),
      replace(decision, isBare && counts !== '' ? `{\n${indent}${text}\n${indent}}` : text),
      afterLine(loop, `${list}.length = ${kept};`, look),
    ],
  };
}

function removalOf(call: MethodCall, region: Region, look: Look): Removal | undefined {
  const loop = region.node;
  const splice = parentOf(call.node);
  if (!/^(?:For|While)Statement$/.test(loop.type) || splice?.type !== 'ExpressionStatement') {
    return undefined;
  }
  const [from, count] = call.args;
  if (from === undefined || numberOf(count) !== 1 || call.args.length !== 2) return undefined;
  const isOwnMethod = look.doings(call.node).effects.some(({ kind }) => kind === 'unknown');
  if (call.node.type !== 'CallExpression' || isOwnMethod) return undefined;
  if (!/^(?:array|unknown)$/.test(look.kind(call.object))) return undefined;
  const index =
    look.binding(isStep(from, '--') ? child(from, 'argument') : from) ?? steppedBy(from, look);
  if (index === undefined || !isPlain(call.object) || call.object.type === 'ThisExpression') {
    return undefined;
  }
  const holder = parentOf(splice);
  const branch = holder?.type === 'BlockStatement' ? holder : splice;
  const decision = parentOf(branch);
  if (decision?.type !== 'IfStatement' || !isListed(loop)) return undefined;
  const body = part(loop, 'body');
  const isLast = body === decision || children(body, 'body').at(-1) === decision;
  if (!isLast || /[^\w.$#]/.test(textOf(call.object, look))) return undefined;
  return {
    loop,
    list: textOf(call.object, look),
    root: rootOf(look.facts, call.object),
    index,
    decision,
    splice,
    isBackwards: isCountedDown(loop),
  };
}

/** Does it stand in a list of statements, so that others can stand beside it? */
function isListed(node: TreeNode): boolean {
  return /^(?:Program|BlockStatement|StaticBlock)$/.test(parentOf(node)?.type ?? '');
}

function isStep(node: TreeNode, operator: string): boolean {
  return node.type === 'UpdateExpression' && node['operator'] === operator;
}

/** The `i` of `xs.splice(i--, 1)`. */
function steppedBy(node: TreeNode, look: Look): Binding | undefined {
  if (!isStep(node, '--') || node['prefix'] === true) return undefined;
  const argument = part(node, 'argument');
  return look.facts.referencesIn(argument)[0]?.binding;
}

function isCountedDown(loop: TreeNode): boolean {
  const update = child(loop, 'update') ?? child(loop, 'test');
  return update !== undefined && (isStep(update, '--') || update['operator'] === '-=');
}

interface Steps {
  /** What else is done for an element that goes: counters. */
  readonly others: readonly TreeNode[];
  /** `same`: the loop counts up and goes on doing so; `turned`: it has to; `counted`: in its body. */
  readonly header: 'same' | 'turned' | 'counted';
}

/** What the branches do beside the `splice`; nothing where that is not understood. */
function stepsOf(removal: Removal, call: MethodCall, look: Look): Steps | undefined {
  const { loop, index, decision, splice, isBackwards } = removal;
  const consequent = part(decision, 'consequent');
  const alternate = child(decision, 'alternate');
  const isFlipped = alternate !== undefined && holds(alternate, splice);
  const gone = statementsOf(isFlipped ? alternate : consequent);
  const stays = statementsOf(isFlipped ? consequent : alternate);
  const isBack = (each: TreeNode): boolean => isStepOf(each, index, -1, look);
  const others = gone.filter((each) => each !== splice && !isBack(each));
  const backs = gone.filter(isBack).length + (isStep(call.args[0]!, '--') ? 1 : 0);
  if (!others.every((each) => isCounter(each, removal, look))) return undefined;
  const [only, ...more] = stays;
  const isCountedHere = only !== undefined && more.length === 0 && isStepOf(only, index, 1, look);
  const goesUp = startsAt(removal, '0', look) && isBelowLength(removal, look);
  if (loop.type === 'WhileStatement') {
    const isAlone = isCountedHere && backs === 0 && isUsedInside(removal);
    return isAlone && goesUp ? { others, header: 'counted' } : undefined;
  }
  const update = child(loop, 'update');
  if (isBackwards) {
    const isDown = only === undefined && backs === 0 && isDownwards(removal, look);
    return isDown ? { others, header: 'turned' } : undefined;
  }
  if (!goesUp) return undefined;
  if (update === undefined) {
    return isCountedHere && backs === 0 ? { others, header: 'turned' } : undefined;
  }
  const isUp = isStepOf(update, index, 1, look) && backs === 1 && only === undefined;
  return isUp ? { others, header: 'same' } : undefined;
}

function statementsOf(branch: TreeNode | undefined): readonly TreeNode[] {
  if (branch === undefined) return [];
  return branch.type === 'BlockStatement' ? children(branch, 'body') : [branch];
}

/** `removed += 1` comes to the same in any order. */
function isCounter(statement: TreeNode, { index, loop }: Removal, look: Look): boolean {
  const changed = child(statement, 'expression');
  const target = child(changed, 'argument') ?? child(changed, 'left');
  const counter = look.facts.referencesIn(target ?? statement)[0]?.binding;
  if (statement.type !== 'ExpressionStatement' || counter === undefined || counter === index) {
    return false;
  }
  const isStep = [1, -1].some((by) => isStepOf(statement, counter, by, look));
  return (
    isStep &&
    look.facts.referencesIn(part(loop, 'body')).filter((each) => each.binding === counter)
      .length === 1
  );
}

/** Is the counter declared with this value by the loop, or for it? */
function startsAt({ loop, index, list }: Removal, value: string, look: Look): boolean {
  const init = child(index.holder, 'init');
  if (index.holder.type !== 'VariableDeclarator' || init === undefined) return false;
  if (index.kind === 'const' || index.path.length > 0) return false;
  const header = child(loop, 'init');
  const isOfLoop = header !== undefined && holds(header, index.id);
  if (loop.type === 'ForStatement') {
    if (!isOfLoop || children(header, 'declarations').length !== 1) return false;
    // A `var` can be asked for afterwards.
    if (index.references.some(({ node }) => !holds(loop, node))) return false;
  }
  return textOf(init, look).replace(/\s/g, '') === value.replace('xs', list);
}

/** Is a counter of a `while` used by that loop alone, and set right before it? */
function isUsedInside({ loop, index }: Removal): boolean {
  const declaration = parentOf(index.holder);
  const isBeside = declaration !== undefined && parentOf(declaration) === parentOf(loop);
  return isBeside && index.references.every(({ node }) => holds(loop, node));
}

function isBelowLength({ loop, list, index }: Removal, look: Look): boolean {
  const test = child(loop, 'test');
  if (test?.type !== 'BinaryExpression') return false;
  return textOf(test, look).replace(/\s/g, '') === `${index.name}<${list}.length`;
}

/** `let i = xs.length - 1; i >= 0; i--` and `let i = xs.length; i--;` */
function isDownwards(removal: Removal, look: Look): boolean {
  const { loop, index } = removal;
  const update = child(loop, 'update');
  const test = child(loop, 'test');
  if (test === undefined) return false;
  const written = textOf(test, look).replace(/\s/g, '');
  if (update === undefined) {
    return written === `${index.name}--` && startsAt(removal, 'xs.length', look);
  }
  const isWhole = written === `${index.name}>=0` || written === `${index.name}>-1`;
  return isWhole && isStepOf(update, index, -1, look) && startsAt(removal, 'xs.length-1', look);
}

/** Is the condition pure, and does it see no more of the list than the element at hand? */
function decidesAlone(removal: Removal, call: MethodCall, look: Look): boolean {
  const { loop, decision } = removal;
  const before = children(part(loop, 'body'), 'body').filter((each) => each !== decision);
  const parts = [...before, part(decision, 'test')];
  const isNamed = before.every(
    (each) => each.type === 'VariableDeclaration' && each['kind'] === 'const',
  );
  if (!isNamed || !parts.every((each) => look.isPure(each))) return false;
  return (
    hasNoOtherUse(removal, call, look) && parts.every((each) => !maySeeList(each, removal, look))
  );
}

/** Is every mention of the list and the counter in the loop one that is understood? */
function hasNoOtherUse(removal: Removal, call: MethodCall, look: Look): boolean {
  const { loop, list, root, index, isBackwards, decision } = removal;
  const isElement = (node: TreeNode): boolean => {
    const member = parentOf(node);
    const isRead = isMember(member) && child(member, 'object') === node;
    return isRead && textOf(part(member ?? node, 'property'), look) === index.name;
  };
  const body = part(loop, 'body');
  const isList = look.facts.referencesIn(body).every(({ node, binding }) => {
    if (binding === index) {
      const member = outerOf(node);
      const isPosition = isMember(member) && textOf(part(member ?? node, 'object'), look) === list;
      // Counting down, the counter is the place that an element had from the beginning.
      const isOwn = !holds(part(decision, 'test'), node) && holds(decision, node);
      return isPosition || isOwn || isBackwards;
    }
    if (root === undefined || rootOf(look.facts, node) !== root) return true;
    const named = chainOf(node, list, look);
    if (named === undefined) return false;
    return named === 'other' || named === call.object || isElement(named);
  });
  if (!isList || root !== undefined) return isList;
  // `this.items`: every mention of it is told by its text.
  const mentions = textOf(body, look).split(list).length - 1;
  const elements = textOf(body, look).split(`${list}[${index.name}]`).length - 1;
  return mentions === elements + 1;
}

/** The node for the list that a name belongs to; `other` for another field of the same object. */
function chainOf(node: TreeNode, list: string, look: Look): TreeNode | 'other' | undefined {
  let at = node;
  for (let steps = list.split('.').length; steps > 1; steps--) {
    const above = parentOf(at);
    if (above === undefined || !isMember(above) || memberName(above) === '') return undefined;
    at = above;
  }
  if (textOf(at, look) === list) return at;
  return list.includes('.') && textOf(at, look).startsWith(textOf(node, look))
    ? 'other'
    : undefined;
}

/** Might a condition look at the list under another name, where it would be seen half done? */
function maySeeList(node: TreeNode, removal: Removal, look: Look): boolean {
  const { root, loop, list } = removal;
  const { facts } = look;
  const functions = facts.referencesIn(node).flatMap((each) => look.callback(each.node) ?? []);
  const asked = functions.flatMap((each) => [...look.doings(each).names]);
  if (root === undefined ? functions.length > 0 : asked.includes(root)) return true;
  const isField = list.includes('.');
  if (root !== undefined && !isField && isPrivate(facts, root, loop)) return false;
  const mayBeList = ({ node: use, binding }: Reference): boolean => {
    if (binding === undefined || holds(loop, binding.id)) return false;
    const holder = outerOf(outerOf(use) ?? use);
    const isWithin = isMember(holder) && holds(part(holder ?? use, 'object'), use);
    if (isOwnCollection(facts, binding) && !isWithin) return false;
    // Of the list itself it is known what is asked; another field may hold the same one.
    const isItself = rootOf(facts, use) === root && chainOf(use, list, look) !== 'other';
    return !isItself && isWalked(use, list, look);
  };
  return (
    facts.referencesIn(node).some(mayBeList) ||
    asked.some((name) => name.references.some(mayBeList))
  );
}

/** Is it asked as a list, for more than whether it has a field of the element? */
function isWalked(use: TreeNode, list: string, look: Look): boolean {
  let at = use;
  let above = outerOf(at);
  while (above !== undefined && isMember(above) && unwrapped(part(above, 'object')) === at) {
    const name = memberName(above);
    const holder = outerOf(above);
    if (name === '' || name === 'length') return true;
    if (isCall(holder) && child(holder, 'callee') === above) {
      const [sought] = children(holder, 'arguments');
      if (name === 'includes' || name === 'indexOf') {
        return !isMember(sought) || textOf(part(sought ?? use, 'object'), look) === list;
      }
      return !/^(?:has|get)$/.test(name) && look.kind(at) !== 'string';
    }
    at = above;
    above = holder;
  }
  return above?.type === 'SpreadElement' || above?.type === 'ForOfStatement';
}

function headerEdit({ loop, list, index }: Removal, look: Look): TextEdit {
  const start = part(loop, 'init').start;
  const end = look.facts.text.lastIndexOf(')', part(loop, 'body').start - 1);
  const text = `let ${index.name} = 0; ${index.name} < ${list}.length; ${index.name}++`;
  return { start, end, text };
}

function negated(test: TreeNode, look: Look): string {
  const inner = test.type === 'UnaryExpression' ? child(test, 'argument') : undefined;
  const isNot = inner !== undefined && test['operator'] === '!';
  if (isNot && /^(?:Call|Member|Identifier)/.test(inner.type)) return textOf(inner, look);
  return `!(${textOf(test, look)})`;
}

function statementText(statement: TreeNode, look: Look): string {
  return `${textOf(statement, look).replace(/;$/, '')};`;
}
