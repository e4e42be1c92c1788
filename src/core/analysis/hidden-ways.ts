import type { FrameFunction, Profile } from '../model/profile.js';
import { HIDDEN, hiddenSteps, MAX_STATES } from './hidden-markov.js';

/** A way down from a function: the functions it calls, one after the other. */
export type Way = readonly FrameFunction[];

/** What the nodes of a tree say of the ways down from one function. */
interface Marks {
  /** The nearest node at or above each node that is the function; -1 where there is none. */
  readonly anchor: Int32Array;
  /** Bits of the ways that lead to each node; `HIDDEN` where they do not tell. */
  readonly ways: Int32Array;
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
   * How much of a function's own time went each way, in samples?
   * @param prior what is likely without looking at the order; what is 0 remains so
   * @returns nothing where samples have no order, or tell nothing
   */
  samples(
    at: FrameFunction,
    ways: readonly Way[],
    prior: readonly number[],
  ): readonly number[] | undefined {
    if (ways.length > MAX_STATES || !prior.some((weight) => weight > 0)) return undefined;
    const possible = prior.reduce((bits, weight, i) => (weight > 0 ? bits | (1 << i) : bits), 0);
    const chains = this.#chains(this.#marks(at, ways), possible);
    const tells = chains.some((chain) => chain.some((seen) => seen !== HIDDEN));
    return tells ? hiddenSteps(chains, prior) : undefined;
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

  #marks(at: FrameFunction, ways: readonly Way[]): Marks {
    const { tree, functions } = this.#profile;
    const keys = functions.map(placeKey);
    const start = placeKey(at);
    const wanted = ways.map((way) => way.map(placeKey));
    const anchor = new Int32Array(tree.parent.length).fill(-1);
    const told = new Int32Array(tree.parent.length);
    // How far along each way a node is.
    const steps: (readonly number[])[] = [];
    for (let node = 0; node < anchor.length; node++) {
      const key = keys[tree.functionIndex[node]!]!;
      const parent = tree.parent[node]!;
      if (key === start) {
        anchor[node] = node;
        steps[node] = wanted.map(() => 0);
      } else if (parent >= 0 && anchor[parent] !== -1) {
        anchor[node] = anchor[parent]!;
        const along = steps[parent]!.map((step, i) => (wanted[i]![step] === key ? step + 1 : step));
        steps[node] = along;
        told[node] = furthest(along);
      }
    }
    return { anchor, ways: told };
  }
}

/** The ways that come the furthest, as bits, if they are some of all. */
function furthest(steps: readonly number[]): number {
  const most = Math.max(...steps);
  const ways = steps.flatMap((step, i) => (step === most ? [i] : []));
  if (most === 0 || ways.length === steps.length) return HIDDEN;
  return ways.reduce((bits, way) => bits | (1 << way), 0);
}

/** Without name and column: the text of a file and the engine may differ in them. */
function placeKey({ file, line }: FrameFunction): string {
  return `${file}\0${line}`;
}
