import type { SyntaxNode } from '../source/syntax-walk.js';
import { children, child, codeChildren, nameOf } from './syntax.js';

/**
 * All names that a file gives to something of its own, wherever. One who calls something `Set`
 * anywhere is believed not to mean the builtin.
 */
export function declaredNames(program: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const open = [program];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const pattern of patternsOf(node)) addNames(names, pattern);
    open.push(...codeChildren(node));
  }
  return names;
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

function addNames(names: Set<string>, pattern: SyntaxNode | undefined): void {
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
