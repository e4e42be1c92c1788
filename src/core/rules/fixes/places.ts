import type { Binding } from '../../source/bindings.js';
import { changesOf } from '../../source/dependence.js';
import type { Repeat } from '../../source/repeats.js';
import {
  part,
  child,
  holds,
  identifierName,
  isFunction,
  isMember,
  memberName,
  numberOf,
  outerOf,
  parentOf,
  unwrapped,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Look } from '../look.js';
import type { TextEdit } from '../rule.js';

/** Where something can be put that is to be there before a loop begins. */
export interface Anchor {
  /** The statement with the loop, or the whole body of `() => expression`. */
  readonly node: TreeNode;
  readonly isArrowBody: boolean;
  readonly loop: Repeat;
}

/** The place before the outermost of some loops; nothing where there is none. */
export function anchorBefore(loops: readonly Repeat[]): Anchor | undefined {
  const loop = loops.at(-1);
  if (loop === undefined) return undefined;
  for (let at: TreeNode = loop.node; ;) {
    const above = parentOf(at);
    if (above === undefined) return undefined;
    const isListed = /^(?:Program|BlockStatement|StaticBlock|TSModuleBlock)$/.test(above.type);
    if (isListed) return { node: at, isArrowBody: false, loop };
    if (isFunction(above)) {
      const isBody = child(above, 'body') === at && at.type !== 'BlockStatement';
      return isBody ? { node: at, isArrowBody: true, loop } : undefined;
    }
    if (above.type === 'SwitchCase' || above.type === 'ClassBody') return undefined;
    // What is evaluated again by a loop around, or perhaps not at all, is no place before it.
    if (/^(?:ConditionalExpression|LogicalExpression)$/.test(above.type)) return undefined;
    at = above;
  }
}

/** The edits that put statements before a loop; lines without indentation. */
export function insertBefore(
  anchor: Anchor,
  lines: readonly string[],
  look: Look,
): readonly TextEdit[] {
  const { node, isArrowBody } = anchor;
  const indent = indentOf(node, look);
  if (!isArrowBody) {
    const start = node.start;
    return [{ start, end: start, text: lines.map((line) => `${line}\n${indent}`).join('') }];
  }
  const { start, end } = withParentheses(node, look);
  const inner = `${indent}  `;
  const before = lines.map((line) => `${inner}${line}\n`).join('');
  return [
    { start, end: start, text: `{\n${before}${inner}return ` },
    { start: end, end, text: `;\n${indent}}` },
  ];
}

/** The edit that puts a statement behind the one with a loop. */
export function insertAfter(anchor: Anchor, line: string, look: Look): TextEdit {
  return afterLine(anchor.node, line, look);
}

/** The edit that puts a line behind a statement. */
export function afterLine(statement: TreeNode, line: string, look: Look): TextEdit {
  const { end } = statement;
  return { start: end, end, text: `\n${indentOf(statement, look)}${line}` };
}

/** The comments in a node that is to be written anew, but for those in a part that is kept. */
export function commentsOf(node: TreeNode, keptPart: TreeNode, look: Look): readonly string[] {
  const { text } = look.facts;
  const written = `${text.slice(node.start, keptPart.start)}\n${text.slice(keptPart.end, node.end)}`;
  return Array.from(written.matchAll(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g), ([comment]) => comment);
}

/** Does it move a counter by one: `i++`, `--i`, `i += 1`, as a statement or an expression? */
export function isStepOf(node: TreeNode, counter: Binding, by: number, look: Look): boolean {
  const step = node.type === 'ExpressionStatement' ? part(node, 'expression') : node;
  const target = child(step, 'argument') ?? child(step, 'left');
  if (target?.type !== 'Identifier') return false;
  if (look.facts.referencesIn(target)[0]?.binding !== counter) return false;
  const sign = by > 0 ? '+' : '-';
  if (step.type === 'UpdateExpression') return step['operator'] === sign + sign;
  const isAdding = step.type === 'AssignmentExpression' && step['operator'] === `${sign}=`;
  return isAdding && numberOf(child(step, 'right')) === 1;
}

/** The edit that puts a text in the place of a node. */
export function replace(
  node: { readonly start: number; readonly end: number },
  text: string,
): TextEdit {
  return { start: node.start, end: node.end, text };
}

function withParentheses(node: TreeNode, look: Look): { start: number; end: number } {
  const { text } = look.facts;
  let { start, end } = node;
  for (;;) {
    const before = /\(\s*$/.exec(text.slice(Math.max(0, start - 40), start));
    const after = /^\s*\)/.exec(text.slice(end, end + 40));
    const isArrow = before !== null && /=>\s*\($/.test(text.slice(0, start).trimEnd().slice(-6));
    if (before === null || after === null || !isArrow) return { start, end };
    start -= before[0].length;
    end += after[0].length;
  }
}

/** The white space before the line of a node. */
export function indentOf(node: TreeNode, look: Look): string {
  const { text } = look.facts;
  const lineStart = text.lastIndexOf('\n', node.start - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, node.start))?.[0] ?? '';
}

/** The text of a node. */
export function textOf(node: TreeNode, look: Look): string {
  return look.facts.text.slice(node.start, node.end);
}

/** Is the file written in TypeScript? */
export function isTyped(look: Look): boolean {
  return /\.[cm]?tsx?$/i.test(look.facts.fileName);
}

/** A name that nothing in the file has yet. */
export function freshName(wanted: string, look: Look): string {
  const used = new RegExp(String.raw`\b${wanted}(\d*)\b`, 'g');
  const taken = new Set(Array.from(look.facts.text.matchAll(used), ([name]) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The last name of a list as the first half of another name: `seen` of `this.state.seen`. */
export function stemOf(list: TreeNode): string {
  const value = unwrapped(list);
  const name = value.type === 'Identifier' ? String(value['name']) : memberName(value);
  return name.replace(/^#/, '') || 'known';
}

/** Is it a name or a chain of fields of one, which can be read again without doing anything? */
export function isPlain(node: TreeNode): boolean {
  const value = unwrapped(node);
  if (value.type === 'Identifier' || value.type === 'ThisExpression') return true;
  if (!isMember(value) || value.type !== 'MemberExpression' || memberName(value) === '') {
    return false;
  }
  return isPlain(part(value, 'object'));
}

/**
 * Is a list sure to stay as it is from before a loop to its end: nothing in there changes it, and no
 * function that might be called there does?
 */
export function staysSame(list: TreeNode, anchor: Anchor, look: Look): boolean {
  if (!isPlain(list)) return false;
  const root = rootBinding(list, look);
  if (root === undefined) return false;
  const within = anchor.node;
  // It has to exist before the loop, with the value it has inside.
  if (holds(within, root.id)) return false;
  if (changesOf(root, within).length > 0 || isReassigned(root, within)) return false;
  if (hasPause(within, look) && isShared(root, look)) return false;
  const owner = look.repeats.ownerOf(anchor.loop.region);
  const elsewhere = changesOf(root, look.facts.tree.program).filter(({ by }) => by !== '()');
  if (elsewhere.some(({ reference }) => look.repeats.ownerOf(reference.region) !== owner)) {
    return false;
  }
  return !hasChangedAlias(root, look);
}

function isReassigned(root: Binding, within: TreeNode): boolean {
  return root.references.some(({ node, isWrite }) => isWrite && holds(within, node));
}

/** May others run in between? */
function hasPause(node: TreeNode, look: Look): boolean {
  return /\b(?:await|yield)\b/.test(textOf(node, look));
}

/** May others know the list: is it a parameter, or of the whole file? */
function isShared(root: Binding, look: Look): boolean {
  return root.kind === 'param' || look.repeats.ownerOf(root.region).kind === 'program';
}

/** Has another name been given to it by which it is changed? */
function hasChangedAlias(root: Binding, look: Look): boolean {
  return root.references.some(({ node }) => {
    let at: TreeNode = node;
    let above = outerOf(at);
    while (above !== undefined && isMember(above)) {
      at = above;
      above = outerOf(at);
    }
    if (above?.type === 'AssignmentExpression' && child(above, 'right') === at) return true;
    if (above?.type !== 'VariableDeclarator' || child(above, 'init') !== at) return false;
    return look.facts
      .declaredIn(above)
      .some((alias) => changesOf(alias, look.facts.tree.program).length > 0);
  });
}

function rootBinding(list: TreeNode, look: Look): Binding | undefined {
  const value = unwrapped(list);
  if (value.type === 'Identifier') return look.binding(value);
  const object = child(value, 'object');
  return object === undefined ? undefined : rootBinding(object, look);
}

/**
 * May a value be looked up in a Set or Map where it was compared by `===` before? Those find NaN,
 * and `===` does not: texts are never NaN, and what is called an id or a key is not, either.
 */
export function isNeverNaN(node: TreeNode, look: Look): boolean {
  const value = unwrapped(node);
  const kind = look.kind(value);
  if (kind === 'string') return true;
  const isField = isMember(value);
  const name = isField ? memberName(value) : identifierName(value);
  if (KEY_NAME.test(name)) return true;
  // A field that things are matched by is a key of some kind, unless it is one that measures.
  return isField && name !== '' && kind !== 'number' && !MEASURE_NAME.test(name);
}

const KEY_NAME = /(?:^(?:id|key|ID)|[a-z_](?:Id|ID|Key|Slug|Code|_id|_key)|slug|code|uuid|sku)$/;
const MEASURE_NAME =
  /(?:score|rating|value|weight|price|rate|mean|average|avg|ratio|norm|distance|number|total|sum|percent|share|rank|amount|size|count|time|date|^[xyz]$)/i;
