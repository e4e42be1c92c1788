import { nodeTotals } from '../model/call-tree.js';
import type { FrameFunction, Profile } from '../model/profile.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';
import { isLooped, type FramelessWork } from '../source/own-code.js';
import {
  INLINING_DEPTH,
  isHeadOf,
  ownCode,
  type CalledFunctions,
  type KnownFunction,
} from './called-functions.js';
import type { HiddenWays } from './hidden-ways.js';

/** A function on the way to lost work, and the line of it that runs. */
export interface LostFrame {
  readonly spec: FrameFunction;
  readonly line: Line1;
}

/** A line that works, and the way to it. */
interface Place {
  /** From the function itself, running at the line that leads there, to the one that works. */
  readonly path: readonly LostFrame[];
  /** The last of them. */
  readonly work: LostFrame;
}

/** Work that V8 does not show where it is done. */
export interface LostWork extends Place {
  /** How much of the line's own time belongs here; what all places leave over stays. */
  readonly share: number;
}

/**
 * Work that was sampled more than this many times as much as the line that leads to it is not
 * lost: the rest is what calling costs. A line that calls such work in a loop gets more credit, and
 * most one that runs once.
 */
const STILL_SEEN = { onlyCalls: 2, callsLoop: 6, runsOnce: 20 } as const;

/**
 * What takes long has lost time if it was seen at all; work of a moment, or a loop, has to have been
 * seen for so much of what was lost.
 */
const SEEN_ENOUGH = { long: 0, short: 0.25, loop: 3 } as const;

/** Less of all time than this is not worth a look at the order of samples. */
const WORTH_SHARE = 0.005;

/** Less than this of a line's time is an error of the estimate. */
const LEAST_SHARE = 0.02;

/**
 * A place that was seen for less than this share of the line's time has lost it only where hardly
 * anything is shown below the line: for so much of the line's own time at most.
 */
const HARDLY_SEEN = { share: 0.05, below: 0.5 } as const;

/** A place that is none by itself is one by the order of samples if it was seen for this share. */
const DOUBTFUL_SHARE = 0.1;

/** Where the time of a line may belong. */
interface Unclear {
  readonly places: readonly Place[];
  /** Where some of it may belong, too, if the order of samples says so. */
  readonly doubtful: readonly Place[];
  /** The own time of the line, whatever the stack. */
  readonly onLine: number;
}

const NOWHERE: Unclear = { places: [], doubtful: [], onLine: 0 };

/** The line whose time is looked for. */
interface Start {
  readonly caller: KnownFunction;
  readonly functionIndex: number;
  readonly line: Line1;
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
  readonly #functions: Profile['functions'];
  readonly #hidden: HiddenWays | undefined;
  /** Own value of lines, by `file\0line`, whatever the stack. */
  readonly #selfOfLines = new Map<string, number>();
  readonly #allSelf: number;
  /** What was sampled below each line of a function, by `index:line`, and below all, by `index`. */
  readonly #totalBelow = new Map<string, number>();
  /** The functions that were sampled below a line of a function, by `index:line`. */
  readonly #below = new Map<string, Set<number>>();
  readonly #found = new Map<string, readonly LostWork[]>();
  /** What was found to belong to a line beyond any doubt, by `file\0line`. */
  readonly #refound = new Map<string, number>();
  /** Frames that run many times for one run of the line they were found behind. */
  readonly #loopFrames = new Set<LostFrame>();
  /** The frameless work of all functions that were looked at, by `file\0line`. */
  readonly #frameless = new Map<string, FramelessWork>();

  /** @param hidden knows the order of samples, where a sampler does */
  constructor(profile: Profile, called: CalledFunctions, hidden?: HiddenWays) {
    this.#called = called;
    this.#hidden = hidden;
    const { tree, functions } = profile;
    this.#functions = functions;
    this.#allSelf = sum([...tree.self]);
    const totals = nodeTotals(tree);
    for (let node = 1; node < tree.parent.length; node++) {
      const self = tree.self[node]!;
      const key = lineKey(functions[tree.functionIndex[node]!]!.file, tree.line[node]!);
      if (self > 0) this.#selfOfLines.set(key, (this.#selfOfLines.get(key) ?? 0) + self);
      const index = tree.functionIndex[node]!;
      for (const here of [`${index}:${tree.line[node]!}`, String(index)]) {
        this.#totalBelow.set(here, (this.#totalBelow.get(here) ?? 0) + totals[node]! - self);
      }
      const parent = tree.parent[node]!;
      const above = `${tree.functionIndex[parent]!}:${tree.line[parent]!}`;
      const callees = this.#below.get(above) ?? new Set();
      this.#below.set(above, callees.add(tree.functionIndex[node]!));
    }
    this.#searchAll(profile);
  }

  /** The places to which the own time of this line belongs; none where it is right as it is. */
  behind(functionIndex: number, line: Line1): readonly LostWork[] {
    return this.#found.get(`${functionIndex}:${line}`) ?? [];
  }

  /** Looks behind all lines; those that lead to several places are divided as the others were. */
  #searchAll({ tree, functions }: Profile): void {
    const unclear = new Map<string, readonly [index: number, line: Line1, where: Unclear]>();
    for (let node = 1; node < tree.parent.length; node++) {
      const index = tree.functionIndex[node]!;
      const line = tree.line[node]!;
      const key = `${index}:${line}`;
      const isSearched = unclear.has(key) || this.#found.has(key);
      if (tree.self[node] === 0 || functions[index]!.kind !== 'code' || isSearched) continue;
      const where = this.#search(index, line);
      if (where.places.length > 1) {
        unclear.set(key, [index, line, where]);
        continue;
      }
      const found = this.#divided(index, line, where);
      this.#found.set(key, found);
      for (const { work, share } of found) {
        const place = lineKey(work.spec.file, work.line);
        this.#refound.set(place, (this.#refound.get(place) ?? 0) + where.onLine * share);
      }
    }
    for (const [key, where] of unclear) this.#found.set(key, this.#divided(...where));
  }

  #search(functionIndex: number, line: Line1): Unclear {
    const caller = this.#called.known(functionIndex);
    if (caller === undefined || line === UNKNOWN_LINE) return NOWHERE;
    const own = ownCode(caller);
    if (own.framelessLines.has(line) || own.makingLines.has(line)) return NOWHERE;
    const runsOnce = !isLooped(own, line) && caller.range?.isPerItem !== true;
    const onLine = this.#selfOfLines.get(lineKey(caller.spec.file, line)) ?? 0;
    const lines = isHeadOf(caller, line) ? String(functionIndex) : `${functionIndex}:${line}`;
    const below = this.#totalBelow.get(lines) ?? 0;
    const all = this.#places({ caller, functionIndex, line }, runsOnce);
    const places = all.filter((place) => {
      const { work } = place;
      const seen = this.#selfOf(work);
      const isHardlySeen = seen + this.#onTheWay(place) < onLine * HARDLY_SEEN.share;
      if (isHardlySeen && below > onLine * HARDLY_SEEN.below) return false;
      if (seen === 0) {
        const isReached = all.length === 1 || this.#onTheWay(place) > 0;
        return isReached && this.#kindOf(work) === 'long';
      }
      return seen >= onLine * SEEN_ENOUGH[this.#kindOf(work)];
    });
    const callsLoop = places.every(({ path }) => path.some((each) => this.#loopFrames.has(each)));
    const credit = runsOnce ? 'runsOnce' : callsLoop ? 'callsLoop' : 'onlyCalls';
    const allSeen = sum(places.map(({ work }) => this.#selfOf(work)));
    if (places.length === 0 || allSeen > onLine * STILL_SEEN[credit]) return NOWHERE;
    const doubtful = all.filter(
      (place) =>
        !places.includes(place) &&
        this.#kindOf(place.work) !== 'loop' &&
        this.#selfOf(place.work) + this.#onTheWay(place) > onLine * DOUBTFUL_SHARE,
    );
    return { places, doubtful, onLine };
  }

  /** How much of a line's own time belongs to each place; the order of samples tells it best. */
  #divided(index: number, line: Line1, where: Unclear): readonly LostWork[] {
    const { places, doubtful, onLine } = where;
    if (places.length === 0) return [];
    const possible = [...places, ...doubtful];
    const samples = this.#inOrder(index, line, possible, onLine);
    if (samples !== undefined) return divided(possible, samples);
    // What was lost on the way to a place is seen on the way, not here.
    const likely = places.map((place) =>
      this.#onTheWay(place) > onLine / 4 ? 0 : this.#seenOf(place),
    );
    return divided(places, this.#onlyPossible(places, onLine, likely));
  }

  /** The weights without those of loops, where hardly anything was seen. */
  #onlyPossible(
    places: readonly Place[],
    onLine: number,
    weights: readonly number[],
  ): readonly number[] {
    const isFrameless = places.map(({ work }) => this.#kindOf(work) !== 'loop');
    // Then it is the work that V8 never shows.
    const allSeen = sum(places.map(({ work }) => this.#selfOf(work)));
    const isAllLost = allSeen < onLine / 2 && isFrameless.includes(true);
    return isAllLost ? weights.map((weight, i) => (isFrameless[i] === true ? weight : 0)) : weights;
  }

  /** The samples on each way to a place, and last those on none, where their order is known. */
  #inOrder(
    index: number,
    line: Line1,
    places: readonly Place[],
    onLine: number,
  ): readonly number[] | undefined {
    if (onLine < this.#allSelf * WORTH_SHARE) return undefined;
    const seen = this.#onlyPossible(
      places,
      onLine,
      places.map((place) => this.#seenOf(place) + this.#onTheWay(place)),
    );
    const alike = this.#onlyPossible(
      places,
      onLine,
      places.map(() => 1),
    );
    const prior = sum(seen) > 0 ? seen : alike;
    const ways = places.map(({ path }) => path.slice(1).map(({ spec }) => spec));
    const known = this.#called.known(index);
    const isHead = known !== undefined && isHeadOf(known, line);
    const callees = [...(this.#below.get(`${index}:${line}`) ?? [])].map(
      (callee) => this.#functions[callee]!,
    );
    const at = this.#functions[index]!;
    return this.#hidden?.samples(at, ways, prior, isHead ? undefined : callees);
  }

  /** What was sampled at a place, or found to belong there beyond any doubt. */
  #seenOf({ work }: Place): number {
    const refound = this.#refound.get(lineKey(work.spec.file, work.line)) ?? 0;
    return this.#selfOf(work) + refound;
  }

  /** What was sampled on the way to a place. */
  #onTheWay({ path }: Place): number {
    return sum(path.slice(1, -1).map((frame) => this.#selfOf(frame)));
  }

  #kindOf({ spec, line }: LostFrame): keyof typeof SEEN_ENOUGH {
    return this.#frameless.get(lineKey(spec.file, line)) ?? 'loop';
  }

  #selfOf({ spec, line }: LostFrame): number {
    return this.#selfOfLines.get(lineKey(spec.file, line)) ?? 0;
  }

  /**
   * Breadth first, so that every function is reached by the shortest way.
   * @param withLoops the bodies of loops count as work, too
   */
  #places({ caller, functionIndex, line: start }: Start, withLoops: boolean): readonly Place[] {
    const places: Place[] = [];
    const seen = new Set<KnownFunction>();
    let level: Step[] = [];
    const add = (next: Step[], known: KnownFunction | undefined, path: readonly LostFrame[]) => {
      if (known === undefined || seen.has(known)) return;
      seen.add(known);
      next.push({ known, path });
      for (const line of this.#workOf(known, withLoops)) {
        const work = this.#frame(known, line);
        places.push({ path: [...path, work], work });
      }
    };
    const isHead = isHeadOf(caller, start);
    // Nothing runs on the head of a function: what stands there may be anything in it.
    if (isHead) add([], caller, []);
    seen.add(caller);
    const here = (from: Line1) => [{ spec: caller.spec, line: from }];
    for (const call of this.#called.calls(caller)) {
      if (isHead || call.line === start) add(level, call.callee, here(call.line));
    }
    for (const below of this.#below.get(`${functionIndex}:${start}`) ?? []) {
      add(level, this.#called.known(below), here(start));
    }
    for (let depth = 1; depth < INLINING_DEPTH && level.length > 0; depth++) {
      const next: Step[] = [];
      for (const { known, path } of level) {
        for (const call of this.#called.calls(known)) {
          add(next, call.callee, [...path, this.#frame(known, call.line)]);
        }
      }
      level = next;
    }
    return places;
  }

  /** A frame below the line that is looked behind. */
  #frame(known: KnownFunction, line: Line1): LostFrame {
    const frame = { spec: known.spec, line };
    if (known.range?.isPerItem === true || isLooped(ownCode(known), line)) {
      this.#loopFrames.add(frame);
    }
    return frame;
  }

  /** The lines of a function that can have spent what its caller is said to have spent. */
  #workOf(known: KnownFunction, withLoops: boolean): ReadonlySet<Line1> {
    const own = ownCode(known);
    for (const [line, work] of own.framelessLines) {
      this.#frameless.set(lineKey(known.spec.file, line), work);
    }
    const lines = new Set(own.framelessLines.keys());
    if (!withLoops) return lines;
    for (const { startLine, endLine } of own.loops) {
      for (let line = startLine; line <= endLine; line++) {
        // A line of a loop on which nothing was ever sampled does not work.
        if (this.#selfOf({ spec: known.spec, line }) > 0) lines.add(line);
      }
    }
    return lines;
  }
}

/**
 * The places in proportion to their weights; alike where none has any. A weight more than places is
 * for what belongs to none of them.
 */
function divided(places: readonly Place[], weights: readonly number[]): readonly LostWork[] {
  const whole = sum(weights);
  return places.flatMap((place, i) => {
    const share = whole > 0 ? weights[i]! / whole : 1 / places.length;
    return share > LEAST_SHARE ? [{ ...place, share }] : [];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function lineKey(file: string, line: Line1): string {
  return `${file}\0${line}`;
}
