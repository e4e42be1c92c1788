import type { FrameFunction, Profile } from '../model/profile.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import { ownCode, type CalledFunctions, type KnownFunction } from './called-functions.js';

/** A function on the way to lost work, and the line of it that runs. */
export interface LostFrame {
  readonly spec: FrameFunction;
  readonly line: Line1;
}

/** Work whose frames V8 does not show: from the callee of the line to the function that works. */
export interface LostWork {
  readonly path: readonly [LostFrame, ...LostFrame[]];
  /** How much of what was lost belongs here; all places of a line together 1. */
  readonly share: number;
}

/** How many frames can be missing: V8 inlines a few functions into one another. */
const MAX_DEPTH = 4;

/** Beyond so many places nobody can tell where the time belongs. */
const MAX_PLACES = 12;

/**
 * Work that was sampled more than this many times as much as the line that leads to it is not
 * lost: the rest is what calling costs. A line that also does something else gets less credit.
 */
const STILL_SEEN = { onlyCalls: 2, doesMore: 0.5 } as const;

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
    const { framelessLines, makingLines } = ownCode(caller);
    if (framelessLines.has(line)) return [];
    const places = this.#places(caller, functionIndex, line);
    if (places.length === 0 || places.length > MAX_PLACES) return [];
    const seen = places.map((path) => this.#selfOf(path.at(-1)!));
    const allSeen = seen.reduce((sum, value) => sum + value, 0);
    const onLine = this.#selfOfLines.get(lineKey(caller.spec.file, line)) ?? 0;
    const credit = makingLines.has(line) ? STILL_SEEN.doesMore : STILL_SEEN.onlyCalls;
    if (allSeen > onLine * credit) return [];
    return places.map((path, i) => ({
      path,
      share: allSeen > 0 ? seen[i]! / allSeen : 1 / places.length,
    }));
  }

  #selfOf({ spec, line }: LostFrame): number {
    return this.#selfOfLines.get(lineKey(spec.file, line)) ?? 0;
  }

  /** Breadth first, so that every function is reached by the shortest way. */
  #places(caller: KnownFunction, index: number, line: Line1): LostWork['path'][] {
    const places: LostWork['path'][] = [];
    const seen = new Set([caller]);
    let level: Step[] = [];
    const add = (next: Step[], known: KnownFunction | undefined, path: readonly LostFrame[]) => {
      if (known === undefined || seen.has(known)) return;
      seen.add(known);
      next.push({ known, path });
      for (const work of ownCode(known).framelessLines) {
        places.push([...path, { spec: known.spec, line: work }] as unknown as LostWork['path']);
      }
    };
    for (const call of this.#called.calls(caller))
      if (call.line === line) add(level, call.callee, []);
    for (const below of this.#below.get(`${index}:${line}`) ?? []) {
      add(level, this.#called.known(below), []);
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
}

function lineKey(file: string, line: Line1): string {
  return `${file}\0${line}`;
}
