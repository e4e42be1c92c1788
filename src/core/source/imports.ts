import type { SyntaxNode } from './syntax-walk.js';

/** What a file takes from another one. */
export interface Import {
  /** As it stands in the text: `./vector.js`, `lodash`. */
  readonly specifier: string;
  /** Names it has there, by the names they have here. Namespaces and whole modules have none. */
  readonly names: ReadonlyMap<string, string>;
}

/** The import that a node of the syntax tree is: a declaration, a re-export or a `require`. */
export function importOf(node: SyntaxNode, parent: SyntaxNode | undefined): Import | undefined {
  if (node.type === 'ImportDeclaration' || /^Export(?:Named|All)Declaration$/.test(node.type)) {
    const specifier = stringOf(node['source']);
    return specifier === undefined ? undefined : { specifier, names: namesOf(node) };
  }
  if (node.type !== 'CallExpression' && node.type !== 'ImportExpression') return undefined;
  const specifier = stringOf(argumentOf(node));
  if (specifier === undefined) return undefined;
  return { specifier, names: destructuredNames(parent) };
}

/** What `require(…)` or `import(…)` is given. */
function argumentOf(node: SyntaxNode): unknown {
  if (node.type === 'ImportExpression') return node['source'];
  const callee = node['callee'] as SyntaxNode;
  const isLoading =
    callee.type === 'Import' || (callee.type === 'Identifier' && callee['name'] === 'require');
  return isLoading ? (node['arguments'] as readonly unknown[])[0] : undefined;
}

/** The names of `import { a, b as c } from`. */
function namesOf(node: SyntaxNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const specifier of (node['specifiers'] as readonly SyntaxNode[] | undefined) ?? []) {
    const imported = nameOf(specifier['imported'] ?? specifier['local']);
    const local = nameOf(specifier['local']);
    if (specifier.type === 'ImportSpecifier') names.set(local, imported);
  }
  return names;
}

/** The names of `const { a, b: c } = require(…)`. */
function destructuredNames(parent: SyntaxNode | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const pattern = parent?.type === 'VariableDeclarator' ? (parent['id'] as SyntaxNode) : undefined;
  if (pattern?.type !== 'ObjectPattern') return names;
  for (const property of pattern['properties'] as readonly SyntaxNode[]) {
    if (property.type !== 'ObjectProperty') continue;
    names.set(nameOf(property['value']), nameOf(property['key']));
  }
  return names;
}

function stringOf(value: unknown): string | undefined {
  const node = value as SyntaxNode | null | undefined;
  return node?.type === 'StringLiteral' ? String(node['value']) : undefined;
}

/** The name of an identifier or of a string in its place; empty for anything else. */
function nameOf(value: unknown): string {
  const node = value as SyntaxNode | null | undefined;
  if (node?.type === 'Identifier') return String(node['name']);
  return stringOf(node) ?? '';
}

/** Endings that may stand for one another or be left out, in the order in which they are tried. */
const ENDINGS = ['', '.js', '.ts', '.mjs', '.cjs', '.tsx', '.jsx', '.mts', '.cts'] as const;
const INDEX_FILES = ['/index.js', '/index.ts', '/index.mjs', '/index.cjs', '/index.tsx'] as const;

/**
 * The files that a relative specifier may mean, likeliest first, as Node, TypeScript and bundlers
 * find them; none for the name of a package.
 */
export function importedFiles(specifier: string, from: string): readonly string[] {
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return [];
  const separator = from.includes('\\') ? '\\' : '/';
  const parts = from.split(separator).slice(0, -1);
  for (const part of specifier.replace(/[?#].*$/, '').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const path = parts.join(separator);
  const stem = path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2');
  const files = ENDINGS.map((ending) => path + ending);
  if (stem !== path) files.push(stem);
  return [...files, ...INDEX_FILES.map((file) => path + file.replaceAll('/', separator))];
}
