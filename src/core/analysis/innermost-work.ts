import type { FrameFunction, Profile } from '../model/profile.js';
import { loopDepth } from '../source/own-code.js';
import {
  INLINING_DEPTH,
  ownCode,
  type CalledFunctions,
  type KnownFunction,
} from './called-functions.js';

/** The most deeply nested loop that can be reached, and the calls that lead there. */
interface Depth {
  readonly loops: number;
  /** Empty where it is a loop of the function itself. */
  readonly path: readonly KnownFunction[];
  /** There is another one as deep elsewhere. */
  readonly isTie: boolean;
}

/**
 * Which callee of a function does most of its work, where nothing tells but the text? A program
 * that was minified onto one line has all samples on that line, and those of inlined functions are
 * booked under their caller. The most loops around one another run the most often.
 */
export class InnermostWork {
  readonly #called: CalledFunctions;
  readonly #sampled: ReadonlySet<FrameFunction>;

  constructor(profile: Profile, called: CalledFunctions) {
    this.#called = called;
    const { tree, functions } = profile;
    const sampled = new Set<FrameFunction>();
    for (let node = 1; node < tree.parent.length; node++) {
      if (tree.self[node]! > 0) sampled.add(functions[tree.functionIndex[node]!]!);
    }
    this.#sampled = sampled;
  }

  /** The calls from a function to the only callee on its own line that loops most; nothing if unclear. */
  behind(caller: KnownFunction): readonly FrameFunction[] | undefined {
    const { path, isTie } = this.#deepest(caller, {
      calls: INLINING_DEPTH,
      around: new Set([caller]),
    });
    return isTie || path.length === 0 ? undefined : path.map(({ spec }) => spec);
  }

  #deepest(from: KnownFunction, { calls, around, isLooped = false }: Descent): Depth {
    let best: Depth = { loops: loopDepth(ownCode(from)), path: [], isTie: false };
    if (calls === 0) return best;
    const callees = new Set(this.#called.calls(from).map(({ callee }) => callee));
    for (const callee of callees) {
      if (around.has(callee) || !isOnLineOf(callee, from)) continue;
      const loopsAround = loopsAroundCall(from, callee);
      const descent = {
        calls: calls - 1,
        around: new Set([...around, callee]),
        isLooped: isLooped || loopsAround > 0,
      };
      const below = this.#deepest(callee, descent);
      const path = [callee, ...below.path];
      // What is called once may as well never be called, unless it was seen before it was inlined.
      if (!descent.isLooped && !path.some(({ spec }) => this.#sampled.has(spec))) continue;
      const loops = below.loops + loopsAround;
      if (loops < best.loops) continue;
      best = { loops, path, isTie: loops === best.loops || below.isTie };
    }
    return best;
  }
}

/** How a function was reached. */
interface Descent {
  /** How many calls may follow. */
  readonly calls: number;
  readonly around: ReadonlySet<KnownFunction>;
  /** In a loop of one of the functions around. */
  readonly isLooped?: boolean;
}

function isOnLineOf(callee: KnownFunction, caller: KnownFunction): boolean {
  return callee.spec.file === caller.spec.file && callee.range?.startLine === caller.range?.endLine;
}

function loopsAroundCall(caller: KnownFunction, { range }: KnownFunction): number {
  const loops = ownCode(caller).callDepths.get(range?.name ?? '') ?? 0;
  return loops + (range?.isPerItem === true ? 1 : 0);
}
