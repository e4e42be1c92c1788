import type { Binding, Region } from '../source/bindings.js';
import { bindingChangesIn, changesIn, repeatsWithout } from '../source/dependence.js';
import { isConstantNumber, originOf, type Origin } from '../source/origins.js';
import { Repeats, type Repeat } from '../source/repeats.js';
import type { ScriptFacts } from '../source/script-facts.js';
import { isCapped } from '../source/caps.js';
import { kindOf, type ValueKind } from '../source/value-kinds.js';
import {
  child,
  children,
  identifierName,
  isMember,
  memberName,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';
import type { Pair } from './pairs.js';
import { EffectFinder, type Doings } from './effects.js';

/** What rules ask about a script. */
export class Look {
  readonly facts: ScriptFacts;
  readonly repeats: Repeats;
  /** The loops over the same collection that were found at a place, for whoever asks again. */
  readonly pairs = new Map<TreeNode, Pair | undefined>();
  /** Names of what stays small or is a text. */
  readonly small = new Map<Binding, boolean>();
  /** The types of the fields of classes, by the bodies of those. */
  readonly fieldTypes = new Map<TreeNode, Map<string, string>>();
  readonly #effects: EffectFinder;
  readonly #growing = new Map<Region, readonly Repeat[]>();

  constructor(facts: ScriptFacts) {
    this.facts = facts;
    this.repeats = new Repeats(facts);
    this.#effects = new EffectFinder(facts);
  }

  /** What code does when it runs, with all that it calls in its file, and what it looks at. */
  doings(node: TreeNode): Doings {
    return this.#effects.of(node);
  }

  /** Does it give a value and do nothing else, and the same value as long as nothing changes? */
  isPure(node: TreeNode): boolean {
    return this.doings(node).effects.length === 0;
  }

  /** Where the elements of a collection come from. */
  origin(node: TreeNode | undefined): Origin {
    return originOf(this.facts, node);
  }

  /** What kind of value it is. */
  kind(node: TreeNode | undefined): ValueKind {
    return kindOf(this.facts, node);
  }

  /** Does its value differ from turn to turn? */
  changes(node: TreeNode, repeat: Repeat): boolean {
    return changesIn(this.facts, node, repeat);
  }

  /** The growing repeats around a place in which an expression stays the same, innermost first. */
  loopsOver(node: TreeNode, region: Region): readonly Repeat[] {
    const growing = this.growing(region);
    const own = growing.filter((repeat) => this.changes(node, repeat));
    const same = repeatsWithout(this.facts, node, growing);
    if (own.length === 0) return same;
    // What belongs to an element is small beside what does not: `user.seen` beside all items, but
    // not beside `user.friends`.
    return same.filter(
      ({ collection }) =>
        collection === undefined || !own.some((repeat) => this.changes(collection, repeat)),
    );
  }

  /** The same for what a list hangs on that is filled by its key: `index` of `index[term]`. */
  loopsOverHolder(node: TreeNode, region: Region): readonly Repeat[] {
    const { binding } = this.origin(node);
    if (binding === undefined) return [];
    return this.growing(region).filter(
      (repeat) => !bindingChangesIn(this.facts, binding, repeat) && binding !== repeat.index,
    );
  }

  /** The repeats around a place whose turns grow with the input, innermost first. */
  growing(region: Region): readonly Repeat[] {
    const known = this.#growing.get(region);
    if (known !== undefined) return known;
    const growing = this.repeats.growing(region).filter((repeat) => !this.#isSmallRepeat(repeat));
    this.#growing.set(region, growing);
    return growing;
  }

  /** Does a collection stay small whatever the input? */
  isSmall(node: TreeNode | undefined): boolean {
    if (node === undefined) return false;
    const value = unwrapped(node);
    if (this.origin(value).isConstant || isConstantNumber(this.facts, value)) return true;
    return hasSmallName(value) || isCapped(this.facts, value);
  }

  /** Is this, as far as one can tell, an array? `null`: it may be. */
  isArray(node: TreeNode): boolean {
    const kind = this.kind(node);
    if (kind !== 'unknown') return kind === 'array' || kind === 'iterable';
    return !STRING_NAMES.test(lastName(node));
  }

  /** Is it, as far as one can tell, an array or a Set? */
  isArrayOrSet(node: TreeNode): boolean {
    return this.kind(node) === 'set' || this.isArray(node);
  }

  /** Is it sure to be a string? */
  isString(node: TreeNode): boolean {
    return this.kind(node) === 'string';
  }

  /** The code of a node for a message. */
  shown(node: TreeNode, longest?: number): string {
    return this.facts.shown(node, longest);
  }

  /** How often the body of a repeat runs, in words that follow "for each". */
  each(repeat: Repeat): string {
    const { collection } = repeat;
    if (collection === undefined) return 'turn of the loop';
    return `element of \`${this.shown(unwrapped(collection))}\``;
  }

  /** What an identifier stands for. */
  binding(node: TreeNode | undefined): Binding | undefined {
    return node === undefined ? undefined : this.facts.bindingOf(unwrapped(node));
  }

  /** The function that a callback is, written there or by name. */
  callback(node: TreeNode | undefined): TreeNode | undefined {
    return node === undefined ? undefined : this.facts.functionOf(unwrapped(node));
  }

  /** Is any of these names used in a node? */
  uses(node: TreeNode, bindings: readonly Binding[]): boolean {
    return this.facts
      .referencesIn(node)
      .some(({ binding }) => binding !== undefined && bindings.includes(binding));
  }

  #isSmallRepeat(repeat: Repeat): boolean {
    return repeat.collection !== undefined && hasSmallName(unwrapped(repeat.collection));
  }
}

/** Properties that hold a handful of values by what they are. */
const SMALL_NAMES =
  /^(?:tags|genres|categories|roles|labels|flags|weekdays|locales|languages|sizes|colors|colours|permissions|scopes|facets|args|argv|params|options|modifiers|decorators|extensions|channels)$/;

/** What a feed is made from is named one by one, however many items each of them brings. */
const HANDFULS =
  /^(?:sources|channels|providers|retrievers|recallers|strategies|locales|weekdays)$/;

function hasSmallName(node: TreeNode): boolean {
  if (HANDFULS.test(lastName(node))) return true;
  return isMember(node) && SMALL_NAMES.test(memberName(node));
}

const STRING_NAMES =
  /^(?:.*(?:[nN]ame|[tT]itle|[tT]ext|[sS]tr|[sS]tring|[wW]ord|[uU]rl|[uU]ri|[pP]ath|[qQ]uery|[kK]ey|[lL]abel|[mM]essage|[hH]tml|[cC]ode|[sS]ource|[cC]ontent|[dD]escription|[sS]ynopsis|[iI]nput|[lL]ine|[sS]lug|[eE]mail|[pP]refix|[sS]uffix|[vV]alue|[rR]aw|[tT]oken|[pP]attern|[tT]ype|[fF]ile|[sS]elector|[vV]ersion|[lL]ower|[uU]pper|Case)|s|str|t|id|Id|ua|userAgent)$/;

/** The last name of `a.b.c`. */
function lastName(node: TreeNode): string {
  const value = unwrapped(node);
  return identifierName(value) || memberName(value);
}

/** The expression that a function returns when that is all it does; else the last return. */
export function returnedValue(func: TreeNode | undefined): TreeNode | undefined {
  const body = child(func, 'body');
  if (body === undefined || body.type !== 'BlockStatement') return body;
  const last = children(body, 'body').at(-1);
  return last?.type === 'ReturnStatement' ? child(last, 'argument') : undefined;
}

/** The sides of `a && b && c`; the condition itself where there is one. */
export function conjuncts(test: TreeNode | undefined): readonly TreeNode[] {
  if (test === undefined) return [];
  if (test.type !== 'LogicalExpression' || test['operator'] !== '&&') return [test];
  return [...conjuncts(child(test, 'left')), ...conjuncts(child(test, 'right'))];
}
