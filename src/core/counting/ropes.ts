import type { SyntaxNode } from '../source/syntax-walk.js';
import { child, children, codeChildren, nameOf, propertyName } from './syntax.js';

/** Methods that need all letters of a text in one piece, to look at a few of them. */
const LOOKS: ReadonlySet<string> = new Set([
  ...['charCodeAt', 'codePointAt', 'charAt', 'at', 'startsWith', 'endsWith', 'substring'],
]);

/**
 * Where does a loop look into a text that it also appends to? V8 keeps `a + b` as a pair until
 * somebody looks into it, and then copies all of it into one piece: once in each round.
 */
export function ropeReads(loop: SyntaxNode): SyntaxNode[] {
  const appended = new Set<string>();
  const members: SyntaxNode[] = [];
  const targets = new Set<SyntaxNode>();
  const open = [loop];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'MemberExpression') members.push(node);
    if (node.type === 'AssignmentExpression') {
      const left = child(node, 'left');
      if (left !== undefined) targets.add(left);
      const name = appendedBy(node);
      if (name !== '') appended.add(name);
    }
    if (node.type === 'UpdateExpression' || node.type === 'UnaryExpression') {
      const argument = child(node, 'argument');
      if (argument !== undefined) targets.add(argument);
    }
    open.push(...codeChildren(node));
  }
  return members.filter(
    (member) =>
      !targets.has(member) && appended.has(nameOf(child(member, 'object'))) && looksInside(member),
  );
}

/** The name in `name += x`, `name = name + x` and `` name = `${name}…` ``. */
function appendedBy(assignment: SyntaxNode): string {
  const name = nameOf(child(assignment, 'left'));
  if (assignment['operator'] === '+=') return name;
  let right = child(assignment, 'right');
  while (right?.type === 'BinaryExpression' && right['operator'] === '+') {
    right = child(right, 'left');
  }
  const first = right?.type === 'TemplateLiteral' ? children(right, 'expressions')[0] : right;
  const isAppended = right !== child(assignment, 'right') || right?.type === 'TemplateLiteral';
  return isAppended && nameOf(first) === name ? name : '';
}

function looksInside(member: SyntaxNode): boolean {
  const property = child(member, 'property');
  if (member['computed'] === true) return property?.type !== 'StringLiteral';
  return LOOKS.has(propertyName(member));
}
