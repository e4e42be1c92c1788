import { ProfileBuilder } from '../model/profile-builder.js';
import type { FrameFunction, LeafLines, Profile } from '../model/profile.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import { functionAt, type FunctionRange, type SourceFacts } from '../source/source-facts.js';
import type { SourceLibrary } from '../source/source-library.js';
import { shortName } from './function-title.js';

/** A profile whose lines stand in the functions they belong to. */
export interface MendedProfile {
  readonly profile: Profile;
  /** Value that was given to the inlined function it was spent in. */
  readonly repaired: number;
  /** Value whose line belongs to another function, nobody knows which: the line is left out. */
  readonly dropped: number;
  /** `file\0line` of the lines that got a value by repair. */
  readonly repairedLines: ReadonlySet<string>;
}

/** How deep V8 inlines calls within calls, for practical purposes. */
const MAX_DEPTH = 4;

/**
 * Which function does a sampled line belong to? When V8 inlines `score()` of another file into
 * `rank()`, it books samples in `score` under `rank`, with the line numbers of the other file. A
 * line outside of its function's text is therefore looked for in the functions that this one
 * calls, directly or not. If exactly one holds it, the value becomes that of a callee; if not, the
 * function keeps the value and the line is dropped.
 */
export function mendInlining(profile: Profile, sources: SourceLibrary): MendedProfile {
  const { leafLines } = profile;
  if (leafLines === undefined) {
    return { profile, repaired: 0, dropped: 0, repairedLines: new Set() };
  }
  return new Mending(profile, leafLines, sources).run();
}

/** A function of the profile with its text. */
interface KnownFunction {
  readonly spec: FrameFunction;
  readonly facts: SourceFacts;
  /** Nothing for the code of a file outside of all functions. */
  readonly range: FunctionRange | undefined;
}

class Mending {
  readonly #profile: Profile;
  readonly #leafLines: LeafLines;
  readonly #sources: SourceLibrary;
  readonly #known = new Map<number, KnownFunction | undefined>();
  readonly #byName: ReadonlyMap<string, readonly number[]>;
  readonly #paths = new Map<string, readonly FrameFunction[] | undefined>();
  readonly #repairedLines = new Set<string>();
  #repaired = 0;
  #dropped = 0;

  constructor(profile: Profile, leafLines: LeafLines, sources: SourceLibrary) {
    this.#profile = profile;
    this.#leafLines = leafLines;
    this.#sources = sources;
    this.#byName = functionsByName(profile);
  }

  run(): MendedProfile {
    const { tree, functions, timeline } = this.#profile;
    const builder = new ProfileBuilder(this.#profile);
    const indices = functions.map((spec) => builder.function(spec));
    for (let node = 1; node < tree.parent.length; node++) {
      builder.child(tree.parent[node]!, indices[tree.functionIndex[node]!]!, tree.line[node]);
    }
    for (let node = 0; node < tree.parent.length; node++) builder.addSelf(node, tree.self[node]!);
    const { node: nodes, line: lines, value: values } = this.#leafLines;
    for (let i = 0; i < nodes.length; i++) {
      this.#place(builder, nodes[i]!, lines[i]!, values[i]!);
    }
    for (let i = 0; timeline !== undefined && i < timeline.node.length; i++) {
      builder.addSample(timeline.node[i]!, timeline.startUs[i]!, timeline.durationUs[i]!);
    }
    builder.setSampling(this.#profile.sampleCount, this.#profile.intervalUs);
    return {
      profile: builder.build(),
      repaired: this.#repaired,
      dropped: this.#dropped,
      repairedLines: this.#repairedLines,
    };
  }

  #place(builder: ProfileBuilder, node: number, line: Line1, value: number): void {
    const index = this.#profile.tree.functionIndex[node]!;
    if (this.#holds(index, line)) {
      builder.addLeafLine(node, line, value);
      return;
    }
    const path = this.#pathTo(index, line);
    if (path === undefined) {
      this.#dropped += value;
      builder.addLeafLine(node, UNKNOWN_LINE, value);
      return;
    }
    let callee = node;
    for (const spec of path) callee = builder.child(callee, builder.function(spec));
    builder.addSelf(node, -value);
    builder.addSelf(callee, value);
    builder.addLeafLine(callee, line, value);
    this.#repaired += value;
    this.#repairedLines.add(`${path.at(-1)?.file ?? ''}\0${line}`);
  }

  /** Can this line be one of the function's own? What is not known is believed. */
  #holds(index: number, line: Line1): boolean {
    const known = this.#knownFunction(index);
    if (known === undefined) return true;
    const { range, facts } = known;
    if (!facts.isCodeLine(line)) return false;
    if (range !== undefined) return line >= range.startLine && line <= range.endLine;
    return !facts.functions.some((f) => line > f.startLine && line < f.endLine && f.name !== '');
  }

  /** The calls that lead from a function to the only one that holds the line; nothing if unclear. */
  #pathTo(index: number, line: Line1): readonly FrameFunction[] | undefined {
    const key = `${index},${line}`;
    if (this.#paths.has(key)) return this.#paths.get(key);
    const path = this.#search(index, line);
    this.#paths.set(key, path);
    return path;
  }

  #search(index: number, line: Line1): readonly FrameFunction[] | undefined {
    const start = this.#knownFunction(index);
    if (start === undefined) return undefined;
    const seen = new Set([index]);
    let level: { known: KnownFunction; path: readonly FrameFunction[] }[] = [
      { known: start, path: [] },
    ];
    for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
      const next: typeof level = [];
      for (const { known, path } of level) {
        for (const callee of this.#callees(known)) {
          if (seen.has(callee)) continue;
          seen.add(callee);
          const found = this.#knownFunction(callee);
          if (found !== undefined) next.push({ known: found, path: [...path, found.spec] });
        }
      }
      const holding = next.filter(({ known }) => isOwnLine(known, line));
      if (holding.length > 0) return holding.length === 1 ? holding[0]?.path : undefined;
      level = next;
    }
    return undefined;
  }

  /** Functions of the profile with a name that this one calls; those of its own file first. */
  #callees({ spec, range, facts }: KnownFunction): number[] {
    const callees: number[] = [];
    for (const name of (range?.calls ?? facts.topLevelCalls).keys()) {
      const all = this.#byName.get(name) ?? [];
      const local = all.filter((index) => this.#profile.functions[index]!.file === spec.file);
      callees.push(...(local.length > 0 ? local : all));
    }
    return callees;
  }

  #knownFunction(index: number): KnownFunction | undefined {
    if (this.#known.has(index)) return this.#known.get(index);
    const spec = this.#profile.functions[index]!;
    const known = this.#lookUp(spec);
    this.#known.set(index, known);
    return known;
  }

  #lookUp(spec: FrameFunction): KnownFunction | undefined {
    if (spec.kind !== 'code' || spec.line === UNKNOWN_LINE) return undefined;
    if (this.#sources.isCompiledInMemory(spec.file)) return undefined;
    const facts = this.#sources.facts(spec.file);
    if (facts === undefined || facts.functions.length === 0) return undefined;
    const isModule = spec.name === '' && spec.line === 1 && spec.column <= 1;
    if (isModule) return { spec, facts, range: undefined };
    const range = facts.functions[functionAt(facts, spec.name, spec.line, spec.column)];
    return range === undefined ? undefined : { spec, facts, range };
  }
}

function isOwnLine({ range, facts }: KnownFunction, line: Line1): boolean {
  if (range === undefined || !facts.isCodeLine(line)) return false;
  return line >= range.startLine && line <= range.endLine;
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
