import type { SyntaxNode } from '../source/syntax-walk.js';
import { LENDERS, METHODS } from './builtins.js';
import { children, child, codeChildren, nameOf, propertyName } from './syntax.js';

/**
 * All names that a file gives to something of its own, wherever, and the method of the language that
 * each stands for, as after `const slice = [].slice`. One who calls something `Set` anywhere is
 * believed not to mean the builtin.
 */
export function declaredNames(program: SyntaxNode): ReadonlyMap<string, string | undefined> {
  const names = new Names();
  const open = [program];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const pattern of patternsOf(node)) addNames(names, pattern);
    open.push(...codeChildren(node));
    if (node.type !== 'VariableDeclarator') continue;
    for (const [name, method] of borrowedBy(node)) names.stand(name, method);
  }
  return names.all;
}

/** Names, each with what it stands for, which one that is given twice does not. */
class Names {
  readonly all = new Map<string, string | undefined>();
  readonly #again = new Set<string>();

  add(name: string): void {
    if (this.all.has(name)) this.#again.add(name);
    this.all.set(name, undefined);
  }

  stand(name: string, method: string): void {
    if (!this.#again.has(name)) this.all.set(name, method);
  }
}

/** `slice = Array.prototype.slice` and `{ slice } = Array.prototype`. */
function borrowedBy(declarator: SyntaxNode): [name: string, method: string][] {
  const id = child(declarator, 'id');
  const init = child(declarator, 'init');
  if (id?.type === 'Identifier' && init?.type === 'MemberExpression') {
    const method = propertyName(init);
    return METHODS.has(method) && isLender(child(init, 'object')) ? [[nameOf(id), method]] : [];
  }
  if (id?.type !== 'ObjectPattern' || !isLender(init)) return [];
  return children(id, 'properties').flatMap((property): [string, string][] => {
    const method = nameOf(child(property, 'key'));
    const name = nameOf(child(property, 'value'));
    return METHODS.has(method) && name !== '' ? [[name, method]] : [];
  });
}

/** Is this a prototype of the language, or a literal that has it? */
function isLender(node: SyntaxNode | undefined): boolean {
  if (node?.type === 'ArrayExpression' || node?.type === 'StringLiteral') return true;
  const owner = node?.type === 'MemberExpression' ? nameOf(child(node, 'object')) : '';
  return node !== undefined && LENDERS.has(owner) && propertyName(node) === 'prototype';
}

function patternsOf(node: SyntaxNode): readonly (SyntaxNode | undefined)[] {
  switch (node.type) {
    case 'VariableDeclarator':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return [child(node, 'id')];
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return [child(node, 'id'), ...children(node, 'params')];
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return children(node, 'params');
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [child(node, 'local')];
    case 'CatchClause':
      return [child(node, 'param')];
    default:
      return [];
  }
}

function addNames(names: Names, pattern: SyntaxNode | undefined): void {
  switch (pattern?.type) {
    case 'Identifier':
      names.add(nameOf(pattern));
      break;
    case 'ArrayPattern':
      for (const each of children(pattern, 'elements')) addNames(names, each);
      break;
    case 'ObjectPattern':
      for (const each of children(pattern, 'properties')) addNames(names, each);
      break;
    case 'ObjectProperty':
      addNames(names, child(pattern, 'value'));
      break;
    case 'AssignmentPattern':
      addNames(names, child(pattern, 'left'));
      break;
    case 'RestElement':
      addNames(names, child(pattern, 'argument'));
      break;
    default:
      break;
  }
}
