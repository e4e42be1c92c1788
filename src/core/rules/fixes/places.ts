import type { Binding } from '../../source/bindings.js';
import type { Repeat } from '../../source/repeats.js';
import {
  part,
  child,
  identifierName,
  isFunction,
  isMember,
  memberName,
  numberOf,
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
    const start = startOf(node, look);
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

/** Where a statement begins, with the comments before it that are about its first line alone. */
export function startOf(node: TreeNode, look: Look): number {
  const before = look.facts.text.slice(0, node.start);
  return node.start - (DIRECTIVES.exec(before)?.[0].length ?? 0);
}

const DIRECTIVES =
  /(?:\/\/ *(?:@ts-(?:expect-error|ignore)|eslint-disable-next-line|rankscope-ignore-next-line)[^\n]*\n[ \t]*)+$/;

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
  const taken = new Set(look.facts.text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  const stem = wanted.replace(/[^\p{ID_Continue}$]/gu, '_').replace(/^(?=\p{Nd})/u, '_');
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}${number}`;
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
 * May a value be looked up in a Set or Map where it was compared by `===` before? Those find NaN,
 * and `===` does not: texts are never NaN, and what is called an id or a key is not, either.
 */
export function isNeverNaN(node: TreeNode, look: Look): boolean {
  const value = unwrapped(node);
  if (/^(?:string|object|array|set|map|other)$/.test(look.kind(value))) return true;
  const name = memberName(value) || identifierName(value);
  return KEY_NAME.test(name) || (isMember(value) && TEXT_NAME.test(name));
}

/** Is it a field that things are matched by: a key of some kind, unless it is one that measures? */
export function isSeldomNaN(node: TreeNode): boolean {
  const value = unwrapped(node);
  const name = memberName(value);
  return name !== '' && !MEASURE_NAME.test(name);
}

const KEY_NAME = /(?:^(?:id|key|ID)|[a-z_](?:Id|ID|Key|Slug|Code|_id|_key)|slug|code|uuid|sku)$/;
/** Fields that hold texts by what they are. */
const TEXT_NAME =
  /(?:[nN]ame|[tT]itle|[kK]ind|[tT]ype|[cC]ategory|[gG]enre|[lL]abel|[sS]tatus|[eE]mail|[uU]rl|[pP]ath|[lL]anguage|[cC]ountry)$/;
const MEASURE_NAME =
  /(?:score|rating|value|weight|price|cost|rate|mean|average|avg|ratio|norm|dist|number|num$|total|sum|percent|share|rank|amount|quantity|size|count|time|date|year|month|day|hour|age$|length|level|position|offset|index|popularity|relevance|similarity|confidence|probability|^(?:lat|lon|lng|n|v|[xyz])$)/i;
