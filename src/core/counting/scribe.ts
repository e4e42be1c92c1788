import type { SyntaxNode } from '../source/syntax-walk.js';
import type { CountKind, CountSite } from './count-site.js';
import { TextEdits } from './text-edits.js';

/** What surrounds a node. */
export interface Scope {
  /** Name of the function around it. */
  readonly function: string;
  /** Number of the site around it; -1 for none. */
  readonly parent: number;
  /** Loops around it, outermost first, that count in a variable of their own. */
  readonly localLoops: readonly number[];
  /** Where the statement that is an expression starts. */
  readonly statementStart: number;
  /** Is it outside of all functions? */
  readonly isTopLevel: boolean;
}

export type Visit = (scribe: Scribe, node: SyntaxNode, scope: Scope) => void;

/** Notes what is to be inserted into one file, and which sites that makes. */
export class Scribe {
  readonly edits = new TextEdits();
  readonly sites: CountSite[] = [];
  /** Member expressions that look into a text which is being appended to. */
  readonly ropeReads = new Set<SyntaxNode>();
  /** All variables that `borrower` has named. */
  readonly borrowers = new Set<string>();
  readonly visit: (node: SyntaxNode, scope: Scope) => void;
  readonly #names: string;
  readonly #text: string;
  readonly #declared: ReadonlyMap<string, string | undefined>;
  readonly #functions = new Map<SyntaxNode, number>();

  /**
   * @param names what all names that are inserted begin with
   * @param declared names that the file declares somewhere, with the builtin that each stands for
   */
  constructor(
    text: string,
    names: string,
    declared: ReadonlyMap<string, string | undefined>,
    visit: Visit,
  ) {
    this.#text = text;
    this.#names = names;
    this.#declared = declared;
    this.visit = (node, scope) => {
      visit(this, node, scope);
    };
  }

  /** The functions of the hook. */
  get hook(): string {
    return this.#names;
  }

  /** The counters of the file. */
  get counters(): string {
    return `${this.#names}c`;
  }

  /** A variable that keeps a receiver between two steps of an expression. */
  get receiver(): string {
    return `${this.#names}t`;
  }

  /** Variables that keep arguments until the call is done. */
  get arguments(): readonly [first: string, second: string] {
    return [`${this.#names}u`, `${this.#names}v`];
  }

  /** A variable of its own that keeps the receiver that a site lends a method to. */
  borrower(site: number): string {
    const name = `${this.#names}b${site}`;
    this.borrowers.add(name);
    return name;
  }

  /** The function that opens the counters of the file. */
  get open(): string {
    return `${this.#names}o`;
  }

  /** The variable in which a loop counts for itself. */
  local(site: number): string {
    return `${this.#names}k${site}`;
  }

  /** What counts one up at a site. */
  increment(site: number): string {
    return `${this.counters}[${site}]++`;
  }

  /** Start of a call of the hook: `name(counters, site,` */
  call(name: string, site: number): string {
    return `${this.hook}.${name}(${this.counters},${site},`;
  }

  /** The text of a node as it stands in the file. */
  textOf(node: SyntaxNode): string {
    return this.#text.slice(node['start'] as number, node['end'] as number);
  }

  /** Does this name mean what it means everywhere? */
  isGlobal(name: string): boolean {
    return !this.#declared.has(name);
  }

  /** The method of the language that this name of the file stands for. */
  methodNamed(name: string): string | undefined {
    return this.#declared.get(name);
  }

  /** A new site at this node, which people look for at `place`. */
  site(kind: CountKind, label: string, node: SyntaxNode, scope: Scope, place = node): number {
    const { start } = place.loc ?? { start: { line: 1, column: 0 } };
    const { end } = node.loc ?? { end: { line: start.line } };
    return (
      this.sites.push({
        kind,
        label,
        line: start.line,
        column: start.column + 1,
        endLine: end.line,
        function: scope.function,
        parent: scope.parent,
      }) - 1
    );
  }

  /** The site of a function, which may be asked for before the function is visited. */
  functionSite(node: SyntaxNode, name: string, scope: Scope): number {
    const known = this.#functions.get(node);
    if (known !== undefined) return known;
    const around = name === '' ? scope.function : name;
    const site = this.site('function', name, node, { ...scope, function: around });
    this.#functions.set(node, site);
    return site;
  }
}
