import type { FrameFunction, Profile } from '../model/profile.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import { isLooped } from '../source/own-code.js';
import { isHeadOf, ownCode, type CalledFunctions, type KnownFunction } from './called-functions.js';

/** A function on the way to lost work, and the line of it that runs. */
export interface LostFrame {
  readonly spec: FrameFunction;
  readonly line: Line1;
}

/** Work that V8 does not show where it is done. */
export interface LostWork {
  /** From the function itself, running at the line that leads there, to the one that works. */
  readonly path: readonly LostFrame[];
  /** How much of what was lost belongs here; all places of a line together 1. */
  readonly share: number;
}

/** How many frames can be missing: V8 inlines a few functions into one another. */
const MAX_DEPTH = 4;

/** Beyond so many places nobody can tell where the time belongs. */
const MAX_PLACES = 12;

/**
 * Work that was sampled more than this many times as much as the line that leads to it is not
 * lost: the rest is what calling costs. A line that also makes something gets less credit, and one
 * that runs once while the work runs many times gets more.
 */
const STILL_SEEN = { onlyCalls: 2, makesSomething: 0.5, runsOnce: 20 } as const;

/** The line whose time is looked for. */
interface Start {
  readonly caller: KnownFunction;
  readonly functionIndex: number;
  readonly line: Line1;
  /** The bodies of loops count as work, too. */
  readonly withLoops: boolean;
}

interface Step {
  readonly known: KnownFunction;
  readonly path: readonly LostFrame[];
}

/**
 * Where can the time of a line have gone that only calls? Looks through everything the line calls,
 * directly or not, for lines of frameless work (see `OwnCode`).
 */
export class LostFrames {
  readonly #called: CalledFunctions;
  /** Own value of lines, by `file\0line`, whatever the stack. */
  readonly #selfOfLines = new Map<string, number>();
  /** The functions that were sampled below a line of a function, by `index:line`. */
  readonly #below = new Map<string, Set<number>>();
  readonly #found = new Map<string, readonly LostWork[]>();
  /** Those of all functions that were looked at. */
  readonly #framelessLines = new Set<string>();

  constructor(profile: Profile, called: CalledFunctions) {
    this.#called = called;
    const { tree, functions } = profile;
    for (let node = 1; node < tree.parent.length; node++) {
      const self = tree.self[node]!;
      const key = lineKey(functions[tree.functionIndex[node]!]!.file, tree.line[node]!);
      if (self > 0) this.#selfOfLines.set(key, (this.#selfOfLines.get(key) ?? 0) + self);
      const parent = tree.parent[node]!;
      const above = `${tree.functionIndex[parent]!}:${tree.line[parent]!}`;
      const callees = this.#below.get(above) ?? new Set();
      this.#below.set(above, callees.add(tree.functionIndex[node]!));
    }
  }

  /** The places to which the own time of this line belongs; none where it is right as it is. */
  behind(functionIndex: number, line: Line1): readonly LostWork[] {
    const key = `${functionIndex}:${line}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = this.#search(functionIndex, line);
    this.#found.set(key, found);
    return found;
  }

  #search(functionIndex: number, line: Line1): readonly LostWork[] {
    const caller = this.#called.known(functionIndex);
    if (caller === undefined || line === UNKNOWN_LINE) return [];
    const own = ownCode(caller);
    if (own.framelessLines.has(line)) return [];
    const runsOnce = !isLooped(own, line) && caller.range?.isPerItem !== true;
    const places = this.#places({ caller, functionIndex, line, withLoops: runsOnce });
    if (places.length === 0) return [];
    const onLine = this.#selfOfLines.get(lineKey(caller.spec.file, line)) ?? 0;
    const seen = places.map((path) => this.#selfOf(path.at(-1)!));
    const allSeen = sum(seen);
    const credit = runsOnce ? STILL_SEEN.runsOnce : STILL_SEEN.onlyCalls;
    if (allSeen > onLine * (own.makingLines.has(line) ? STILL_SEEN.makesSomething : credit)) {
      return [];
    }
    if (allSeen === 0 && places.length > MAX_PLACES) return [];
    return divided(places, this.#weights(places, seen, onLine));
  }

  /** How likely it is that the time of a line belongs to each of these places. */
  #weights(
    places: readonly (readonly LostFrame[])[],
    seen: readonly number[],
    onLine: number,
  ): readonly number[] {
    // What was lost on the way to a place is seen on the way, not here.
    const likely = places.map((path, i) => {
      const onTheWay = sum(path.slice(1, -1).map((frame) => this.#selfOf(frame)));
      return onTheWay > onLine / 4 ? 0 : seen[i]!;
    });
    // Where hardly anything was seen, it is the work that V8 never shows.
    const isFrameless = places.map((path) => this.#isFrameless(path.at(-1)!));
    const isAllLost = sum(seen) < onLine / 2 && isFrameless.includes(true);
    if (!isAllLost) return likely;
    return likely.map((weight, i) => (isFrameless[i] === true ? weight : 0));
  }

  #isFrameless({ spec, line }: LostFrame): boolean {
    return this.#framelessLines.has(lineKey(spec.file, line));
  }

  #selfOf({ spec, line }: LostFrame): number {
    return this.#selfOfLines.get(lineKey(spec.file, line)) ?? 0;
  }

  /** Breadth first, so that every function is reached by the shortest way. */
  #places({ caller, functionIndex, line, withLoops }: Start): (readonly LostFrame[])[] {
    const places: (readonly LostFrame[])[] = [];
    const seen = new Set<KnownFunction>();
    let level: Step[] = [];
    const add = (next: Step[], known: KnownFunction | undefined, path: readonly LostFrame[]) => {
      if (known === undefined || seen.has(known)) return;
      seen.add(known);
      next.push({ known, path });
      for (const work of this.#workOf(known, withLoops)) {
        places.push([...path, { spec: known.spec, line: work }]);
      }
    };
    const isHead = isHeadOf(caller, line);
    // Nothing runs on the head of a function: what stands there may be anything in it.
    if (isHead) add([], caller, []);
    seen.add(caller);
    const here = (from: Line1) => [{ spec: caller.spec, line: from }];
    for (const call of this.#called.calls(caller)) {
      if (isHead || call.line === line) add(level, call.callee, here(call.line));
    }
    for (const below of this.#below.get(`${functionIndex}:${line}`) ?? []) {
      add(level, this.#called.known(below), here(line));
    }
    for (let depth = 1; depth < MAX_DEPTH && level.length > 0; depth++) {
      const next: Step[] = [];
      for (const { known, path } of level) {
        for (const call of this.#called.calls(known)) {
          add(next, call.callee, [...path, { spec: known.spec, line: call.line }]);
        }
      }
      level = next;
    }
    return places;
  }

  /** The lines of a function that can have spent what its caller is said to have spent. */
  #workOf(known: KnownFunction, withLoops: boolean): ReadonlySet<Line1> {
    const own = ownCode(known);
    for (const line of own.framelessLines) {
      this.#framelessLines.add(lineKey(known.spec.file, line));
    }
    if (!withLoops) return own.framelessLines;
    const lines = new Set(own.framelessLines);
    for (const { startLine, endLine } of own.loops) {
      for (let line = startLine; line <= endLine; line++) {
        // A line of a loop on which nothing was ever sampled does not work.
        if (this.#selfOf({ spec: known.spec, line }) > 0) lines.add(line);
      }
    }
    return lines;
  }
}

/** The places in proportion to their weights; alike where none has any. */
function divided(
  places: readonly (readonly LostFrame[])[],
  weights: readonly number[],
): readonly LostWork[] {
  const whole = sum(weights);
  return places.flatMap((path, i) => {
    const share = whole > 0 ? weights[i]! / whole : 1 / places.length;
    return share > 0 ? [{ path, share }] : [];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function lineKey(file: string, line: Line1): string {
  return `${file}\0${line}`;
}
