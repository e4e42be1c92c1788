import type { SyntaxNode } from './syntax-walk.js';

/** The last name of an expression or key: `score` for `score`, `this.score`, `'score'`; else empty. */
export function identifierName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const node = value as SyntaxNode;
  if (node.type === 'Identifier') return String(node['name']);
  if (node.type === 'StringLiteral') return String(node['value']);
  if (node.type === 'PrivateName') return `#${identifierName(node['id'])}`;
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    return identifierName(node['property']);
  }
  // Compilers call imports as `(0, scores_1.score)(…)`.
  if (node.type === 'SequenceExpression') {
    return identifierName((node['expressions'] as readonly SyntaxNode[]).at(-1));
  }
  if (/^TS(?:NonNull|As|Satisfies)Expression$/.test(node.type)) {
    return identifierName(node['expression']);
  }
  return '';
}
