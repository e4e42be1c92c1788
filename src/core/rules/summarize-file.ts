import type { Region } from '../source/bindings.js';
import { rangeOf, type TextRange } from '../source/parse-script.js';
import type { ScriptFacts } from '../source/script-facts.js';
import type { Repeat } from '../source/repeats.js';
import type { Site } from '../source/script-tree.js';
import { hashOf } from '../source/text-hash.js';
import { linesOf } from '../source/text-lines.js';
import { child, isFunction, memberName, methodCall, type TreeNode } from '../source/tree-node.js';
import { callFacts } from './call-facts.js';
import { costlyFunctions } from './costly-functions.js';
import { basesOf, exportsOf, functionName, typeAround } from './declared.js';
import type { FileSummary, Finding, FunctionFact, SiteFact } from './file-summary.js';
import { ignoredLines } from './ignored.js';
import { Look } from './look.js';
import { functionId, rootsOf } from './roots.js';
import type { Fix, Rule, Suspect } from './rule.js';
import { RULES } from './rules.js';

/** What do the rules say of one script, and what does its package need to know of it? */
export function summarizeFile(facts: ScriptFacts, file: string): FileSummary {
  return new FileScan(facts, file).run();
}

class FileScan {
  readonly #facts: ScriptFacts;
  /** Other than that of the facts where the script is part of it. */
  readonly #file: string;
  readonly #look: Look;
  #text: readonly string[] | undefined;
  readonly #findings: Finding[] = [];
  readonly #pending: SiteFact[] = [];
  /** Places that a rule has spoken for. */
  readonly #told = new Set<TreeNode>();
  readonly #lines = new Set<string>();

  constructor(facts: ScriptFacts, file: string) {
    this.#facts = facts;
    this.#file = file;
    this.#look = new Look(facts);
  }

  run(): FileSummary {
    const byMethod = callsByMethod(this.#facts);
    for (const rule of RULES) {
      for (const type of rule.on) {
        if (rule.methods !== undefined && CALLS.has(type)) continue;
        for (const site of this.#facts.sites(type)) this.#check(rule, site);
      }
      for (const method of rule.methods ?? []) {
        for (const site of byMethod.get(method) ?? []) this.#check(rule, site);
      }
    }
    const costly = costlyFunctions(this.#look);
    const { exports, passedOn } = exportsOf(this.#look);
    return {
      file: this.#file,
      findings: this.#findings,
      pending: this.#pending,
      calls: callFacts(this.#look),
      functions: this.#facts.tree.functions.map(({ node }) => this.#function(node, costly)),
      exports,
      bases: basesOf(this.#look),
      passedOn,
      ignored: ignoredLines(this.#facts.text),
    };
  }

  #function(node: TreeNode, costly: ReadonlySet<TreeNode>): FunctionFact {
    return {
      id: node.start,
      name: functionName(node),
      type: /Method$|Function/.test(node.type) ? typeAround(node) : '',
      isGetter: node['kind'] === 'get',
      isCostlyAndPure: costly.has(node),
    };
  }

  #check(rule: Rule, site: Site): void {
    if (this.#told.has(site.node)) return;
    const suspect = rule.check(site, this.#look);
    if (suspect === undefined || this.#told.has(suspect.node)) return;
    const region = suspect.region ?? site.region;
    const { subject } = suspect;
    const loops =
      suspect.loops ?? (subject === undefined ? [] : this.#look.loopsOver(subject, region));
    const owner = this.#look.repeats.ownerOf(region);
    const place = this.#site(rule, suspect, owner);
    if (place === undefined) return;
    // Two of a kind on one line are one thing to mend: `new Date(a)` and `new Date(b)`.
    const line = `${rule.id}:${place.range.startLine}`;
    if (this.#lines.has(line)) {
      this.#told.add(suspect.node);
      return;
    }
    if (loops.length > 0 || (suspect.isComplete === true && suspect.degree === 2)) {
      this.#told.add(suspect.node);
      this.#lines.add(line);
      const each = suspect.each ?? (loops[0] === undefined ? '' : this.#look.each(loops[0]));
      this.#findings.push(
        findingOf(place, this.#file, {
          degree: place.degree + (suspect.degree === 2 ? 0 : loops.length),
          each,
          fix: this.#inLinesOf(this.#fixOf(suspect, loops)),
          related: [],
        }),
      );
    } else if (suspect.isComplete !== true && subject !== undefined) {
      const roots = rootsOf(subject, owner, this.#look);
      if (roots === undefined || roots.length === 0) return;
      const varies = suspect.varies === undefined ? [] : rootsOf(suspect.varies, owner, this.#look);
      if (varies !== undefined) this.#pending.push({ ...place, roots, varies });
    }
  }

  /**
   * Fixes rewrite `xs.f(…)`; where the method is borrowed there is nothing of the kind. Between two
   * events anything may happen, so that nothing can be made before the first of them.
   */
  #fixOf(suspect: Suspect, loops: readonly Repeat[]): Fix | undefined {
    if (methodCall(suspect.node)?.isBorrowed === true) return undefined;
    return loops.some(({ method }) => method === 'on') ? undefined : suspect.fix?.(loops);
  }

  /** A fix with the line ends that the text has. */
  #inLinesOf(fix: Fix | undefined): Fix | undefined {
    if (fix === undefined || !this.#facts.text.includes('\r\n')) return fix;
    const edits = fix.edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, '\r\n') }));
    return { ...fix, edits };
  }

  #lineText(line: number): string {
    this.#text ??= linesOf(this.#facts.text);
    return (this.#text[line - 1] ?? '').trim();
  }

  #site(rule: Rule, suspect: Suspect, owner: Region): SiteFact | undefined {
    const range = headOf(suspect.node);
    if (range === undefined) return undefined;
    const func = owner.kind === 'function' ? owner.node : undefined;
    return {
      rule: rule.id,
      range,
      functionId: functionId(owner),
      functionName: functionName(func),
      what: suspect.what,
      advice: suspect.advice,
      degree: suspect.degree ?? 1,
      needs: suspect.needs ?? 'loop',
      roots: [],
      varies: [],
      lineText: this.#lineText(range.startLine),
    };
  }
}

const CALLS: ReadonlySet<string> = new Set(['CallExpression', 'OptionalCallExpression']);

/** The calls of a script by the name of the method that they call. */
function callsByMethod(facts: ScriptFacts): ReadonlyMap<string, readonly Site[]> {
  const table = new Map<string, Site[]>();
  for (const type of CALLS) {
    for (const site of facts.sites(type)) {
      const plain = memberName(child(site.node, 'callee'));
      const name = plain === 'call' ? methodCall(site.node)?.name : plain;
      if (name === undefined || name === '') continue;
      const known = table.get(name);
      if (known === undefined) table.set(name, [site]);
      else known.push(site);
    }
  }
  return table;
}

/** The place of a node; of a loop without its body, of a method with a long callback its start. */
function headOf(node: TreeNode): TextRange | undefined {
  const range = rangeOf(node);
  const body = child(node, 'body');
  const start = body?.loc?.start;
  if (range === undefined || start === undefined || isFunction(node)) return range;
  const isSameLine = start.line === range.startLine;
  return {
    ...range,
    endLine: start.line,
    endColumn: isSameLine ? Math.max(range.startColumn, start.column) : Math.max(1, start.column),
  };
}

/** What turns a site into a finding. */
export interface Verdict {
  readonly degree: number;
  readonly each: string;
  readonly fix: Finding['fix'];
  readonly related: Finding['related'];
}

/** A site that is known to be reached again and again, as users are told of it. */
export function findingOf(site: SiteFact, file: string, verdict: Verdict): Finding {
  const { degree, each, fix, related } = verdict;
  const via = related[0] === undefined ? '' : `, ${related[0].message}`;
  return {
    ...site.range,
    rule: site.rule,
    file,
    function: site.functionName,
    degree,
    message: each === '' ? `${site.what}.` : `${site.what} for each ${each}${via}.`,
    advice: site.advice,
    fix,
    related,
    fingerprint: hashOf(`${site.rule}\n${site.functionName}\n${site.lineText}`),
  };
}
