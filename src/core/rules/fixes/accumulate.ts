import type { Binding } from '../../source/bindings.js';
import type { Repeat } from '../../source/repeats.js';
import {
  part,
  child,
  children,
  isMember,
  memberName,
  methodCall,
  outerOf,
  parentOf,
  unwrapped,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Copy } from '../accumulate-by-copy.js';
import type { Look } from '../look.js';
import { isLoopedWithout, LEAKING } from '../ownership.js';
import type { Fix } from '../rule.js';
import { freshName, replace, textOf } from './places.js';

/** A copy that takes the place of what it copies becomes an addition to it. */
export function accumulateFix(copy: Copy, repeat: Repeat, look: Look): Fix | undefined {
  const added = additions(copy, repeat, look);
  const binding = look.binding(copy.source);
  if (added === undefined || binding === undefined) return undefined;
  return repeat.accumulator === binding
    ? reduceFix(copy, repeat, binding, added, look)
    : loopFix(copy, repeat, binding, added, look);
}

/** The statements that add to `name` what the copy has besides; nothing where that is not known. */
function additions(copy: Copy, repeat: Repeat, look: Look): readonly string[] | undefined {
  const { whole } = copy;
  const name = textOf(copy.source, look);
  const uses = look.facts
    .referencesIn(whole)
    .filter(({ binding }) => binding === look.binding(copy.source));
  if (uses.length !== 1) return undefined;
  if (whole.type === 'ArrayExpression') return pushes(children(whole, 'elements'), name, look);
  if (whole.type === 'ObjectExpression') return entries(children(whole, 'properties'), name, look);
  const call = methodCall(whole);
  if (call?.name === 'assign') {
    const rest = call.args.slice(2).map((each) => textOf(each, look));
    return call.args[1] === copy.source
      ? [`Object.assign(${[name, ...rest].join(', ')});`]
      : undefined;
  }
  if (
    call?.name !== 'concat' ||
    call.object !== copy.source ||
    !isList(copy.source, repeat, look)
  ) {
    return undefined;
  }
  // `concat` takes lists apart and adds everything else as it is.
  const parts = call.args.map((each) =>
    each.type === 'ArrayExpression'
      ? pushes(children(each, 'elements'), name, look, 0)
      : isSurelyList(each, look)
        ? pushAll(each, name, look)
        : undefined,
  );
  return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** Is it an array whatever happens? `concat` adds what is none as it is. */
function isSurelyList(node: TreeNode, look: Look): boolean {
  const value = unwrapped(node);
  const fields = /^Conditional/.test(value.type) ? ['consequent', 'alternate'] : ['left', 'right'];
  if (/^(?:Conditional|Logical)Expression$/.test(value.type)) {
    return fields.every((field) => isSurelyList(part(value, field), look));
  }
  return look.kind(value) === 'array';
}

function isList(source: TreeNode, repeat: Repeat, look: Look): boolean {
  if (look.kind(source) === 'array') return true;
  const seed = methodCall(repeat.node)?.args[1];
  const isCarried = look.binding(source) === repeat.accumulator;
  return isCarried && seed !== undefined && unwrapped(seed).type === 'ArrayExpression';
}

function pushes(
  elements: readonly TreeNode[],
  name: string,
  look: Look,
  skip = 1,
): readonly string[] | undefined {
  // `[x, ...acc]` would have to be added in front.
  if (skip === 1) {
    const [first] = elements;
    if (first?.type !== 'SpreadElement' || textOf(part(first, 'argument'), look) !== name) {
      return undefined;
    }
  }
  return elements.slice(skip).flatMap((each) => {
    if (each.type !== 'SpreadElement') return [`${name}.push(${textOf(each, look)});`];
    return pushAll(part(each, 'argument'), name, look);
  });
}

/** A loop, because `push(...xs)` fails where there are too many. */
function pushAll(list: TreeNode, name: string, look: Look): readonly string[] {
  const each = freshName('each', look);
  return [`for (const ${each} of ${textOf(list, look)}) ${name}.push(${each});`];
}

function entries(
  properties: readonly TreeNode[],
  name: string,
  look: Look,
): readonly string[] | undefined {
  const [first, ...rest] = properties;
  if (first?.type !== 'SpreadElement') return undefined;
  const lines = rest.map((property) => {
    if (property.type === 'SpreadElement') {
      return `Object.assign(${name}, ${textOf(part(property, 'argument'), look)});`;
    }
    const key = child(property, 'key');
    const value = child(property, 'value');
    if (property.type !== 'ObjectProperty' || key === undefined || value === undefined) {
      return undefined;
    }
    if (property['computed'] === true) {
      return `${name}[${textOf(key, look)}] = ${textOf(value, look)};`;
    }
    return key.type === 'Identifier'
      ? `${name}.${textOf(key, look)} = ${textOf(value, look)};`
      : undefined;
  });
  return lines.includes(undefined) ? undefined : lines.map((line) => line ?? '');
}

function reduceFix(
  copy: Copy,
  repeat: Repeat,
  binding: Binding,
  added: readonly string[],
  look: Look,
): Fix | undefined {
  const call = methodCall(repeat.node);
  const seed = call?.args[1];
  const callback = repeat.region.node;
  if (repeat.method !== 'reduce' || seed === undefined || !isFresh(seed)) return undefined;
  if (binding.path.length > 0 || isReadonlyType(textOf(repeat.node, look), binding, look)) {
    return undefined;
  }
  // The accumulator may be looked at, but not be kept by anybody.
  const others = binding.references.filter(({ node }) => node !== sourceName(copy));
  const isGivenOn = (node: TreeNode): boolean => parentOf(node)?.type === 'ReturnStatement';
  if (others.some(({ node, isWrite }) => isWrite || !(isReadOf(node) || isGivenOn(node)))) {
    return undefined;
  }
  const statements = [...added, `return ${binding.name};`];
  const body = child(callback, 'body');
  if (body === undefined || callback['async'] === true) return undefined;
  const returned = parentOf(copy.whole);
  if (returned?.type === 'ReturnStatement' && body.type === 'BlockStatement') {
    // In a branch without braces only one statement has room.
    if (parentOf(returned)?.type !== 'BlockStatement') {
      return { title: 'Add in place', edits: [replace(returned, `{ ${statements.join(' ')} }`)] };
    }
    const indent = ' '.repeat(returned.loc?.start.column ?? 0);
    return { title: 'Add in place', edits: [replace(returned, statements.join(`\n${indent}`))] };
  }
  if (unwrapped(body) !== copy.whole || body !== copy.whole) return undefined;
  const { start, end } = outerParentheses(body, look);
  return { title: 'Add in place', edits: [{ start, end, text: `{ ${statements.join(' ')} }` }] };
}

function outerParentheses(node: TreeNode, look: Look): { start: number; end: number } {
  const { text } = look.facts;
  const before = /\(\s*$/.exec(text.slice(0, node.start))?.[0];
  const after = /^\s*\)/.exec(text.slice(node.end))?.[0];
  const isWrapped =
    before !== undefined &&
    after !== undefined &&
    /=>\s*$/.test(text.slice(0, node.start - before.length));
  return isWrapped ? { start: node.start - before.length, end: node.end + after.length } : node;
}

function sourceName(copy: Copy): TreeNode {
  return unwrapped(copy.source);
}

/** `acc = [...acc, x];` as a statement, where `acc` is a fresh list that nobody else knows yet. */
function loopFix(
  copy: Copy,
  repeat: Repeat,
  binding: Binding,
  added: readonly string[],
  look: Look,
): Fix | undefined {
  const assignment = parentOf(copy.whole);
  const statement = assignment === undefined ? undefined : parentOf(assignment);
  if (assignment?.type !== 'AssignmentExpression' || statement?.type !== 'ExpressionStatement') {
    return undefined;
  }
  const init =
    binding.holder.type === 'VariableDeclarator' ? child(binding.holder, 'init') : undefined;
  if (init === undefined || !isFresh(init) || binding.path.length > 0) return undefined;
  if (isReadonlyType('', binding, look)) return undefined;
  const owner = look.repeats.ownerOf(binding.region);
  const others = binding.references.filter(
    ({ node }) => node !== child(assignment, 'left') && node !== sourceName(copy),
  );
  const escapes = others.some(({ node, isWrite, region }) => {
    if (isWrite || look.repeats.ownerOf(region) !== owner) return true;
    // Behind the loop it may be given to anybody, unless it grows on afterwards.
    const isDone = node.start >= repeat.node.end && !isLoopedWithout(repeat.node, binding);
    return !isDone && !isReadOf(node);
  });
  if (escapes) return undefined;
  const text = added.length === 1 ? added[0]! : `{ ${added.join(' ')} }`;
  return { title: 'Add in place', edits: [replace(statement, text)] };
}

/** Is it looked at without anybody keeping it: `acc.length`, `acc[i]`, `acc.includes(x)`? */
function isReadOf(node: TreeNode): boolean {
  const above = outerOf(node);
  if (above === undefined || !isMember(above) || child(above, 'object') !== node) return false;
  const holder = outerOf(above);
  if (LEAKING.test(memberName(above))) return false;
  return holder?.type !== 'AssignmentExpression' || child(holder, 'left') !== above;
}

/** An empty literal, or one of literals: nobody else can have it. */
function isFresh(node: TreeNode): boolean {
  const value = unwrapped(node);
  return (
    /^(?:Array|Object)Expression$/.test(value.type) &&
    [...children(value, 'elements'), ...children(value, 'properties')].length === 0
  );
}

function isReadonlyType(text: string, binding: Binding, look: Look): boolean {
  const type = child(binding.id, 'typeAnnotation');
  const written = type === undefined ? '' : textOf(type, look);
  return /\b(?:readonly|ReadonlyArray|Readonly)\b/.test(written + text);
}
