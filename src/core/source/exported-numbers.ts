import { isScriptName, parseScript } from './parse-script.js';
import { walk, type SyntaxNode } from './syntax-walk.js';

/**
 * The list of numbers that a module exports under this name, as in `export const sizes = [1, 2]` or
 * `exports.sizes = [1, 2]`; nothing when it is none, or is only known when the module runs.
 */
export function exportedNumbers(
  text: string,
  fileName: string,
  name: string,
): readonly number[] | undefined {
  const program = isScriptName(fileName) ? parseScript(text, fileName)?.program : undefined;
  let found: readonly number[] | undefined;
  if (program === undefined) return undefined;
  walk(program, {
    enter: (node) => {
      if (found === undefined) found = numbersOf(namedValue(node, name));
    },
    leave: () => undefined,
  });
  return found;
}

/** What this node gives to the name. */
function namedValue(node: SyntaxNode, name: string): SyntaxNode | undefined {
  const field = (key: string) => (node[key] ?? undefined) as SyntaxNode | undefined;
  if (node.type === 'VariableDeclarator' && isNamed(field('id'), name)) return field('init');
  if (node.type === 'ObjectProperty' && isNamed(field('key'), name)) return field('value');
  const left = node.type === 'AssignmentExpression' ? field('left') : undefined;
  const property = (left?.['property'] ?? undefined) as SyntaxNode | undefined;
  return isNamed(property, name) ? field('right') : undefined;
}

function isNamed(node: SyntaxNode | undefined, name: string): boolean {
  return node?.type === 'Identifier' && node['name'] === name;
}

function numbersOf(node: SyntaxNode | undefined): readonly number[] | undefined {
  if (node === undefined) return undefined;
  if (/^(TSAsExpression|TSSatisfiesExpression)$/.test(node.type)) {
    return numbersOf((node['expression'] ?? undefined) as SyntaxNode | undefined);
  }
  if (node.type !== 'ArrayExpression') return undefined;
  const elements = (node['elements'] as readonly (SyntaxNode | null)[]).map((each) =>
    each?.type === 'NumericLiteral' ? Number(each['value']) : NaN,
  );
  return elements.length > 0 && elements.every(Number.isFinite) ? elements : undefined;
}
