import { childrenOf, nodeTotals, type Children } from '../model/call-tree.js';
import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { FrameFunction, Profile } from '../model/profile.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import { NO_SOURCES, type SourceLibrary } from '../source/source-library.js';
import { LineEvidence } from './line-evidence.js';
import { possibleCallLines } from './possible-call-lines.js';

/** One line from which a timeline node makes its calls. */
interface Match {
  /** Node of this line in the fused tree. */
  readonly fused: number;
  /** Node of the fused tree that the function of this line was called from; -1 at the root. */
  readonly caller: number;
  /** The same line in the call-line tree; -1 where that sampler has not seen this stack. */
  readonly callLine: number;
  /** Share of the timeline node's value that belongs here. */
  readonly share: number;
}

/**
 * One tree with the best of two samplers. The timeline says how long each stack of functions ran
 * and which lines ran at its end; the call-line sampler says from which line each caller called.
 * Every value of the timeline is kept exactly; where a stack was reached over several call lines,
 * it is divided as the call-line samples of the same stack are. For a stack that the second sampler
 * has not seen, the line from which the caller calls that function elsewhere is taken, else one from
 * which it may by its text (of several the one on which most was sampled, which is an estimate),
 * else `UNKNOWN_LINE`. The result has no timeline.
 */
export function fuseCallLines(
  timeline: Profile,
  callLines: Profile | undefined,
  sources: SourceLibrary = NO_SOURCES,
): FusedProfile {
  const fusion = new Fusion(timeline, callLines, sources);
  return { profile: fusion.run(), evidence: fusion.evidence };
}

/** One tree of both samplers. */
export interface FusedProfile {
  readonly profile: Profile;
  /** Tells the lines whose totals are estimates. */
  readonly evidence: LineEvidence;
}

class Fusion {
  readonly evidence = new LineEvidence();
  readonly #timeline: Profile;
  readonly #sources: SourceLibrary;
  readonly #builder: ProfileBuilder;
  readonly #functions: readonly number[];
  readonly #leafLines: ReadonlyMap<number, readonly (readonly [line: number, value: number])[]>;
  readonly #totals: Float64Array;
  /** Own value of each function's lines, whatever the stack; made when it is needed. */
  #selfOfLines: ReadonlyMap<string, number> | undefined;
  readonly #guesses = new Map<string, CallLineGuess>();
  readonly #callLines: CallLineTree | undefined;
  readonly #children: Children;

  constructor(timeline: Profile, callLines: Profile | undefined, sources: SourceLibrary) {
    this.#timeline = timeline;
    this.#sources = sources;
    this.#builder = new ProfileBuilder({ ...timeline, hasCallLines: callLines !== undefined });
    this.#functions = timeline.functions.map((spec) => this.#builder.function(spec));
    this.#leafLines = leafLinesByNode(timeline);
    this.#callLines = callLines === undefined ? undefined : new CallLineTree(callLines);
    this.#children = childrenOf(timeline.tree);
    this.#totals = nodeTotals(timeline.tree);
  }

  run(): Profile {
    const stack: { node: number; callers: readonly Match[] }[] = [
      {
        node: ROOT_NODE,
        callers: [{ fused: ROOT_NODE, caller: -1, callLine: ROOT_NODE, share: 1 }],
      },
    ];
    this.#builder.addSelf(ROOT_NODE, this.#timeline.tree.self[ROOT_NODE]!);
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const from = this.#children.start[top.node]!;
      const to = this.#children.start[top.node + 1]!;
      for (let slot = to - 1; slot >= from; slot--) {
        const child = this.#children.node[slot]!;
        stack.push({ node: child, callers: this.#place(child, top.callers) });
      }
    }
    this.#builder.setSampling(this.#timeline.sampleCount, this.#timeline.intervalUs);
    return this.#builder.build();
  }

  /** Puts a timeline node below all lines it was called from, and finds the lines it calls from. */
  #place(node: number, callers: readonly Match[]): readonly Match[] {
    const { tree, functions } = this.#timeline;
    const index = tree.functionIndex[node]!;
    const fusedFunction = this.#functions[index]!;
    const routes =
      this.#callLines === undefined
        ? []
        : this.#callLines.routes(callers, functions[index]!, this.#siblings(node));
    const weight = routes.reduce((sum, route) => sum + route.weight, 0);
    if (weight === 0) {
      const caller = this.#guessCaller(node, heaviest(callers));
      this.#addSelf(node, new Map([[caller, 1]]), fusedFunction);
      const fused = this.#builder.child(caller, fusedFunction, UNKNOWN_LINE);
      return [{ fused, caller, callLine: -1, share: 1 }];
    }
    const shares = new Map<number, number>();
    for (const { caller, weight: own } of routes) {
      shares.set(caller.fused, (shares.get(caller.fused) ?? 0) + own / weight);
    }
    this.#addSelf(node, shares, fusedFunction);
    return routes.map(({ caller, callLine, line, weight: own }) => ({
      fused: this.#builder.child(caller.fused, fusedFunction, line),
      caller: caller.fused,
      callLine,
      share: own / weight,
    }));
  }

  /** The caller's node for a call that the call-line sampler has not seen on this stack. */
  #guessCaller(node: number, match: Match): number {
    const { tree, functions } = this.#timeline;
    const parent = tree.parent[node]!;
    if (parent === ROOT_NODE) return ROOT_NODE;
    const index = tree.functionIndex[parent]!;
    const { line, isEstimate } = this.#callLineOf(index, tree.functionIndex[node]!);
    if (isEstimate) {
      this.evidence.addGuessedTotal(functions[index]!.file, line, this.#totals[node]!);
    }
    return this.#builder.child(match.caller, this.#functions[index]!, line);
  }

  /** From which line does one function call another, as far as anything tells? */
  #callLineOf(caller: number, callee: number): CallLineGuess {
    const key = `${caller},${callee}`;
    const known = this.#guesses.get(key);
    if (known !== undefined) return known;
    const from = this.#timeline.functions[caller]!;
    const to = this.#timeline.functions[callee]!;
    const usual = this.#callLines?.usualLine(from, to);
    const possible = possibleCallLines(this.#sources, from, to);
    const guess = {
      line: usual ?? this.#likeliest(caller, possible) ?? UNKNOWN_LINE,
      isEstimate: possible.length > 1,
    };
    this.#guesses.set(key, guess);
    return guess;
  }

  /** The line on which a function spends most by itself: it runs the most often, too. */
  #likeliest(caller: number, lines: readonly Line1[]): Line1 | undefined {
    this.#selfOfLines ??= selfOfLines(this.#timeline);
    let best: Line1 | undefined;
    let most = -1;
    for (const line of lines) {
      const self = this.#selfOfLines.get(`${caller}:${line}`) ?? 0;
      if (self <= most) continue;
      best = line;
      most = self;
    }
    return best;
  }

  /** Divides a node's own value over its callers and over the lines it ran on. */
  #addSelf(node: number, shares: ReadonlyMap<number, number>, fusedFunction: number): void {
    const self = this.#timeline.tree.self[node]!;
    if (self === 0) return;
    const lines = this.#leafLines.get(node) ?? [];
    const known = lines.reduce((sum, [, value]) => sum + value, 0);
    const rest = Math.max(0, self - known);
    for (const [caller, share] of shares) {
      for (const [line, value] of lines) {
        const leaf = this.#builder.child(caller, fusedFunction, line);
        this.#builder.addSelf(leaf, value * share);
      }
      // A rounding rest is no line of its own.
      if (rest > self * 1e-9) {
        const leaf = this.#builder.child(caller, fusedFunction, UNKNOWN_LINE);
        this.#builder.addSelf(leaf, rest * share);
      }
    }
  }

  /** The functions called by the same caller, of which names alone may not tell this one apart. */
  #siblings(node: number): readonly FrameFunction[] {
    const { tree, functions } = this.#timeline;
    const own = functions[tree.functionIndex[node]!]!;
    const parent = tree.parent[node]!;
    const siblings: FrameFunction[] = [];
    const to = this.#children.start[parent + 1]!;
    for (let slot = this.#children.start[parent]!; slot < to; slot++) {
      const other = functions[tree.functionIndex[this.#children.node[slot]!]!]!;
      if (other.file === own.file) siblings.push(other);
    }
    return siblings;
  }
}

/** The line of a call that no sampler has seen on its stack. */
interface CallLineGuess {
  readonly line: Line1;
  /** The caller may call that function from other lines, too. */
  readonly isEstimate: boolean;
}

/** Own value of the lines of each function, by `index:line`. */
function selfOfLines({ leafLines, tree }: Profile): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  if (leafLines === undefined) return sums;
  for (let i = 0; i < leafLines.node.length; i++) {
    const key = `${tree.functionIndex[leafLines.node[i]!]!}:${leafLines.line[i]!}`;
    sums.set(key, (sums.get(key) ?? 0) + leafLines.value[i]!);
  }
  return sums;
}

/** A way from one caller's line to one line of the callee. */
interface Route {
  readonly caller: Match;
  readonly callLine: number;
  readonly line: number;
  readonly weight: number;
}

/** The call-line sampler's tree, asked by function. */
class CallLineTree {
  readonly #profile: Profile;
  readonly #children: Children;
  readonly #totals: Float64Array;
  /** How much was sampled of each call, by caller and callee, on each line of the caller. */
  readonly #calls = new Map<string, Map<number, number>>();

  constructor(profile: Profile) {
    this.#profile = profile;
    this.#children = childrenOf(profile.tree);
    this.#totals = nodeTotals(profile.tree);
    const { tree, functions } = profile;
    for (let node = 1; node < tree.parent.length; node++) {
      const parent = tree.parent[node]!;
      const caller = functions[tree.functionIndex[parent]!]!;
      const key = callKey(caller, functions[tree.functionIndex[node]!]!);
      const lines = this.#calls.get(key) ?? new Map<number, number>();
      const line = tree.line[parent]!;
      lines.set(line, (lines.get(line) ?? 0) + this.#totals[node]!);
      this.#calls.set(key, lines);
    }
  }

  /** The line from which one function calls another most of the time; nothing if it never does. */
  usualLine(caller: FrameFunction, callee: FrameFunction): number | undefined {
    const lines = this.#calls.get(callKey(caller, callee));
    if (lines === undefined) return undefined;
    let best: number | undefined;
    for (const [line, weight] of lines) {
      if (best === undefined || weight > (lines.get(best) ?? 0)) best = line;
    }
    return best;
  }

  /** All nodes below the callers' lines that are this function, weighted by their samples. */
  routes(
    callers: readonly Match[],
    wanted: FrameFunction,
    siblings: readonly FrameFunction[],
  ): Route[] {
    const { tree, functions } = this.#profile;
    const routes: Route[] = [];
    for (const caller of callers) {
      if (caller.callLine === -1) continue;
      const to = this.#children.start[caller.callLine + 1]!;
      for (let slot = this.#children.start[caller.callLine]!; slot < to; slot++) {
        const callLine = this.#children.node[slot]!;
        const line = tree.line[callLine]!;
        if (!isFunction(functions[tree.functionIndex[callLine]!]!, line, wanted, siblings)) {
          continue;
        }
        routes.push({ caller, callLine, line, weight: this.#totals[callLine]! });
      }
    }
    return routes;
  }
}

/**
 * Is what the call-line sampler calls `seen`, running at `line`, the timeline's function? That
 * sampler gives no place of the function and, since Node 22, not all names. So a name decides
 * where both have one, and else the place: the last function that starts before the line.
 */
function isFunction(
  seen: FrameFunction,
  line: number,
  wanted: FrameFunction,
  siblings: readonly FrameFunction[],
): boolean {
  if (seen.file !== wanted.file) return false;
  if (seen.name !== '' && wanted.name !== '' && !sameName(seen.name, wanted.name)) return false;
  let nearest = wanted;
  for (const other of siblings) {
    if (seen.name !== '' && other.name !== '' && !sameName(seen.name, other.name)) continue;
    if (other.line > line) continue;
    if (other.line > nearest.line || nearest.line > line) nearest = other;
  }
  return nearest === wanted;
}

/** V8 writes a method as `Class.method` in one sampler and `method` in the other. */
function sameName(a: string, b: string): boolean {
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

/** Two functions by name and file, which is all that sampler tells of them. */
function callKey(caller: FrameFunction, callee: FrameFunction): string {
  return `${caller.name}\0${caller.file}\0${callee.name}\0${callee.file}`;
}

function heaviest(matches: readonly Match[]): Match {
  let best = matches[0]!;
  for (const match of matches) if (match.share > best.share) best = match;
  return best;
}

function leafLinesByNode(profile: Profile): Map<number, (readonly [number, number])[]> {
  const byNode = new Map<number, (readonly [number, number])[]>();
  const { leafLines } = profile;
  if (leafLines === undefined) return byNode;
  for (let i = 0; i < leafLines.node.length; i++) {
    const node = leafLines.node[i]!;
    const lines = byNode.get(node);
    const entry = [leafLines.line[i]!, leafLines.value[i]!] as const;
    if (lines === undefined) byNode.set(node, [entry]);
    else lines.push(entry);
  }
  return byNode;
}
