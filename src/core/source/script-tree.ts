import { Scope, type Binding, type BindingKind, type Reference, type Region } from './bindings.js';
import { codeFields } from './child-fields.js';
import { part, child, children, identifierName, setParent, type TreeNode } from './tree-node.js';

/** A node of a type that somebody asked for, and where it runs. */
export interface Site {
  readonly node: TreeNode;
  readonly region: Region;
}

/** Everything that one walk over a syntax tree finds out. */
export interface ScriptTree {
  readonly program: TreeNode;
  readonly root: Region;
  /** The nodes of the types that were asked for, in the order of the text. */
  readonly sites: ReadonlyMap<string, readonly Site[]>;
  /** All uses of names, in the order of the text. */
  readonly references: readonly Reference[];
  readonly bindings: readonly Binding[];
  readonly functions: readonly Site[];
  /** Interfaces, type aliases, namespaces and classes by their names. */
  readonly types: ReadonlyMap<string, TreeNode>;
  /** The region that a loop or function makes. */
  readonly regions: ReadonlyMap<TreeNode, Region>;
}

/** Deeper nesting is written by programs only, and every level takes a piece of the stack. */
const DEEPEST = 1200;

/** Walks a syntax tree once: scopes, uses of names, loops and functions, and the nodes asked for. */
export function scriptTree(program: TreeNode, types: ReadonlySet<string>): ScriptTree {
  return new TreeWalk(program, types).run();
}

interface OpenReference {
  readonly node: TreeNode;
  readonly scope: Scope;
  readonly region: Region;
  readonly isWrite: boolean;
}

/** What the names of a pattern have in common. */
interface Declared {
  readonly kind: BindingKind;
  readonly holder: TreeNode;
  readonly parameter: number;
  readonly scope: Scope;
}

class TreeWalk {
  readonly #program: TreeNode;
  readonly #sites = new Map<string, Site[]>();
  readonly #open: OpenReference[] = [];
  readonly #bindings: Binding[] = [];
  readonly #functions: Site[] = [];
  readonly #types = new Map<string, TreeNode>();
  readonly #regions = new Map<TreeNode, Region>();
  #scope = new Scope(undefined, true);
  #region: Region;
  #depth = 0;

  constructor(program: TreeNode, types: ReadonlySet<string>) {
    this.#program = program;
    for (const type of types) this.#sites.set(type, []);
    this.#region = { kind: 'program', node: program, parent: undefined };
  }

  run(): ScriptTree {
    const root = this.#region;
    this.#visit(this.#program, undefined);
    for (const sites of this.#sites.values()) sites.sort((a, b) => a.node.start - b.node.start);
    const references = this.#open.map(({ node, scope, region, isWrite }): Reference => {
      const binding = scope.lookUp(identifierName(node));
      return { node, binding, region, isWrite };
    });
    // Nearly sorted already: a declaration's pattern comes before its value here and there.
    references.sort((a, b) => a.node.start - b.node.start);
    for (const reference of references) reference.binding?.references.push(reference);
    return {
      program: this.#program,
      root,
      sites: this.#sites,
      references,
      bindings: this.#bindings,
      functions: this.#functions,
      types: this.#types,
      regions: this.#regions,
    };
  }

  #visit(node: TreeNode, parent: TreeNode | undefined): void {
    if (this.#depth > DEEPEST) return;
    this.#depth += 1;
    setParent(node, parent);
    this.#sites.get(node.type)?.push({ node, region: this.#region });
    const special = SPECIAL.get(node.type);
    if (special === undefined) this.#visitFields(node);
    else special(this, node);
    this.#depth -= 1;
  }

  #visitFields(node: TreeNode): void {
    for (const field of codeFields(node)) this.field(node, field);
  }

  /** Visits what a field holds. */
  field(node: TreeNode, field: string): void {
    const value = node[field] as TreeNode | readonly (TreeNode | null)[] | null | undefined;
    if (value == null) return;
    if (!Array.isArray(value)) {
      this.#visit(value as TreeNode, node);
      return;
    }
    for (const item of value as readonly (TreeNode | null)[]) {
      if (item !== null) this.#visit(item, node);
    }
  }

  /** Does something in a scope of its own. */
  inScope(isFunctionScope: boolean, visit: () => void): void {
    const outer = this.#scope;
    this.#scope = new Scope(outer, isFunctionScope);
    visit();
    this.#scope = outer;
  }

  #inRegion(kind: Region['kind'], node: TreeNode, visit: () => void): void {
    const outer = this.#region;
    this.#region = { kind, node, parent: outer };
    this.#regions.set(node, this.#region);
    visit();
    this.#region = outer;
  }

  reference(node: TreeNode, isWrite: boolean): void {
    this.#open.push({ node, scope: this.#scope, region: this.#region, isWrite });
  }

  /** The names that a pattern writes to, and what it reads on the way. */
  assign(pattern: TreeNode, parent: TreeNode): void {
    setParent(pattern, parent);
    switch (pattern.type) {
      case 'Identifier':
        this.reference(pattern, true);
        return;
      case 'ObjectPattern':
        for (const property of children(pattern, 'properties')) this.assign(property, pattern);
        return;
      case 'ArrayPattern':
        for (const element of children(pattern, 'elements')) this.assign(element, pattern);
        return;
      case 'ObjectProperty':
        if (pattern['computed'] === true) this.field(pattern, 'key');
        this.assign(part(pattern, 'value'), pattern);
        return;
      case 'RestElement':
        this.assign(part(pattern, 'argument'), pattern);
        return;
      case 'AssignmentPattern':
        this.assign(part(pattern, 'left'), pattern);
        this.field(pattern, 'right');
        return;
      default:
        this.#visit(pattern, parent);
    }
  }

  /** Declares the names of a pattern, and visits what stands in it. */
  declare(
    pattern: TreeNode,
    parent: TreeNode,
    declared: Declared,
    path: readonly string[] = [],
    fallback?: TreeNode,
  ): void {
    setParent(pattern, parent);
    switch (pattern.type) {
      case 'Identifier':
        this.#add(pattern, declared, path, fallback);
        return;
      case 'ObjectPattern':
        for (const property of children(pattern, 'properties')) {
          this.declare(property, pattern, declared, path);
        }
        return;
      case 'ArrayPattern': {
        const elements = pattern['elements'] as readonly (TreeNode | null)[];
        for (const [index, element] of elements.entries()) {
          if (element !== null) this.declare(element, pattern, declared, [...path, `[${index}]`]);
        }
        return;
      }
      case 'ObjectProperty': {
        const key = child(pattern, 'key');
        if (pattern['computed'] === true) this.field(pattern, 'key');
        const name = pattern['computed'] === true ? '[]' : identifierName(key);
        this.declare(part(pattern, 'value'), pattern, declared, [...path, name]);
        return;
      }
      case 'RestElement':
        this.declare(part(pattern, 'argument'), pattern, declared, [...path, '...']);
        return;
      case 'AssignmentPattern': {
        const value = child(pattern, 'right');
        this.declare(part(pattern, 'left'), pattern, declared, path, value);
        this.field(pattern, 'right');
        return;
      }
      case 'TSParameterProperty':
        this.declare(part(pattern, 'parameter'), pattern, declared, path);
        return;
      default:
        this.#visit(pattern, parent);
    }
  }

  #add(
    id: TreeNode,
    { kind, holder, parameter, scope }: Declared,
    path: readonly string[],
    fallback: TreeNode | undefined,
  ): void {
    const name = identifierName(id);
    const region = this.#region;
    // One literal: spreading the parts takes ten times as long, and every name comes by here.
    const references: Reference[] = [];
    const made: Binding = { name, kind, id, holder, path, parameter, region, fallback, references };
    if (scope.declare(made) === made) this.#bindings.push(made);
    // `var x = 1; var x = 2`: the second is a write to the first.
    else if (child(holder, 'init') !== undefined) this.reference(id, true);
  }

  variables(node: TreeNode): void {
    const kind = String(node['kind']);
    const isVar = kind === 'var';
    for (const declarator of children(node, 'declarations')) {
      setParent(declarator, node);
      this.#sites.get('VariableDeclarator')?.push({ node: declarator, region: this.#region });
      this.declare(part(declarator, 'id'), declarator, {
        kind: isVar ? 'var' : kind === 'let' ? 'let' : 'const',
        holder: declarator,
        parameter: -1,
        scope: isVar ? this.#scope.functionScope() : this.#scope,
      });
      this.field(declarator, 'init');
    }
  }

  func(node: TreeNode): void {
    const id = child(node, 'id');
    const named = { holder: node, parameter: -1 };
    if (id !== undefined && node.type === 'FunctionDeclaration') {
      this.declare(id, node, { ...named, kind: 'function', scope: this.#scope });
    }
    if (node['computed'] === true) this.field(node, 'key');
    this.field(node, 'decorators');
    this.#functions.push({ node, region: this.#region });
    this.inScope(true, () => {
      this.#inRegion('function', node, () => {
        if (id !== undefined && node.type === 'FunctionExpression') {
          this.declare(id, node, { ...named, kind: 'function', scope: this.#scope });
        }
        for (const [index, parameter] of children(node, 'params').entries()) {
          const declared = { kind: 'param', holder: node, parameter: index } as const;
          this.declare(parameter, node, { ...declared, scope: this.#scope });
        }
        this.field(node, 'body');
      });
    });
  }

  class(node: TreeNode): void {
    const id = child(node, 'id');
    if (id !== undefined) {
      this.declare(id, node, { kind: 'class', holder: node, parameter: -1, scope: this.#scope });
      this.#types.set(identifierName(id), node);
    }
    this.field(node, 'superClass');
    this.field(node, 'decorators');
    this.field(node, 'body');
  }

  type(node: TreeNode): void {
    const name = identifierName(child(node, 'id'));
    if (name !== '' && !this.#types.has(name)) this.#types.set(name, node);
    if (node.type === 'TSModuleDeclaration') this.field(node, 'body');
  }

  imports(node: TreeNode): void {
    for (const specifier of children(node, 'specifiers')) {
      const local = child(specifier, 'local');
      setParent(specifier, node);
      if (local === undefined) continue;
      const declared = { kind: 'import', holder: specifier, parameter: -1 } as const;
      this.declare(local, specifier, { ...declared, scope: this.#scope });
    }
  }

  caught(node: TreeNode): void {
    this.inScope(false, () => {
      const param = child(node, 'param');
      const declared = { kind: 'catch', holder: node, parameter: -1, scope: this.#scope } as const;
      if (param !== undefined) this.declare(param, node, declared);
      this.field(node, 'body');
    });
  }

  /** A loop: what is evaluated once belongs to the outside, everything else is repeated. */
  loop(node: TreeNode, once: readonly string[], repeated: readonly string[]): void {
    this.inScope(false, () => {
      for (const field of once) this.field(node, field);
      this.#inRegion('loop', node, () => {
        for (const field of repeated) this.field(node, field);
      });
    });
  }

  /** `for (left of right)`: what is on the left is declared or written anew each time. */
  forEach(node: TreeNode): void {
    this.inScope(false, () => {
      this.field(node, 'right');
      this.#inRegion('loop', node, () => {
        const left = child(node, 'left');
        if (left?.type === 'VariableDeclaration') this.field(node, 'left');
        else if (left !== undefined) this.assign(left, node);
        this.field(node, 'body');
      });
    });
  }
}

type Special = (walk: TreeWalk, node: TreeNode) => void;

const block: Special = (walk, node) => walk.inScope(false, () => walk.field(node, 'body'));
const func: Special = (walk, node) => walk.func(node);
const klass: Special = (walk, node) => walk.class(node);
const typed: Special = (walk, node) => walk.type(node);

function member(walk: TreeWalk, node: TreeNode): void {
  walk.field(node, 'object');
  if (node['computed'] === true) walk.field(node, 'property');
}

function property(walk: TreeWalk, node: TreeNode): void {
  if (node['computed'] === true) walk.field(node, 'key');
  walk.field(node, 'value');
}

/** `x += 1` reads x, too, but whoever asks for writes asks for this one. */
function assignment(walk: TreeWalk, node: TreeNode): void {
  const left = child(node, 'left');
  if (left === undefined) return;
  walk.assign(left, node);
  walk.field(node, 'right');
}

function cases(walk: TreeWalk, node: TreeNode): void {
  walk.field(node, 'discriminant');
  walk.inScope(false, () => walk.field(node, 'cases'));
}

function update(walk: TreeWalk, node: TreeNode): void {
  const argument = child(node, 'argument');
  if (argument !== undefined) walk.assign(argument, node);
}

const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['Identifier', (walk, node) => walk.reference(node, false)],
  ['BlockStatement', block],
  ['StaticBlock', block],
  ['SwitchStatement', cases],
  ['VariableDeclaration', (walk, node) => walk.variables(node)],
  ['FunctionDeclaration', func],
  ['FunctionExpression', func],
  ['ArrowFunctionExpression', func],
  ['ObjectMethod', func],
  ['ClassMethod', func],
  ['ClassPrivateMethod', func],
  ['ClassDeclaration', klass],
  ['ClassExpression', klass],
  ['TSInterfaceDeclaration', typed],
  ['TSTypeAliasDeclaration', typed],
  ['TSEnumDeclaration', typed],
  ['TSModuleDeclaration', typed],
  ['ImportDeclaration', (walk, node) => walk.imports(node)],
  ['CatchClause', (walk, node) => walk.caught(node)],
  ['ForStatement', (walk, node) => walk.loop(node, ['init'], ['test', 'update', 'body'])],
  ['WhileStatement', (walk, node) => walk.loop(node, [], ['test', 'body'])],
  ['DoWhileStatement', (walk, node) => walk.loop(node, [], ['body', 'test'])],
  ['ForOfStatement', (walk, node) => walk.forEach(node)],
  ['ForInStatement', (walk, node) => walk.forEach(node)],
  ['AssignmentExpression', assignment],
  ['UpdateExpression', update],
  ['MemberExpression', member],
  ['OptionalMemberExpression', member],
  ['ObjectProperty', property],
  ['ClassProperty', property],
  ['ClassPrivateProperty', property],
  ['ClassAccessorProperty', property],
]);
