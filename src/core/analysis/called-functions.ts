import type { FrameFunction, Profile } from '../model/profile.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import { importedFiles } from '../source/imports.js';
import type { OwnCode } from '../source/own-code.js';
import {
  functionAt,
  innermostFunction,
  type FunctionRange,
  type SourceFacts,
} from '../source/source-facts.js';
import type { SourceLibrary } from '../source/source-library.js';
import { shortName } from './function-title.js';

/** How deep V8 inlines calls within calls, for practical purposes. */
export const INLINING_DEPTH = 4;

/** A function with its text. */
export interface KnownFunction {
  readonly spec: FrameFunction;
  readonly facts: SourceFacts;
  /** Nothing for the code of a file outside of all functions. */
  readonly range: FunctionRange | undefined;
}

/** One line from which a function calls another one. */
export interface KnownCall {
  readonly line: Line1;
  readonly callee: KnownFunction;
}

/**
 * Which functions does a function call? By its text: Names are looked up in its own file, then in
 * the files it imports, then among all functions of the profile. A function that V8 has always
 * inlined is in no profile, so those the sources alone know count as well.
 */
export class CalledFunctions {
  readonly #profile: Profile;
  readonly #sources: SourceLibrary;
  readonly #known = new Map<number, KnownFunction | undefined>();
  readonly #byName: ReadonlyMap<string, readonly number[]>;
  /** Every function that was asked about, by `placeKey`. */
  readonly #byPlace = new Map<string, KnownFunction>();
  readonly #imported = new Map<string, readonly string[]>();
  readonly #calls = new Map<KnownFunction, readonly KnownCall[]>();
  /** The functions that were sampled below each function, by their indices. */
  readonly #sampled: ReadonlyMap<number, ReadonlySet<number>>;
  /** All entries a function has in the profile, of those that were looked up. */
  readonly #indices = new Map<KnownFunction, number[]>();

  constructor(profile: Profile, sources: SourceLibrary) {
    this.#profile = profile;
    this.#sources = sources;
    this.#byName = functionsByName(profile);
    this.#sampled = sampledCallees(profile);
  }

  /** The function of the profile at this index, if its text is known. */
  known(index: number): KnownFunction | undefined {
    if (this.#known.has(index)) return this.#known.get(index);
    let known = this.#lookUp(this.#profile.functions[index]!);
    if (known?.range !== undefined) {
      const key = placeKey(known.spec.file, known.range);
      // One function may have several entries in a profile; they are one here.
      known = this.#byPlace.get(key) ?? known;
      this.#byPlace.set(key, known);
    }
    this.#known.set(index, known);
    if (known !== undefined) this.#indices.set(known, [...(this.#indices.get(known) ?? []), index]);
    return known;
  }

  /** What a function calls by itself: by its text, or as it was sampled. */
  of(caller: KnownFunction): readonly KnownFunction[] {
    const called = new Set(this.calls(caller).map(({ callee }) => callee));
    for (const entry of this.#indices.get(caller) ?? []) {
      for (const index of this.#sampled.get(entry) ?? []) {
        const known = this.known(index);
        if (known !== undefined) called.add(known);
      }
    }
    return [...called];
  }

  /** What the text of a function calls by itself, from which lines. */
  calls(caller: KnownFunction): readonly KnownCall[] {
    const known = this.#calls.get(caller);
    if (known !== undefined) return known;
    const { spec, facts } = caller;
    const { calls, callbacks } = ownCode(caller);
    const found: KnownCall[] = [];
    for (const [name, lines] of calls) {
      for (const callee of this.#named(name, spec.file, facts)) {
        found.push(...lines.map((line) => ({ line, callee })));
      }
    }
    for (const { line, function: index } of callbacks) {
      found.push({ line, callee: this.#at(spec.file, facts, facts.functions[index]!) });
    }
    this.#calls.set(caller, found);
    return found;
  }

  /** The innermost function of the same file that holds a line. */
  inFileOf({ spec, facts }: KnownFunction, line: Line1): KnownFunction | undefined {
    const range = facts.functions[innermostFunction(facts, line)];
    return range === undefined ? undefined : this.#at(spec.file, facts, range);
  }

  #named(name: string, file: string, facts: SourceFacts): readonly KnownFunction[] {
    const local = this.#inFile(name, file, facts);
    if (local.length > 0) return local;
    const imported = this.#inImports(name, file, facts);
    if (imported.length > 0) return imported;
    const sampled = this.#byName.get(name) ?? [];
    return sampled.map((index) => this.known(index)).filter((known) => known !== undefined);
  }

  #inFile(name: string, file: string, facts: SourceFacts): KnownFunction[] {
    return facts.functions
      .filter((range) => range.name === name)
      .map((range) => this.#at(file, facts, range));
  }

  #inImports(name: string, file: string, facts: SourceFacts): KnownFunction[] {
    for (const [i, target] of this.#importsOf(file, facts).entries()) {
      const targetFacts = target === '' ? undefined : this.#facts(target);
      if (targetFacts === undefined) continue;
      const there = facts.imports[i]!.names.get(name) ?? name;
      const found = this.#inFile(there, target, targetFacts);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The file of each import; empty for those that are not among the project's own files. */
  #importsOf(file: string, facts: SourceFacts): readonly string[] {
    const known = this.#imported.get(file);
    if (known !== undefined) return known;
    const files = facts.imports.map(
      ({ specifier }) =>
        importedFiles(specifier, file).find((each) => this.#facts(each) !== undefined) ?? '',
    );
    this.#imported.set(file, files);
    return files;
  }

  #facts(file: string): SourceFacts | undefined {
    return this.#sources.runFacts(file);
  }

  #at(file: string, facts: SourceFacts, range: FunctionRange): KnownFunction {
    const key = placeKey(file, range);
    // Those of the profile first: theirs is the place that V8 gives.
    for (const index of this.#byName.get(range.name) ?? []) {
      if (this.#profile.functions[index]!.file === file) this.known(index);
    }
    const known = this.#byPlace.get(key);
    if (known !== undefined) return known;
    const { name, startLine: line, startColumn: column } = range;
    const made = { spec: { name, file, line, column, kind: 'code' as const }, facts, range };
    this.#byPlace.set(key, made);
    return made;
  }

  #lookUp(spec: FrameFunction): KnownFunction | undefined {
    if (spec.kind !== 'code' || spec.line === UNKNOWN_LINE) return undefined;
    const facts = this.#facts(spec.file);
    if (facts === undefined || facts.functions.length === 0) return undefined;
    const isModule = spec.name === '' && spec.line === 1 && spec.column <= 1;
    if (isModule) return { spec, facts, range: undefined };
    const range = facts.functions[functionAt(facts, spec.name, spec.line, spec.column)];
    return range === undefined ? undefined : { spec, facts, range };
  }
}

/** Does the text of a function reach over this line, with the functions inside it? */
export function spansLine({ range, facts }: KnownFunction, line: Line1): boolean {
  if (!facts.isCodeLine(line)) return false;
  return range === undefined || (line >= range.startLine && line <= range.endLine);
}

/** Can this line be one of the function's own? Not if it is all that of a function inside it. */
export function holdsLine(known: KnownFunction, line: Line1): boolean {
  if (!spansLine(known, line)) return false;
  const { range, facts } = known;
  return !facts.functions.some(
    (inside) =>
      inside !== range &&
      (inside.isDeclaration
        ? line >= inside.startLine && line <= inside.endLine
        : line > inside.startLine && line < inside.endLine) &&
      (range === undefined || isInside(inside, range)),
  );
}

function isInside(inner: FunctionRange, outer: FunctionRange): boolean {
  if (inner.startLine < outer.startLine || inner.endLine > outer.endLine) return false;
  const startsBefore = inner.startLine === outer.startLine && inner.startColumn < outer.startColumn;
  return !startsBefore && !(inner.endLine === outer.endLine && inner.endColumn > outer.endColumn);
}

/** Is this the line of a function's name and parameters, above all that it does? */
export function isHeadOf({ range }: KnownFunction, line: Line1): boolean {
  if (range?.startLine !== line || range.endLine === line || !range.hasPlainHead) return false;
  const { calls } = range.own;
  return calls.size > 0 && ![...calls.values()].some((lines) => lines.includes(line));
}

/** What a function does by itself. */
export function ownCode({ range, facts }: KnownFunction): OwnCode {
  return range?.own ?? facts.topLevel;
}

function placeKey(file: string, { startLine, startColumn }: FunctionRange): string {
  return `${file}\0${startLine}:${startColumn}`;
}

/** Which functions were sampled right below each function? By their indices. */
function sampledCallees({ tree }: Profile): ReadonlyMap<number, ReadonlySet<number>> {
  const callees = new Map<number, Set<number>>();
  for (let node = 1; node < tree.parent.length; node++) {
    const caller = tree.functionIndex[tree.parent[node]!]!;
    const known = callees.get(caller) ?? new Set();
    callees.set(caller, known.add(tree.functionIndex[node]!));
  }
  return callees;
}

/** Which functions with a source have this name? */
function functionsByName(profile: Profile): Map<string, number[]> {
  const byName = new Map<string, number[]>();
  for (const [index, { name, file, kind }] of profile.functions.entries()) {
    if (name === '' || file === '' || kind !== 'code') continue;
    const short = shortName(name);
    const known = byName.get(short);
    if (known === undefined) byName.set(short, [index]);
    else known.push(index);
  }
  return byName;
}
