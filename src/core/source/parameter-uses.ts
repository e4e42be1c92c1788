import { UNKNOWN, type Shape } from './input-shape.js';
import { walk } from './syntax-walk.js';
import { child, children, identifierName, isFunction, type TreeNode } from './tree-node.js';

/** What is done with a value, its members and its elements. */
interface Uses {
  readonly members: Map<string, Uses>;
  element: Uses | undefined;
  readonly kinds: Set<Shape['kind']>;
}

const ARRAY_METHODS =
  /^(map|filter|forEach|reduce|reduceRight|some|every|find|findIndex|findLast|findLastIndex|flatMap|sort|toSorted|slice|splice|push|pop|shift|unshift|join|concat|reverse|toReversed|at|fill|indexOf|lastIndexOf|includes|flat|entries|keys|values|length)$/;
const STRING_METHODS =
  /^(toLowerCase|toUpperCase|trim|split|startsWith|endsWith|charAt|charCodeAt|substring|replace|replaceAll|padStart|localeCompare|match)$/;
/** Methods that give a list of the same elements. */
const SAME_ELEMENTS = /^(filter|slice|sort|toSorted|reverse|toReversed|concat|splice)$/;
const COMPARED = /^(-|\*|\/|%|\*\*|<|>|<=|>=)$/;

/** What the text of a function does with its parameters; names are taken to be unique in it. */
export class ParameterUses {
  readonly #roots = new Map<string, Uses>();
  /** What a name in the function stands for. */
  readonly #aliases = new Map<string, Uses>();

  constructor(subject: TreeNode) {
    for (const parameter of children(subject, 'params')) this.#bind(parameter, () => noUses());
    const body = child(subject, 'body');
    if (body === undefined) return;
    // Names first: a loop may stand before what is done with its element, and aliases of aliases.
    walk(body, { enter: (node) => this.#learnNames(node as TreeNode), leave: () => undefined });
    walk(body, { enter: (node) => this.#learnUse(node as TreeNode), leave: () => undefined });
  }

  /** The shape of what a parameter, or a name that its pattern declares, is used as. */
  shapeOf(name: string): Shape {
    const uses = this.#roots.get(name);
    return uses === undefined ? UNKNOWN : shapeOf(uses);
  }

  /** Gives the names of a pattern what they stand for. */
  #bind(pattern: TreeNode | undefined, made: () => Uses): void {
    if (pattern === undefined) return;
    if (pattern.type === 'Identifier') {
      const uses = made();
      const name = identifierName(pattern);
      this.#aliases.set(name, uses);
      if (!this.#roots.has(name)) this.#roots.set(name, uses);
    }
    if (pattern.type === 'AssignmentPattern') this.#bind(child(pattern, 'left'), made);
    if (pattern.type === 'ObjectPattern') {
      const whole = made();
      for (const property of children(pattern, 'properties')) {
        const key = identifierName(child(property, 'key'));
        if (key !== '') this.#bind(child(property, 'value'), () => memberOf(whole, key));
      }
    }
    if (pattern.type === 'ArrayPattern') {
      const whole = made();
      for (const each of children(pattern, 'elements')) this.#bind(each, () => elementOf(whole));
    }
  }

  #learnNames(node: TreeNode): void {
    if (node.type === 'ForOfStatement') {
      const list = this.#usesOf(child(node, 'right'));
      const [declarator] = children(child(node, 'left'), 'declarations');
      if (list !== undefined) this.#bind(child(declarator, 'id'), () => elementOf(list));
    }
    if (node.type === 'VariableDeclarator') {
      const value = this.#usesOf(child(node, 'init'));
      if (value !== undefined) this.#bind(child(node, 'id'), () => value);
    }
    if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return;
    const callee = child(node, 'callee');
    const method = identifierName(child(callee, 'property'));
    if (method === 'push') this.#learnList(node);
    const list = ARRAY_METHODS.test(method) ? this.#usesOf(child(callee, 'object')) : undefined;
    const [callback] = children(node, 'arguments');
    if (list === undefined || callback === undefined || !isFunction(callback)) return;
    const [first, second] = children(callback, 'params');
    const isReduce = method.startsWith('reduce');
    if (!isReduce) this.#bind(first, () => elementOf(list));
    if (isReduce || /sort/i.test(method)) this.#bind(second, () => elementOf(list));
  }

  /** What is put into a list of the function's own is what the list's elements stand for. */
  #learnList(push: TreeNode): void {
    const name = identifierName(child(child(push, 'callee'), 'object'));
    const [value] = children(push, 'arguments');
    const element = this.#usesOf(value);
    if (name === '' || element === undefined || this.#aliases.has(name)) return;
    this.#aliases.set(name, { ...noUses(), element });
  }

  #learnUse(node: TreeNode): void {
    const callee = /CallExpression$/.test(node.type) ? child(node, 'callee') : undefined;
    if (callee?.type === 'Identifier') this.#usesOf(callee)?.kinds.add('function');
    if (/MemberExpression$/.test(node.type)) this.#usesOf(node);
    // In an object it would copy members.
    for (const field of ['elements', 'arguments']) {
      for (const each of children(node, field)) {
        const spread = each.type === 'SpreadElement' ? child(each, 'argument') : undefined;
        this.#usesOf(spread)?.kinds.add('array');
      }
    }
    if (node.type === 'BinaryExpression' && COMPARED.test(String(node['operator']))) {
      for (const side of ['left', 'right']) this.#usesOf(child(node, side))?.kinds.add('number');
    }
    if (node.type === 'NewExpression' && identifierName(child(node, 'callee')) === 'Set') {
      this.#usesOf(children(node, 'arguments')[0])?.kinds.add('array');
    }
  }

  /** What an expression stands for, when it leads to a parameter; notes what the way says of it. */
  #usesOf(node: TreeNode | undefined): Uses | undefined {
    if (node === undefined) return undefined;
    if (node.type === 'Identifier') return this.#aliases.get(identifierName(node));
    if (/^TS(NonNull|As|Satisfies)Expression$/.test(node.type)) {
      return this.#usesOf(child(node, 'expression'));
    }
    if (node.type === 'ArrayExpression' || node.type === 'ObjectExpression') {
      const [first] = children(node, node.type === 'ArrayExpression' ? 'elements' : 'properties');
      return first?.type === 'SpreadElement' ? this.#usesOf(child(first, 'argument')) : undefined;
    }
    if (/CallExpression$/.test(node.type)) {
      const callee = child(node, 'callee');
      const method = identifierName(child(callee, 'property'));
      const object = this.#usesOf(child(callee, 'object'));
      if (SAME_ELEMENTS.test(method)) return object;
      if (method === 'get' && object !== undefined) return elementOf(object, 'map');
      return /^(find|findLast|at|pop|shift)$/.test(method) && object !== undefined
        ? elementOf(object)
        : undefined;
    }
    if (!/MemberExpression$/.test(node.type)) return undefined;
    const object = this.#usesOf(child(node, 'object'));
    if (object === undefined) return undefined;
    if (node['computed'] === true) return elementOf(object);
    return useOfMember(object, identifierName(child(node, 'property')));
  }
}

/** A member that only a list, a text or a collection has tells what the object is. */
function useOfMember(object: Uses, name: string): Uses | undefined {
  if (name === 'has') object.kinds.add('set');
  else if (name === 'get') object.kinds.add('map');
  else if (ARRAY_METHODS.test(name)) object.kinds.add('array');
  else if (STRING_METHODS.test(name)) object.kinds.add('string');
  else if (name === 'toFixed') object.kinds.add('number');
  else if (name === 'getTime') object.kinds.add('date');
  else return memberOf(object, name);
  return undefined;
}

function noUses(): Uses {
  return { members: new Map(), element: undefined, kinds: new Set() };
}

function memberOf(uses: Uses, name: string): Uses {
  const made = uses.members.get(name) ?? noUses();
  uses.members.set(name, made);
  uses.kinds.add('object');
  return made;
}

function elementOf(uses: Uses, kind: 'array' | 'map' = 'array'): Uses {
  uses.kinds.add(kind);
  return (uses.element ??= noUses());
}

function shapeOf({ members, element, kinds }: Uses): Shape {
  const inside = element === undefined ? UNKNOWN : shapeOf(element);
  if (kinds.has('map')) return { kind: 'map', key: UNKNOWN, value: inside };
  if (kinds.has('set')) return { kind: 'set', element: UNKNOWN };
  if (kinds.has('string')) return { kind: 'string' };
  if (kinds.has('array')) return { kind: 'array', element: inside };
  if (kinds.has('date')) return { kind: 'date' };
  if (kinds.has('object')) {
    return {
      kind: 'object',
      members: new Map([...members].map(([name, uses]) => [name, shapeOf(uses)])),
    };
  }
  if (kinds.has('function')) return { kind: 'function' };
  return kinds.has('number') ? { kind: 'number' } : UNKNOWN;
}
