import type { FrameFunction, Profile } from '../model/profile.js';
import { headKey } from './allocated-places.js';
import { HIDDEN, hiddenSteps, MAX_STATES } from './hidden-markov.js';

/** A way down from a function: the functions it calls, one after the other. */
export type Way = readonly FrameFunction[];

/** What the nodes of a tree say of the ways down from one function. */
interface Marks {
  /** The nearest node at or above each node that is the function; -1 where there is none. */
  readonly anchor: Int32Array;
  /** Bits of the ways on which each node is; `HIDDEN` where that does not tell. */
  readonly ways: Int32Array;
}

/**
 * Of what a function calls besides, V8 loses nothing: at most, as much as that takes is spent on the
 * way there, in the function itself.
 */
const ELSEWHERE_HIDES = 0.5;

/** How far along each way a node is, and whether it has left them since. */
interface Steps {
  readonly counts: readonly number[];
  readonly hasLeft: boolean;
}

/**
 * Which way did a function go when only the function itself was sampled? Programs do one thing for
 * a while and then another, so what was sampled below the function before and after tells. Needs
 * the order of samples: a timeline.
 */
export class HiddenWays {
  readonly #profile: Profile;

  constructor(profile: Profile) {
    this.#profile = profile;
  }

  /**
   * How much of a function's own time went each way, and last how much went none of them?
   * @param prior what is likely of each way without looking at the order, in the unit of the profile
   * @param callees those that the line in question calls; all, where it may stand for any line
   * @returns samples; nothing where they have no order, or tell nothing
   */
  samples(
    at: FrameFunction,
    ways: readonly Way[],
    prior: readonly number[],
    callees?: readonly FrameFunction[],
  ): readonly number[] | undefined {
    if (ways.length >= MAX_STATES || !prior.some((weight) => weight > 0)) return undefined;
    const marks = this.#marks(at, ways, callees && new Set(callees.map(headKey)));
    const elsewhere = this.#valueOf(marks, 1 << ways.length);
    const states = [
      ...prior.map((weight) => ({ prior: weight, maxHides: 1 })),
      { prior: elsewhere, maxHides: ELSEWHERE_HIDES },
    ];
    const possible = states.reduce(
      (bits, state, i) => (state.prior > 0 ? bits | (1 << i) : bits),
      0,
    );
    const chains = this.#chains(marks, possible);
    const tells = chains.some((chain) => chain.some((seen) => seen !== HIDDEN));
    return tells ? hiddenSteps(chains, states) : undefined;
  }

  /** The own value of all nodes that are on just these ways. */
  #valueOf({ ways }: Marks, bits: number): number {
    const { self } = this.#profile.tree;
    return self.reduce((sum, value, node) => (ways[node] === bits ? sum + value : sum), 0);
  }

  /** The samples below the function, taken apart where the program did something else in between. */
  #chains({ anchor, ways }: Marks, possible: number): readonly number[][] {
    const { timeline, tree, functions } = this.#profile;
    const chains: number[][] = [[]];
    let last = -1;
    for (let i = 0; timeline !== undefined && i < timeline.node.length; i++) {
      const node = timeline.node[i]!;
      // Collections interrupt, but say nothing.
      if (functions[tree.functionIndex[node]!]!.kind === 'gc') continue;
      const here = anchor[node]!;
      const seen = ways[node]! & possible;
      if (here !== last) chains.push([]);
      last = here;
      if (here !== -1 && (node === here || seen !== HIDDEN)) chains.at(-1)?.push(seen);
    }
    return chains.filter(({ length }) => length > 0);
  }

  #marks(at: FrameFunction, ways: readonly Way[], callees?: ReadonlySet<string>): Marks {
    const { tree, functions } = this.#profile;
    const keys = functions.map(headKey);
    const start = headKey(at);
    const wanted = ways.map((way) => way.map(headKey));
    const anchor = new Int32Array(tree.parent.length).fill(-1);
    const told = new Int32Array(tree.parent.length);
    const steps: Steps[] = [];
    for (let node = 0; node < anchor.length; node++) {
      const spec = functions[tree.functionIndex[node]!]!;
      const key = keys[tree.functionIndex[node]!]!;
      const parent = tree.parent[node]!;
      if (key === start) {
        anchor[node] = node;
        steps[node] = { counts: wanted.map(() => 0), hasLeft: false };
      } else if (parent >= 0 && anchor[parent] !== -1) {
        const isOther = parent === anchor[parent] && callees?.has(key) === false;
        // What the function calls from other lines has nothing to do with this one.
        if (isOther && spec.file !== '') continue;
        anchor[node] = anchor[parent]!;
        steps[node] = stepped(steps[parent]!, wanted, key, spec);
        told[node] = waysOf(steps[node]!);
      }
    }
    return { anchor, ways: told };
  }
}

function stepped(
  before: Steps,
  wanted: readonly (readonly string[])[],
  key: string,
  { file }: FrameFunction,
): Steps {
  const counts = before.counts.map((step, i) => (wanted[i]![step] === key ? step + 1 : step));
  const isOnWay = counts.some((step, i) => step > before.counts[i]!);
  // Builtins have no file: they are between a function and the ones it hands to them.
  return { counts, hasLeft: !isOnWay && (before.hasLeft || file !== '') };
}

/** The ways that come the furthest, as bits; one bit more for what has left them all. */
function waysOf({ counts, hasLeft }: Steps): number {
  if (hasLeft) return 1 << counts.length;
  const most = Math.max(...counts);
  const ways = counts.flatMap((step, i) => (step === most ? [i] : []));
  if (most === 0 || (ways.length === counts.length && counts.length > 1)) return HIDDEN;
  return ways.reduce((bits, way) => bits | (1 << way), 0);
}
