import { childrenOf } from '../model/call-tree.js';
import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { FrameFunction, Profile } from '../model/profile.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import type { OwnCode } from '../source/own-code.js';
import { innermostFunction, type SourceFacts } from '../source/source-facts.js';
import type { SourceLibrary } from '../source/source-library.js';
import { linesOf } from '../source/text-lines.js';
import { shortName } from './function-title.js';

/**
 * The call-line sampler's tree with every call on a line that makes it. In optimized code V8 keeps
 * the place of some instructions only, so a call in a loop may be booked on the line of the loop's
 * head, or on that of the call before. Where the line does not so much as mention the callee, and
 * the same function calls it elsewhere, the call moves to the nearest such line. A callee that is
 * called under another name moves where the loop leaves no choice. All others stay where the
 * sampler saw them.
 */
export function mendCallLines(profile: Profile, sources: SourceLibrary): Profile {
  const { tree, functions } = profile;
  const builder = new ProfileBuilder(profile);
  const indices = functions.map((spec) => builder.function(spec));
  const places = new CallPlaces(profile, sources);
  const children = childrenOf(tree);
  builder.addSelf(ROOT_NODE, tree.self[ROOT_NODE]!);
  // `below` is the new node of the caller's caller: the caller has one node for each line it calls from.
  const open = [{ node: ROOT_NODE, below: -1 }];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const { node, below } = top;
    const at = (line: Line1) =>
      node === ROOT_NODE
        ? ROOT_NODE
        : builder.child(below, indices[tree.functionIndex[node]!]!, line);
    if (node !== ROOT_NODE) builder.addSelf(at(tree.line[node]!), tree.self[node]!);
    for (let slot = children.start[node]!; slot < children.start[node + 1]!; slot++) {
      const callee = children.node[slot]!;
      open.push({ node: callee, below: at(places.lineOfCall(node, callee)) });
    }
  }
  builder.setSampling(profile.sampleCount, profile.intervalUs);
  return builder.build();
}

/** What is known of a file with callers in it. */
interface KnownFile {
  readonly facts: SourceFacts;
  readonly lines: readonly string[];
}

/** Looks for calls in the text of their callers. */
class CallPlaces {
  readonly #profile: Profile;
  readonly #sources: SourceLibrary;
  readonly #files = new Map<string, KnownFile | undefined>();
  readonly #found = new Map<string, Line1>();
  readonly #names: ReadonlySet<string>;

  constructor(profile: Profile, sources: SourceLibrary) {
    this.#names = new Set(profile.functions.map(({ name }) => shortName(name)));
    this.#profile = profile;
    this.#sources = sources;
  }

  /** The line from which the node `caller` calls the node `callee`. */
  lineOfCall(caller: number, callee: number): Line1 {
    const { tree } = this.#profile;
    const seen = tree.line[caller]!;
    const index = tree.functionIndex[caller]!;
    const name = this.#nameOf(callee);
    if (name === '' || seen === UNKNOWN_LINE) return seen;
    const key = `${index}\0${seen}\0${name}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const line = this.#search(this.#profile.functions[index]!, seen, name);
    this.#found.set(key, line);
    return line;
  }

  #search(caller: FrameFunction, seen: Line1, name: string): Line1 {
    const file = this.#file(caller.file);
    if (file === undefined || mentions(file.lines[seen - 1] ?? '', name)) return seen;
    const own = ownCodeOf(file.facts, caller, seen);
    const named = own?.calls.get(name) ?? [];
    const lines = named.length > 0 || own === undefined ? named : this.#dynamicCalls(own, seen);
    let best: Line1 | undefined;
    for (const line of lines) {
      // Of two that are as near, the later one: V8 gives the place of something it has passed.
      if (best === undefined || Math.abs(line - seen) <= Math.abs(best - seen)) best = line;
    }
    return best ?? seen;
  }

  /**
   * The only line of the loop that starts here which calls something under a name that no function
   * of the profile has: a parameter, or a field, that holds a function.
   */
  #dynamicCalls({ calls, loops }: OwnCode, seen: Line1): readonly Line1[] {
    const loop = loops.find(({ startLine }) => startLine === seen);
    if (loop === undefined) return [];
    const lines = new Set<Line1>();
    for (const [name, sites] of calls) {
      if (this.#names.has(name)) continue;
      for (const line of sites) if (line > seen && line <= loop.endLine) lines.add(line);
    }
    return lines.size === 1 ? [...lines] : [];
  }

  /** Since Node 22 the sampler does not name every function; then the line it ran on tells which it is. */
  #nameOf(node: number): string {
    const { tree, functions } = this.#profile;
    const { name, file } = functions[tree.functionIndex[node]!]!;
    if (name !== '') return shortName(name);
    const facts = this.#file(file)?.facts;
    if (facts === undefined) return '';
    return facts.functions[innermostFunction(facts, tree.line[node]!)]?.name ?? '';
  }

  #file(file: string): KnownFile | undefined {
    if (this.#files.has(file)) return this.#files.get(file);
    const facts = file === '' ? undefined : this.#sources.runFacts(file);
    const known = facts?.isParsed === true ? { facts, lines: linesOf(facts.code) } : undefined;
    this.#files.set(file, known);
    return known;
  }
}

/** What the function does that the sampler calls `caller` and saw on this line. */
function ownCodeOf(facts: SourceFacts, caller: FrameFunction, seen: Line1): OwnCode | undefined {
  const around = facts.functions[innermostFunction(facts, seen)];
  const name = shortName(caller.name);
  if (name === '' || around?.name === name) return around?.own ?? facts.topLevel;
  const named = facts.functions.filter((range) => range.name === name);
  return named.length === 1 ? named[0]?.own : undefined;
}

function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const isWord = !isNameCharacter(text[at - 1]) && !isNameCharacter(text[at + name.length]);
    if (isWord) return true;
  }
  return false;
}

function isNameCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
