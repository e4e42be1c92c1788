import { markBorrowed } from './borrowed-methods.js';
import type { Binding, Reference, Region } from './bindings.js';
import type { Origin } from './origins.js';
import { parseScript } from './parse-script.js';
import type { ValueKind } from './value-kinds.js';
import { scriptTree, type ScriptTree, type Site } from './script-tree.js';
import { child, identifierName, isFunction, outerOf, type TreeNode } from './tree-node.js';

/** A script that was read once, and the questions one can ask of it. */
export class ScriptFacts {
  readonly text: string;
  readonly fileName: string;
  readonly tree: ScriptTree;
  /** What was found out about names, for whoever asks again. */
  readonly kinds = new Map<Binding, ValueKind>();
  readonly origins = new Map<Binding, Origin>();
  readonly caps = new Map<Binding, boolean>();
  readonly fieldCaps = new Map<string, boolean>();
  readonly constants = new Map<Binding, boolean>();
  readonly types = new Map<Binding, TreeNode | null>();
  readonly changes = new Map<Region, Map<Binding, boolean>>();

  /** In the order of the text. */
  readonly #byPlace: readonly Binding[];
  #topLevel: ReadonlyMap<string, Binding> | undefined;

  constructor(text: string, fileName: string, tree: ScriptTree) {
    this.#byPlace = [...tree.bindings].sort((a, b) => a.id.start - b.id.start);
    this.text = text;
    this.fileName = fileName;
    this.tree = tree;
  }

  /** The nodes of a type, in the order of the text; only of types that were asked for. */
  sites(type: string): readonly Site[] {
    return this.tree.sites.get(type) ?? [];
  }

  /** Those of them that lie inside a node. */
  sitesIn(type: string, node: { readonly start: number; readonly end: number }): readonly Site[] {
    const sites = this.sites(type);
    const from = firstIndex(sites.length, (index) => sites[index]!.node.start >= node.start);
    let to = from;
    while (to < sites.length && sites[to]!.node.start < node.end) to += 1;
    return sites.slice(from, to).filter((site) => site.node.end <= node.end);
  }

  /**
   * Works something out for a name once. Names may be made of one another: who asks again meanwhile
   * is given `unknown`.
   */
  remembered<T>(table: Map<Binding, T>, binding: Binding, unknown: T, make: () => T): T {
    const known = table.get(binding);
    if (known !== undefined) return known;
    table.set(binding, unknown);
    const value = make();
    table.set(binding, value);
    return value;
  }

  /** What an identifier stands for; nothing for globals and for what is no use of a name. */
  bindingOf(node: TreeNode | undefined): Binding | undefined {
    if (node?.type !== 'Identifier') return undefined;
    const at = this.#firstAt(node.start);
    return this.tree.references[at]?.node === node ? this.tree.references[at].binding : undefined;
  }

  /** All uses of names inside a node, in the order of the text. */
  referencesIn(node: { readonly start: number; readonly end: number }): readonly Reference[] {
    return this.tree.references.slice(this.#firstAt(node.start), this.#firstAt(node.end));
  }

  /** What a name stands for at the top level of the file. */
  topLevel(name: string): Binding | undefined {
    this.#topLevel ??= new Map(
      this.tree.bindings
        .filter(({ region }) => region.kind === 'program')
        .map((binding) => [binding.name, binding]),
    );
    return this.#topLevel.get(name);
  }

  /** The names that are declared inside a node. */
  declaredIn(node: { readonly start: number; readonly end: number }): readonly Binding[] {
    const declared: Binding[] = [];
    for (let at = this.#firstBindingAt(node.start); at < this.#byPlace.length; at++) {
      const binding = this.#byPlace[at]!;
      if (binding.id.start >= node.end) break;
      declared.push(binding);
    }
    return declared;
  }

  /** The code of a node in one line, shortened to what fits into a message. */
  shown(node: TreeNode, longest = 40): string {
    const code = this.text.slice(node.start, node.end).replace(/\s+/g, ' ');
    return code.length <= longest ? code : `${code.slice(0, longest - 1)}…`;
  }

  /** The expression that a name is given where it is declared, and keeps: one that never changes. */
  initOf(binding: Binding | undefined): TreeNode | undefined {
    if (binding === undefined || binding.holder.type !== 'VariableDeclarator') return undefined;
    const isKept = binding.kind === 'const' || binding.references.every((each) => !each.isWrite);
    return isKept ? child(binding.holder, 'init') : undefined;
  }

  /** The function that an expression stands for, if it is one of this file. */
  functionOf(node: TreeNode | undefined, depth = 0): TreeNode | undefined {
    if (node === undefined || depth > 4) return undefined;
    if (isFunction(node)) return node;
    if (node.type === 'CallExpression') {
      // `const score = makeScorer(history)`: the function that makeScorer returns.
      return returnedFunction(this.functionOf(child(node, 'callee'), depth + 1));
    }
    const binding = this.bindingOf(node);
    if (binding === undefined || binding.path.length > 0) return undefined;
    if (binding.kind === 'function') return binding.holder;
    return this.functionOf(this.initOf(binding), depth + 1);
  }

  /** The assignment whose left side an identifier is. */
  assignmentOf(use: TreeNode): TreeNode | undefined {
    const above = outerOf(use);
    return above?.type === 'AssignmentExpression' && child(above, 'left') === use
      ? above
      : undefined;
  }

  #firstAt(offset: number): number {
    const { references } = this.tree;
    return firstIndex(references.length, (index) => references[index]!.node.start >= offset);
  }

  #firstBindingAt(offset: number): number {
    const bindings = this.#byPlace;
    return firstIndex(bindings.length, (index) => bindings[index]!.id.start >= offset);
  }
}

/** The first index for which something holds that holds for all after it, too. */
function firstIndex(count: number, isBehind: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBehind(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Reads a script for whoever is interested in these types of nodes; nothing when it is broken. */
export function scriptFacts(
  text: string,
  fileName: string,
  types: ReadonlySet<string>,
): ScriptFacts | undefined {
  const parsed = parseScript(text, fileName);
  if (parsed === undefined) return undefined;
  const facts = new ScriptFacts(text, fileName, scriptTree(parsed.program as TreeNode, types));
  markBorrowed(facts);
  return facts;
}

/** Does a region lie in another one, or is it the same? */
export function isInside(region: Region, outer: Region): boolean {
  for (let at: Region | undefined = region; at !== undefined; at = at.parent) {
    if (at === outer) return true;
  }
  return false;
}

/** The function that another one does nothing but return. */
function returnedFunction(maker: TreeNode | undefined): TreeNode | undefined {
  const body = child(maker, 'body');
  if (body === undefined) return undefined;
  if (isFunction(body)) return body;
  const statements = Array.isArray(body['body']) ? (body['body'] as readonly TreeNode[]) : [];
  const last = statements.at(-1);
  const value = last?.type === 'ReturnStatement' ? child(last, 'argument') : undefined;
  if (isFunction(value)) return value;
  const name = identifierName(value);
  return statements.find(
    (each) => each.type === 'FunctionDeclaration' && identifierName(child(each, 'id')) === name,
  );
}
