import type { SizeParameter } from '../model/size-parameter.js';
import { isScriptName, parseScript } from './parse-script.js';
import { walk, type SyntaxNode } from './syntax-walk.js';

/** Names that can be typed, and shown in the middle of a text. */
const PARAMETER = /^[A-Za-z_]\w*$/;

/**
 * The sizes that a workload module exports, as in `export const sizes = [1, 2]`, which are those of
 * n, or for each of several parameters, as in `exports.sizes = { users: [1, 2], items: [3, 4] }`.
 * Nothing when it has none, or they are only known when the module runs.
 */
export function exportedSizes(
  text: string,
  fileName: string,
): readonly SizeParameter[] | undefined {
  const program = isScriptName(fileName) ? parseScript(text, fileName)?.program : undefined;
  let found: readonly SizeParameter[] | undefined;
  if (program === undefined) return undefined;
  walk(program, {
    enter: (node) => {
      if (found === undefined) found = parametersOf(namedValue(node, 'sizes'));
    },
    leave: () => undefined,
  });
  return found;
}

function field(node: SyntaxNode | undefined, key: string): SyntaxNode | undefined {
  return (node?.[key] ?? undefined) as SyntaxNode | undefined;
}

/** What this node gives to the name. */
function namedValue(node: SyntaxNode, name: string): SyntaxNode | undefined {
  if (node.type === 'VariableDeclarator' && nameOf(field(node, 'id')) === name) {
    return field(node, 'init');
  }
  if (node.type === 'ObjectProperty' && nameOf(field(node, 'key')) === name) {
    return field(node, 'value');
  }
  const left = node.type === 'AssignmentExpression' ? field(node, 'left') : undefined;
  return nameOf(field(left, 'property')) === name ? field(node, 'right') : undefined;
}

function nameOf(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'Identifier') return String(node['name']);
  return node?.type === 'StringLiteral' ? String(node['value']) : undefined;
}

function parametersOf(node: SyntaxNode | undefined): readonly SizeParameter[] | undefined {
  const value = withoutType(node);
  if (value?.type !== 'ObjectExpression') {
    const values = numbersOf(value);
    return values && [{ name: 'n', values }];
  }
  const parameters = (value['properties'] as readonly SyntaxNode[]).flatMap((property) => {
    const name = property.type === 'ObjectProperty' ? nameOf(field(property, 'key')) : undefined;
    const values = numbersOf(withoutType(field(property, 'value')));
    const isName = name !== undefined && PARAMETER.test(name);
    return isName && values !== undefined ? [{ name, values }] : [];
  });
  const isWhole = parameters.length === (value['properties'] as readonly unknown[]).length;
  return isWhole && parameters.length > 0 ? parameters : undefined;
}

function withoutType(node: SyntaxNode | undefined): SyntaxNode | undefined {
  let inner = node;
  while (inner !== undefined && /^TS(?:As|Satisfies)Expression$/.test(inner.type)) {
    inner = field(inner, 'expression');
  }
  return inner;
}

function numbersOf(node: SyntaxNode | undefined): readonly number[] | undefined {
  if (node?.type !== 'ArrayExpression') return undefined;
  const elements = (node['elements'] as readonly (SyntaxNode | null)[]).map((each) =>
    each?.type === 'NumericLiteral' ? Number(each['value']) : NaN,
  );
  return elements.length > 0 && elements.every(Number.isFinite) ? elements : undefined;
}
