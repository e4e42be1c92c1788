import type { SyntaxNode } from '../source/syntax-walk.js';

/** Offset of a node's first character. */
export function startOf(node: SyntaxNode): number {
  return node['start'] as number;
}

/** Offset behind a node's last character. */
export function endOf(node: SyntaxNode): number {
  return node['end'] as number;
}

/** The node in this field, if there is one. */
export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return (node[field] ?? undefined) as SyntaxNode | undefined;
}

/** The nodes in this field; holes of arrays are left out. */
export function children(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const value = (node[field] ?? []) as readonly (SyntaxNode | null)[];
  return value.filter((each) => each !== null);
}

/** Name of an identifier; empty for everything else. */
export function nameOf(node: SyntaxNode | undefined): string {
  return node?.type === 'Identifier' ? String(node['name']) : '';
}

/** What a member expression asks for by a fixed name; empty when it is computed or private. */
export function propertyName(member: SyntaxNode): string {
  const property = child(member, 'property');
  if (member['computed'] !== true) return nameOf(property);
  return property?.type === 'StringLiteral' ? String(property['value']) : '';
}

/** Functions with a body of their own. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
]);

/** Loops, and how people call them. */
export const LOOPS: ReadonlyMap<string, string> = new Map([
  ['ForStatement', 'for'],
  ['ForOfStatement', 'for-of'],
  ['ForInStatement', 'for-in'],
  ['WhileStatement', 'while'],
  ['DoWhileStatement', 'do-while'],
]);

/** Fields that hold no code: places, comments, types, and decorators, which run once. */
const NO_CODE: ReadonlySet<string> = new Set([
  'type',
  'start',
  'end',
  'loc',
  'extra',
  'errors',
  'decorators',
  'typeAnnotation',
  'returnType',
  'typeParameters',
  'typeArguments',
  'superTypeParameters',
  'superTypeArguments',
  'implements',
  'predicate',
]);

const TYPED_CODE: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSExportAssignment',
  'TSModuleDeclaration',
  'TSModuleBlock',
]);

/** Is this something that never runs: a type, a declaration without a body? */
function isTypeOnly(node: SyntaxNode): boolean {
  if (node['declare'] === true) return true;
  return node.type.startsWith('TS') && !TYPED_CODE.has(node.type);
}

/** The nodes directly below this one that are code. */
export function codeChildren(node: SyntaxNode): SyntaxNode[] {
  const list: SyntaxNode[] = [];
  for (const field of Object.keys(node)) {
    if (NO_CODE.has(field)) continue;
    const value = node[field];
    if (typeof value !== 'object' || value === null) continue;
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(item) && !isTypeOnly(item)) list.push(item);
    }
  }
  return list;
}

function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string'
  );
}
