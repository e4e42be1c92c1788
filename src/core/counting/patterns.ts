import type { SyntaxNode } from '../source/syntax-walk.js';
import { child, children, nameOf } from './syntax.js';

/** A variable that takes the rest of an array or an object. */
export interface RestName {
  readonly name: string;
  readonly node: SyntaxNode;
}

/** Which variables of a pattern take a rest, as `tail` in `[head, ...tail]`? */
export function restNames(pattern: SyntaxNode | undefined): RestName[] {
  switch (pattern?.type) {
    case 'ArrayPattern':
      return children(pattern, 'elements').flatMap(restOrBelow);
    case 'ObjectPattern':
      return children(pattern, 'properties').flatMap(restOrBelow);
    case 'AssignmentPattern':
      return restNames(child(pattern, 'left'));
    case 'ObjectProperty':
      return restNames(child(pattern, 'value'));
    default:
      return [];
  }
}

function restOrBelow(node: SyntaxNode): RestName[] {
  if (node.type !== 'RestElement') return restNames(node);
  const name = nameOf(child(node, 'argument'));
  return name === '' ? [] : [{ name, node }];
}

/** Does a pattern itself take the rest of an array or of an object? */
export function restKind(pattern: SyntaxNode | undefined): 'array' | 'object' | undefined {
  const isArray = pattern?.type === 'ArrayPattern';
  if (pattern === undefined || (!isArray && pattern.type !== 'ObjectPattern')) return undefined;
  const parts = children(pattern, isArray ? 'elements' : 'properties');
  if (parts.at(-1)?.type !== 'RestElement') return undefined;
  return isArray ? 'array' : 'object';
}
