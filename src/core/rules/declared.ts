import {
  calleeName,
  child,
  children,
  identifierName,
  isFunction,
  isMember,
  isPrototype,
  memberName,
  parentOf,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';
import type { Binding } from '../source/bindings.js';
import { fieldOf } from '../source/value-kinds.js';
import { calleeOf } from './call-facts.js';
import type { Callee } from './file-summary.js';
import type { Look } from './look.js';

/** The import that an expression stands for: `f`, `util.f`; nothing for other values. */
export function importedAs(node: TreeNode, look: Look): Callee | undefined {
  const member = memberName(node);
  const binding = look.binding(member === '' ? node : child(node, 'object'));
  if (binding === undefined) return undefined;
  const source = sourceOf(binding);
  if (source === undefined) return undefined;
  if (member === '') {
    return source.name === '*' ? undefined : { kind: 'import', ...source };
  }
  return source.name === '*' ? { kind: 'import', ...source, name: member } : undefined;
}

/** What a name takes from which file; `*` for all of it. */
function sourceOf(binding: Binding): { specifier: string; name: string } | undefined {
  const { holder, path } = binding;
  if (binding.kind === 'import') {
    const specifier = stringOf(child(parentOf(holder), 'source'));
    if (specifier === undefined) return undefined;
    if (holder.type === 'ImportNamespaceSpecifier') return { specifier, name: '*' };
    if (holder.type === 'ImportDefaultSpecifier') return { specifier, name: 'default' };
    const imported = child(holder, 'imported');
    return { specifier, name: identifierName(imported) || (stringOf(imported) ?? '') };
  }
  const value = child(holder, 'init');
  const whole = value === undefined ? undefined : unwrapped(value);
  // `require('./lists').has`
  const taken = path.length === 0 ? memberName(whole) : '';
  const init = taken === '' ? whole : child(whole, 'object');
  if (init === undefined || calleeName(init) !== 'require') return undefined;
  const specifier = stringOf(children(init, 'arguments')[0]);
  if (specifier === undefined) return undefined;
  return { specifier, name: taken || (path.length === 0 ? '*' : (path[0] ?? '')) };
}

function stringOf(node: TreeNode | undefined): string | undefined {
  return node?.type === 'StringLiteral' ? String(node['value']) : undefined;
}

/** The class or object literal around a node, by its name; empty when it has none. */
export function typeAround(node: TreeNode): string {
  for (let at = parentOf(node); at !== undefined; at = parentOf(at)) {
    if (at.type === 'ClassBody') return className(parentOf(at));
    if (at.type === 'TSModuleBlock') return identifierName(child(parentOf(at), 'id'));
    if (at.type === 'AssignmentExpression') {
      const name = prototypeName(child(at, 'left'));
      if (name !== '') return name;
    }
    if (at.type === 'ObjectExpression') {
      const holder = parentOf(at);
      if (holder?.type === 'VariableDeclarator') return identifierName(child(holder, 'id'));
    }
  }
  return '';
}

/** The class that the class around a node extends. */
export function baseAround(node: TreeNode): string {
  const body = bodyAround(node);
  return baseOf(body === undefined ? undefined : parentOf(body));
}

function baseOf(klass: TreeNode | undefined): string {
  const base = child(klass, 'superClass');
  return identifierName(base) || memberName(base);
}

/** The classes of a file that extend others, and those. */
export function basesOf(look: Look): ReadonlyMap<string, string> {
  const bases = new Map<string, string>();
  for (const [name, node] of look.facts.tree.types) {
    const base = baseOf(node);
    if (base !== '') bases.set(name, base);
  }
  return bases;
}

/** `Graph` of `Graph.prototype.add = …` and of `Graph.prototype = { … }`. */
function prototypeName(left: TreeNode | undefined): string {
  const object = child(left, 'object');
  if (isPrototype(left)) return identifierName(object);
  return isPrototype(object) ? identifierName(child(object, 'object')) : '';
}

function className(node: TreeNode | undefined): string {
  const own = identifierName(child(node, 'id'));
  if (own !== '' || node === undefined) return own;
  return identifierName(child(parentOf(node), 'id'));
}

/** The name of the class or object literal that an object is of. */
export function typeOfObject(object: TreeNode, look: Look): string | undefined {
  const value = unwrapped(object);
  const made = value.type === 'NewExpression' ? calleeName(value) : '';
  if (made !== '') return made;
  if (isMember(value)) return typeOfMember(value, look);
  const binding = look.binding(value);
  if (binding === undefined) return namespaceName(identifierName(value), look);
  return typeOfBinding(binding, look);
}

/** The name of the class or object literal that a name stands for, or that what it holds is of. */
export function typeOfBinding(binding: Binding, look: Look): string | undefined {
  if (binding.kind === 'class') return binding.name;
  if (binding.kind === 'import') return importedType(binding);
  const named = typeName(binding.id);
  if (named !== '') return named;
  if (binding.fallback?.type === 'NewExpression') return calleeName(binding.fallback) || undefined;
  const init = look.facts.initOf(binding);
  if (init === undefined || binding.path.length > 0) return undefined;
  const first = unwrapped(init);
  if (first.type === 'NewExpression') return calleeName(first) || undefined;
  return first.type === 'ObjectExpression' ? binding.name : undefined;
}

/** The only class or object of the package that has the name of what is imported. */
function importedType(binding: Binding): string | undefined {
  const source = sourceOf(binding);
  if (source?.specifier.startsWith('.') !== true || source.name === '*') return undefined;
  return source.name === 'default' ? binding.name : source.name;
}

/** The type that is written for a name or a field. */
function typeName(node: TreeNode | undefined): string {
  return identifierName(child(child(child(node, 'typeAnnotation'), 'typeAnnotation'), 'typeName'));
}

function namespaceName(name: string, look: Look): string | undefined {
  return look.facts.tree.types.get(name)?.type === 'TSModuleDeclaration' ? name : undefined;
}

/** The type of `this.store`, and the namespace that `Ranking.Util` is. */
function typeOfMember(member: TreeNode, look: Look): string | undefined {
  const name = memberName(member);
  if (child(member, 'object')?.type !== 'ThisExpression') return namespaceName(name, look);
  const body = bodyAround(member);
  if (body === undefined) return undefined;
  let known = look.fieldTypes.get(body);
  if (known === undefined) look.fieldTypes.set(body, (known = new Map<string, string>()));
  let type = known.get(name);
  if (type === undefined) known.set(name, (type = fieldType(member, name, look)));
  return type === '' ? undefined : type;
}

function fieldType(member: TreeNode, name: string, look: Look): string {
  const { declared, value } = fieldOf(member, name);
  const written = typeName(declared);
  if (written !== '') return written;
  return value === undefined || isMember(value) ? '' : (typeOfObject(value, look) ?? '');
}

function bodyAround(node: TreeNode): TreeNode | undefined {
  let at = parentOf(node);
  while (at !== undefined && at.type !== 'ClassBody') at = parentOf(at);
  return at;
}

/** The name that a function has, or that it is given. */
export function functionName(func: TreeNode | undefined): string {
  if (func === undefined) return '';
  const own = identifierName(child(func, 'id')) || keyName(func);
  if (own !== '') return own;
  const holder = parentOf(func);
  return (
    identifierName(child(holder, 'id')) || keyName(holder) || memberName(child(holder, 'left'))
  );
}

function keyName(node: TreeNode | undefined): string {
  const key = child(node, 'key');
  if (key?.type === 'PrivateName') return `#${identifierName(child(key, 'id'))}`;
  return identifierName(key) || (stringOf(key) ?? '');
}

/** What a file gives to others, by the names it has there. */
export function exportsOf(look: Look): {
  readonly exports: ReadonlyMap<string, Callee>;
  readonly passedOn: readonly string[];
} {
  const exports = new Map<string, Callee>();
  const passedOn: string[] = [];
  for (const statement of children(look.facts.tree.program, 'body')) {
    exportStatement(statement, look, exports, passedOn);
    commonJs(child(statement, 'expression'), look, exports);
  }
  return { exports, passedOn };
}

function exportStatement(
  node: TreeNode,
  look: Look,
  exports: Map<string, Callee>,
  passedOn: string[],
): void {
  const specifier = stringOf(child(node, 'source'));
  if (node.type === 'ExportAllDeclaration' && specifier !== undefined) passedOn.push(specifier);
  if (!node.type.startsWith('Export')) return;
  const declaration = child(node, 'declaration');
  if (node.type === 'ExportDefaultDeclaration') {
    add(
      exports,
      'default',
      declaration !== undefined && isFunction(declaration)
        ? { kind: 'function', id: declaration.start }
        : calleeOf(declaration, look),
    );
  }
  if (node.type !== 'ExportNamedDeclaration') return;
  if (declaration?.type === 'FunctionDeclaration') {
    const name = identifierName(child(declaration, 'id'));
    add(exports, name, { kind: 'function', id: declaration.start });
  }
  for (const declarator of children(declaration, 'declarations')) {
    const name = identifierName(child(declarator, 'id'));
    const func = look.callback(child(declarator, 'init'));
    if (func !== undefined) add(exports, name, { kind: 'function', id: func.start });
  }
  for (const each of children(node, 'specifiers')) {
    const local = identifierName(child(each, 'local'));
    const name = identifierName(child(each, 'exported'));
    const from = specifier === undefined ? localCallee(local, look) : undefined;
    add(exports, name, specifier === undefined ? from : { kind: 'import', specifier, name: local });
  }
}

/** `module.exports = { a, b }`, `exports.a = …` */
function commonJs(node: TreeNode | undefined, look: Look, exports: Map<string, Callee>): void {
  if (node?.type !== 'AssignmentExpression') return;
  const left = child(node, 'left');
  const right = child(node, 'right');
  const owner = child(left, 'object');
  const isModule = identifierName(owner) === 'module' && memberName(left) === 'exports';
  const isName = identifierName(owner) === 'exports' || memberName(owner) === 'exports';
  if (isName) add(exports, memberName(left), functionValue(right, look));
  if (!isModule) return;
  add(exports, 'default', functionValue(right, look));
  for (const property of children(right, 'properties')) {
    const value = property.type === 'ObjectMethod' ? property : child(property, 'value');
    add(exports, keyName(property), functionValue(value, look));
  }
}

function functionValue(node: TreeNode | undefined, look: Look): Callee | undefined {
  const func = look.callback(node);
  return func === undefined ? calleeOf(node, look) : { kind: 'function', id: func.start };
}

function localCallee(name: string, look: Look): Callee | undefined {
  const binding = look.facts.topLevel(name);
  if (binding === undefined) return undefined;
  if (binding.kind === 'function') return { kind: 'function', id: binding.holder.start };
  const func = look.callback(look.facts.initOf(binding));
  if (func !== undefined) return { kind: 'function', id: func.start };
  const source = sourceOf(binding);
  return source === undefined ? undefined : { kind: 'import', ...source };
}

function add(exports: Map<string, Callee>, name: string, callee: Callee | undefined): void {
  if (name !== '' && callee !== undefined) exports.set(name, callee);
}
