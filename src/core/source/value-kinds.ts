import type { Binding } from './bindings.js';
import type { ScriptFacts } from './script-facts.js';
import {
  part,
  calleeName,
  child,
  children,
  identifierName,
  isFunction,
  isMember,
  memberName,
  methodCall,
  outerOf,
  parentOf,
  unwrapped,
  type TreeNode,
} from './tree-node.js';

/** What an expression holds, as far as the text tells; `iterable`: a list, a text or an iterator. */
export type ValueKind =
  'array' | 'iterable' | 'string' | 'number' | 'set' | 'map' | 'object' | 'other' | 'unknown';

const STRING_METHODS: ReadonlySet<string> = new Set([
  ...['toLowerCase', 'toUpperCase', 'trim', 'trimStart', 'trimEnd', 'charAt', 'charCodeAt'],
  ...['codePointAt', 'startsWith', 'endsWith', 'substring', 'substr', 'replace', 'replaceAll'],
  ...['split', 'padStart', 'padEnd', 'match', 'matchAll', 'repeat', 'normalize', 'localeCompare'],
  ...['toLocaleLowerCase', 'toLocaleUpperCase', 'search'],
]);

const STRING_RESULTS: ReadonlySet<string> = new Set([
  ...['toLowerCase', 'toUpperCase', 'trim', 'trimStart', 'trimEnd', 'charAt', 'substring'],
  ...['substr', 'replace', 'replaceAll', 'padStart', 'padEnd', 'repeat', 'normalize', 'join'],
  ...['toString', 'toFixed', 'toISOString', 'stringify', 'getText', 'toLocaleLowerCase'],
]);

const ARRAY_METHODS: ReadonlySet<string> = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'map', 'filter', 'forEach', 'reduce', 'some'],
  ...['every', 'find', 'findIndex', 'flatMap', 'sort', 'reverse', 'join', 'fill', 'toSorted'],
]);

const ARRAY_RESULTS: ReadonlySet<string> = new Set([
  ...['map', 'filter', 'flatMap', 'sort', 'toSorted', 'reverse', 'toReversed', 'split', 'splice'],
  ...['flat', 'from', 'of', 'toArray', 'fill'],
]);

const ITERATORS: ReadonlySet<string> = new Set(['keys', 'values', 'entries', 'matchAll']);

const TYPES: Readonly<Record<string, ValueKind>> = {
  TSArrayType: 'array',
  TSTupleType: 'array',
  TSStringKeyword: 'string',
  TSNumberKeyword: 'number',
  TSBigIntKeyword: 'number',
  TSBooleanKeyword: 'other',
  TSTemplateLiteralType: 'string',
  TSFunctionType: 'other',
  TSTypeLiteral: 'object',
};

const NAMED_TYPES: Readonly<Record<string, ValueKind>> = {
  Array: 'array',
  ReadonlyArray: 'array',
  Iterable: 'iterable',
  Set: 'set',
  ReadonlySet: 'set',
  WeakSet: 'set',
  Map: 'map',
  ReadonlyMap: 'map',
  WeakMap: 'map',
  Record: 'object',
  Buffer: 'iterable',
};

const DEEPEST = 6;

/** What kind of value is this? Asks literals, calls, types, and how a name is used elsewhere. */
export function kindOf(facts: ScriptFacts, node: TreeNode | undefined, depth = 0): ValueKind {
  if (node === undefined || depth > DEEPEST) return 'unknown';
  const value = unwrapped(node);
  switch (value.type) {
    case 'ArrayExpression':
      return 'array';
    case 'StringLiteral':
    case 'TemplateLiteral':
      return 'string';
    case 'NumericLiteral':
    case 'UpdateExpression':
      return 'number';
    case 'ObjectExpression':
      return 'object';
    case 'NewExpression':
      return kindOfClass(calleeName(value));
    case 'AssignmentExpression':
      return kindOf(facts, child(value, 'right'), depth + 1);
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return kindOfEither(facts, value, depth);
    case 'BinaryExpression':
      return value['operator'] === '+' ? kindOf(facts, child(value, 'left'), depth + 1) : 'number';
    case 'Identifier':
      return kindOfBinding(facts, facts.bindingOf(value), depth);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return kindOfMember(facts, value, depth);
    default:
      return kindOfCall(facts, value, depth);
  }
}

function kindOfClass(name: string): ValueKind {
  return (
    // Their `map` gives numbers again.
    NAMED_TYPES[name] ?? (/^(?:Big)?(?:Uint|Int|Float)\w*Array$/.test(name) ? 'iterable' : 'other')
  );
}

function kindOfEither(facts: ScriptFacts, node: TreeNode, depth: number): ValueKind {
  const fields =
    node.type === 'LogicalExpression' ? ['left', 'right'] : ['consequent', 'alternate'];
  const kinds = fields.map((field) => kindOf(facts, child(node, field), depth + 1));
  if (kinds.includes('string')) return 'string';
  return kinds.find((kind) => kind !== 'unknown' && kind !== 'other') ?? kinds[0]!;
}

function kindOfCall(facts: ScriptFacts, node: TreeNode, depth: number): ValueKind {
  const name = calleeName(node);
  if (name === 'String' || name === 'Symbol') return 'string';
  if (name === 'Number' || name === 'parseInt' || name === 'parseFloat') return 'number';
  const call = methodCall(node);
  if (call === undefined) return kindOfResult(facts, node);
  if (STRING_RESULTS.has(call.name)) return 'string';
  if (call.name === 'slice' || call.name === 'concat') return kindOf(facts, call.object, depth + 1);
  if (/^(?:Object|Array)$/.test(identifierName(call.object))) {
    return ARRAY_RESULTS.has(call.name) || ITERATORS.has(call.name) ? 'array' : 'object';
  }
  if (ITERATORS.has(call.name)) return 'iterable';
  if (!ARRAY_RESULTS.has(call.name)) return 'unknown';
  // `map.values().filter(f)` is an iterator as well.
  return kindOf(facts, call.object, depth + 1) === 'iterable' && isIteratorCall(call.object)
    ? 'iterable'
    : 'array';
}

function isIteratorCall(node: TreeNode): boolean {
  const call = methodCall(unwrapped(node));
  return call !== undefined && (ITERATORS.has(call.name) || isIteratorCall(call.object));
}

/** What a function of this file says that it returns. */
function kindOfResult(facts: ScriptFacts, node: TreeNode): ValueKind {
  const called = facts.functionOf(child(node, 'callee'));
  return kindOfType(facts, typeIn(called, 'returnType'));
}

function kindOfBinding(facts: ScriptFacts, binding: Binding | undefined, depth: number): ValueKind {
  if (binding === undefined) return 'unknown';
  return facts.remembered(facts.kinds, binding, 'unknown', () => kindOfName(facts, binding, depth));
}

function kindOfName(facts: ScriptFacts, binding: Binding, depth: number): ValueKind {
  const typed = kindOfType(facts, declaredType(facts, binding));
  if (typed !== 'unknown') return typed;
  const init = binding.path.length === 0 ? child(binding.holder, 'init') : undefined;
  const byValue = kindOf(facts, init, depth + 1);
  if (byValue !== 'unknown' && byValue !== 'other') return byValue;
  return kindOfUses(binding.references.map(({ node }) => node));
}

/** What the methods that are called on a name tell of it. */
function kindOfUses(nodes: readonly TreeNode[]): ValueKind {
  let kind: ValueKind = 'unknown';
  for (const node of nodes) {
    const outer = outerOf(node);
    if (outer === undefined) continue;
    if (outer.type === 'UnaryExpression' && outer['operator'] === 'typeof') {
      const compared = child(parentOf(outer), 'right');
      if (compared?.['value'] === 'string') return 'string';
    }
    // Texts can be walked as well.
    const isWalked = outer.type === 'ForOfStatement' || outer.type === 'SpreadElement';
    if (isWalked && kind === 'unknown') kind = 'iterable';
    if (!isMember(outer) || unwrapped(part(outer, 'object')) !== node) continue;
    const name = memberName(outer);
    if (STRING_METHODS.has(name)) return 'string';
    if (ARRAY_METHODS.has(name)) kind = 'array';
  }
  return kind;
}

function kindOfMember(facts: ScriptFacts, node: TreeNode, depth: number): ValueKind {
  const typed = kindOfType(facts, typeOf(facts, node));
  if (typed !== 'unknown') return typed;
  const name = memberName(node);
  if (name === 'length' || name === 'size') return 'number';
  const object = child(node, 'object');
  if (object?.type === 'ThisExpression') return kindOf(facts, fieldValue(node, name), depth + 1);
  return 'unknown';
}

/** What a class says of a field of its objects: where it is declared, and what it is given. */
export function fieldOf(
  node: TreeNode,
  name: string,
): { readonly declared: TreeNode | undefined; readonly value: TreeNode | undefined } {
  const members = children(classBodyAround(node), 'body');
  const maker = members.find((each) => each['kind'] === 'constructor');
  const given = children(maker, 'params').map((each) => child(each, 'parameter') ?? each);
  const declared =
    members.find((each) => fieldName(each) === name && !isFunction(each)) ??
    given.find((each) => identifierName(each) === name);
  return { declared, value: fieldValue(node, name) };
}

function fieldValue(node: TreeNode, name: string): TreeNode | undefined {
  const body = classBodyAround(node);
  const members = children(body, 'body');
  const field = members.find(
    (each) => fieldName(each) === name && child(each, 'value') !== undefined,
  );
  if (field !== undefined) return child(field, 'value');
  const maker = members.find((each) => each['kind'] === 'constructor');
  const statements = children(child(maker, 'body'), 'body');
  for (const statement of statements) {
    const assigned = child(statement, 'expression');
    const left = child(assigned, 'left');
    if (memberName(left) === name && child(left, 'object')?.type === 'ThisExpression') {
      return child(assigned, 'right');
    }
  }
  return undefined;
}

function fieldName(node: TreeNode): string {
  const key = child(node, 'key');
  return key?.type === 'PrivateName' ? `#${identifierName(child(key, 'id'))}` : identifierName(key);
}

function classBodyAround(node: TreeNode): TreeNode | undefined {
  let at = parentOf(node);
  while (at !== undefined && at.type !== 'ClassBody') at = parentOf(at);
  return at;
}

/** The kind that a type stands for. */
function kindOfType(facts: ScriptFacts, type: TreeNode | undefined, depth = 0): ValueKind {
  if (type === undefined || depth > DEEPEST) return 'unknown';
  const simple = TYPES[type.type];
  if (simple !== undefined) return simple;
  if (type.type === 'TSParenthesizedType' || type.type === 'TSTypeOperator') {
    return kindOfType(facts, child(type, 'typeAnnotation'), depth + 1);
  }
  if (type.type === 'TSUnionType') {
    const kinds = children(type, 'types').map((each) => kindOfType(facts, each, depth + 1));
    if (kinds.includes('string')) return 'string';
    return kinds.find((kind) => kind !== 'unknown' && kind !== 'other') ?? 'unknown';
  }
  if (type.type === 'TSLiteralType') {
    return child(type, 'literal')?.type === 'StringLiteral' ? 'string' : 'other';
  }
  if (type.type !== 'TSTypeReference') return 'unknown';
  const name = typeName(type);
  const known = NAMED_TYPES[name];
  if (known !== undefined) return known;
  if (/Array$/.test(name) && kindOfClass(name) === 'iterable') return 'iterable';
  if (name === 'ReturnType') return kindOfType(facts, resultType(facts, type), depth + 1);
  const declared = facts.tree.types.get(name);
  if (declared === undefined) return 'unknown';
  if (declared.type !== 'TSTypeAliasDeclaration') return 'object';
  return kindOfType(facts, child(declared, 'typeAnnotation'), depth + 1);
}

/** What stands behind `ReturnType<typeof f>`. */
function resultType(facts: ScriptFacts, type: TreeNode): TreeNode | undefined {
  const parameters = child(type, 'typeParameters') ?? child(type, 'typeArguments');
  const name = identifierName(child(children(parameters, 'params')[0], 'exprName'));
  const binding = facts.topLevel(name);
  return binding?.kind === 'function' ? typeIn(binding.holder, 'returnType') : undefined;
}

function typeName(type: TreeNode): string {
  return identifierName(child(type, 'typeName'));
}

function typeIn(node: TreeNode | undefined, field: string): TreeNode | undefined {
  return child(child(node, field), 'typeAnnotation');
}

/** The type that is written for a name, also where a typed object is taken apart. */
function declaredType(facts: ScriptFacts, binding: Binding): TreeNode | undefined {
  return (
    facts.remembered(facts.types, binding, null, () => writtenType(facts, binding) ?? null) ??
    undefined
  );
}

function writtenType(facts: ScriptFacts, binding: Binding): TreeNode | undefined {
  const own = typeIn(binding.id, 'typeAnnotation');
  if (own !== undefined || binding.path.length === 0) {
    return own ?? elementTypeOfLoop(facts, binding);
  }
  let pattern = parentOf(binding.id);
  while (pattern !== undefined && !/Declarator$|Function|Method/.test(pattern.type)) {
    const type = typeIn(pattern, 'typeAnnotation');
    if (type !== undefined) return followType(facts, type, binding.path);
    pattern = parentOf(pattern);
  }
  const init = child(binding.holder, 'init');
  const type = init === undefined ? undefined : typeOf(facts, unwrapped(init));
  return type === undefined ? undefined : followType(facts, type, binding.path);
}

/** The type of the element, for the name of a `for … of` over something typed. */
function elementTypeOfLoop(facts: ScriptFacts, binding: Binding): TreeNode | undefined {
  const loop = parentOf(parentOf(binding.holder) ?? binding.holder);
  if (loop?.type !== 'ForOfStatement' || binding.holder.type !== 'VariableDeclarator') {
    return undefined;
  }
  const right = child(loop, 'right');
  const type = right === undefined ? undefined : typeOf(facts, unwrapped(right));
  return type === undefined ? undefined : elementType(facts, type);
}

function elementType(facts: ScriptFacts, type: TreeNode): TreeNode | undefined {
  if (type.type === 'TSArrayType') return child(type, 'elementType');
  if (type.type === 'TSTypeOperator') {
    const inner = child(type, 'typeAnnotation');
    return inner === undefined ? undefined : elementType(facts, inner);
  }
  const parameters = child(type, 'typeParameters') ?? child(type, 'typeArguments');
  return kindOfType(facts, type) === 'array' ? children(parameters, 'params')[0] : undefined;
}

/** The type that an expression has by what is written about it. */
function typeOf(facts: ScriptFacts, node: TreeNode, depth = 0): TreeNode | undefined {
  if (depth > DEEPEST) return undefined;
  if (node.type === 'Identifier') {
    const binding = facts.bindingOf(node);
    if (binding === undefined) return undefined;
    const declared = declaredType(facts, binding) ?? callbackType(facts, binding, depth);
    if (declared !== undefined) return declared;
    const init = binding.path.length > 0 ? undefined : facts.initOf(binding);
    return init === undefined ? undefined : typeOf(facts, unwrapped(init), depth + 1);
  }
  if (!isMember(node)) return undefined;
  const object = child(node, 'object');
  const name = memberName(node);
  if (object === undefined) return undefined;
  if (object.type === 'ThisExpression') {
    const members = children(classBodyAround(node), 'body');
    return typeIn(
      members.find((each) => fieldName(each) === name),
      'typeAnnotation',
    );
  }
  const type = typeOf(facts, unwrapped(object), depth + 1);
  if (type === undefined) return undefined;
  return name === '' ? elementType(facts, type) : followType(facts, type, [name]);
}

/** The type of the element that a callback is given. */
function callbackType(facts: ScriptFacts, binding: Binding, depth: number): TreeNode | undefined {
  if (binding.kind !== 'param' || binding.path.length > 0) return undefined;
  const call = methodCall(parentOf(binding.holder));
  if (call === undefined || !ARRAY_METHODS.has(call.name)) return undefined;
  if (call.name === 'reduce' ? binding.parameter !== 1 : binding.parameter !== 0) return undefined;
  const type = typeOf(facts, unwrapped(call.object), depth + 1);
  return type === undefined ? undefined : elementType(facts, type);
}

/** The type behind the names of properties. */
function followType(
  facts: ScriptFacts,
  type: TreeNode,
  path: readonly string[],
): TreeNode | undefined {
  let at: TreeNode | undefined = type;
  for (const step of path) {
    if (at === undefined) return undefined;
    if (step.startsWith('[')) at = elementType(facts, at);
    else if (step !== '...') at = memberType(facts, at, step);
  }
  return at;
}

function memberType(facts: ScriptFacts, type: TreeNode, name: string): TreeNode | undefined {
  const isResult = type.type === 'TSTypeReference' && typeName(type) === 'ReturnType';
  const result = isResult ? resultType(facts, type) : undefined;
  if (result !== undefined) return memberType(facts, result, name);
  const declared =
    type.type === 'TSTypeReference' ? facts.tree.types.get(typeName(type)) : undefined;
  const body =
    declared === undefined ? type : (child(declared, 'body') ?? child(declared, 'typeAnnotation'));
  const members = [...children(body, 'members'), ...children(body, 'body')];
  return typeIn(
    members.find((each) => fieldName(each) === name),
    'typeAnnotation',
  );
}
