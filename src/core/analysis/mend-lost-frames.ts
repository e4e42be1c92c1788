import type { LeafLines, Profile } from '../model/profile.js';
import type { Line1, Micros } from '../model/units.js';
import type { CallSites } from '../source/source-facts.js';
import type { SourceLibrary } from '../source/source-library.js';
import { CalledFunctions, type KnownFunction } from './called-functions.js';
import { moveLeafLines, type LeafPlace } from './move-leaf-lines.js';

/** A profile in which time stands in the function that has spent it. */
export interface RefoundProfile {
  readonly profile: Profile;
  /** Value that was moved from a line that only calls to the function it calls. */
  readonly repaired: Micros;
  /** `file\0line` of the lines that got it. */
  readonly repairedLines: ReadonlySet<string>;
}

/**
 * Builtins in which optimized code spends its time without a frame of its own: they walk or copy a
 * whole array. `...` is an array spread.
 */
const WALKING_BUILTINS: readonly string[] = ['includes', 'indexOf', 'lastIndexOf', '...'];

/** A callee that has been sampled more than this share of its caller's line is not lost. */
const STILL_SEEN = 0.5;

/**
 * Whose time does V8 show on a line that only calls? From Node 22 on a function that V8 has
 * optimized, and that spends its time in a builtin like `includes`, is missing from most samples;
 * its time is booked on the line of its caller. Where a line makes one call to a function whose
 * text has exactly one line with such a builtin, does no such work itself, and costs more than the
 * callee was ever seen to, its time goes to that line of the callee.
 */
export function mendLostFrames(profile: Profile, sources: SourceLibrary): RefoundProfile {
  const { leafLines } = profile;
  if (leafLines === undefined) return { profile, repaired: 0, repairedLines: new Set() };
  return new Search(profile, leafLines, sources).run();
}

/** The only function that a line calls, and the line of it that works. */
interface Worker {
  readonly callee: KnownFunction;
  readonly line: Line1;
}

class Search {
  readonly #profile: Profile;
  readonly #leafLines: LeafLines;
  readonly #called: CalledFunctions;
  readonly #workers = new Map<string, Worker | undefined>();
  /** Value of a function's lines, by `file\0line`, wherever it was called. */
  readonly #seen = new Map<string, number>();
  readonly #repairedLines = new Set<string>();
  #repaired = 0;

  constructor(profile: Profile, leafLines: LeafLines, sources: SourceLibrary) {
    this.#profile = profile;
    this.#leafLines = leafLines;
    this.#called = new CalledFunctions(profile, sources);
    const { tree, functions } = profile;
    for (let i = 0; i < leafLines.node.length; i++) {
      const { file } = functions[tree.functionIndex[leafLines.node[i]!]!]!;
      const key = `${file}\0${leafLines.line[i]!}`;
      this.#seen.set(key, (this.#seen.get(key) ?? 0) + leafLines.value[i]!);
    }
  }

  run(): RefoundProfile {
    const { tree } = this.#profile;
    const profile = moveLeafLines(this.#profile, this.#leafLines, (node, line, value) =>
      this.#placeOf(tree.functionIndex[node]!, line, value),
    );
    return { profile, repaired: this.#repaired, repairedLines: this.#repairedLines };
  }

  #placeOf(index: number, line: Line1, value: number): LeafPlace | undefined {
    const key = `${index},${line}`;
    if (!this.#workers.has(key)) this.#workers.set(key, this.#workerOf(index, line));
    const worker = this.#workers.get(key);
    if (worker === undefined) return undefined;
    const { spec } = worker.callee;
    this.#repaired += value;
    this.#repairedLines.add(`${spec.file}\0${worker.line}`);
    return { path: [spec], line: worker.line };
  }

  #workerOf(index: number, line: Line1): Worker | undefined {
    const caller = this.#called.known(index);
    if (caller === undefined) return undefined;
    const calls = caller.range?.calls ?? caller.facts.topLevelCalls;
    if (linesOfWork(calls).includes(line)) return undefined;
    const callees = this.#called.from(caller, line);
    const [callee] = callees;
    if (callee?.range === undefined || callees.length > 1 || callee === caller) return undefined;
    const working = [...new Set(linesOfWork(callee.range.calls))];
    const [only] = working;
    if (only === undefined || working.length > 1) return undefined;
    const onLine = this.#seen.get(`${caller.spec.file}\0${line}`) ?? 0;
    const inCallee = this.#seen.get(`${callee.spec.file}\0${only}`) ?? 0;
    return inCallee > onLine * STILL_SEEN ? undefined : { callee, line: only };
  }
}

function linesOfWork(calls: CallSites): Line1[] {
  return WALKING_BUILTINS.flatMap((name) => calls.get(name) ?? []);
}
