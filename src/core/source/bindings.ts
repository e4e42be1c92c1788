import type { TreeNode } from './tree-node.js';

/** How a name comes to be. */
export type BindingKind =
  'const' | 'let' | 'var' | 'param' | 'function' | 'class' | 'import' | 'catch';

/**
 * A stretch of code that runs as often as something else decides: a loop (what it repeats, without
 * what it evaluates once), a function, the whole program.
 */
export interface Region {
  readonly kind: 'loop' | 'function' | 'program';
  readonly node: TreeNode;
  readonly parent: Region | undefined;
}

/** A name, and everything that is done with it in its file. */
export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** The identifier that declares it. */
  readonly id: TreeNode;
  /** The declarator, function, class or import that it belongs to. */
  readonly holder: TreeNode;
  /**
   * The way from the value of the holder to that of the name, where a pattern takes it apart:
   * names of properties, `[0]` for elements, `...` for the rest.
   */
  readonly path: readonly string[];
  /** Position among the parameters; -1 for anything else. */
  readonly parameter: number;
  /** Where it is declared. */
  readonly region: Region;
  /** What a pattern takes where there is nothing. */
  readonly fallback: TreeNode | undefined;
  /** In the order of the text; the declaration itself is none. */
  readonly references: Reference[];
}

/** A place where a name is read or written. */
export interface Reference {
  readonly node: TreeNode;
  readonly binding: Binding | undefined;
  readonly region: Region;
  readonly isWrite: boolean;
}

/** The names that a stretch of code declares. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly isFunction: boolean;
  #bindings: Map<string, Binding> | undefined;

  constructor(parent: Scope | undefined, isFunction: boolean) {
    this.parent = parent;
    this.isFunction = isFunction;
  }

  /** Adds a name; one that is declared again (`var`, overloads) stays what it was. */
  declare(binding: Binding): Binding {
    this.#bindings ??= new Map();
    const known = this.#bindings.get(binding.name);
    if (known !== undefined) return known;
    this.#bindings.set(binding.name, binding);
    return binding;
  }

  /** What a name stands for here; nothing for globals. */
  lookUp(name: string): Binding | undefined {
    const own = this.#bindings?.get(name);
    return own ?? this.parent?.lookUp(name);
  }

  /** The scope of the function around, where `var` belongs. */
  functionScope(): Scope {
    return this.isFunction || this.parent === undefined ? this : this.parent.functionScope();
  }
}
