/** What was observed, one number a step: `HIDDEN`, or a bit for each state that it can have been. */
type Observations = ArrayLike<number>;

/** An observation that tells nothing of the state, but that the state did not show. */
export const HIDDEN = 0;

/** So many states fit into the bits of an observation. */
export const MAX_STATES = 30;

/** How long a state is taken to last at first; the observations decide. */
const FIRST_STAY = 0.9;

/** How often the model is improved on what is learned from, and on each window alone. */
const ROUNDS = 12;
const ROUNDS_TO_TRIAL = 4;
const ROUNDS_OF_WINDOW = 4;

/** What is tried for each window: one state hides, and the others show. */
const HIDES_WELL = 0.9;
const HIDES_LITTLE = 0.1;

/** Enough to tell shares by; of longer observations parts are taken, from beginning to end. */
const MAX_STEPS = 6000;
const MAX_PART = 500;

/** So many steps of all windows count in each window besides its own. */
const COMMON_STEPS = 5;

/** No probability becomes 0 or 1 for good only because it was never seen otherwise. */
const FLOOR = 1e-4;

/** How many steps are alike in what shows. The most likely of these is taken. */
const WINDOW_STEPS = [100, 300, 1000, Infinity] as const;

/** Stretches of observations that are alike in what shows. */
type Window = readonly Observations[];

/** What is known of a state beforehand. */
export interface State {
  /** How often it is expected, in any unit; a state of 0 never occurs. */
  readonly prior: number;
  /** How likely it is at most that a step in it does not show. */
  readonly maxHides: number;
}

/**
 * In which states were the steps that show none? A hidden Markov model: a state lasts for a while,
 * and in each step it shows with a probability of its own, which changes at times. All of that is
 * learned from the observations (Baum-Welch with scaled probabilities: Rabiner, A Tutorial on Hidden
 * Markov Models, 1989; how often it changes by Schwarz's criterion). Where states follow each other
 * faster than they are observed, the answer is about what is seen of each; where they last, what fits
 * before and after.
 * @param chains stretches of observations that have nothing to do with one another
 * @returns how many hidden steps belong to each state
 */
export function hiddenSteps(
  chains: readonly (readonly number[])[],
  states: readonly State[],
): readonly number[] {
  const parts = partsOf(chains);
  const steps = lengthOf(parts);
  let hidden = states.map(() => 0);
  let highest = -Infinity;
  for (const size of WINDOW_STEPS) {
    const windows = windowsOf(parts, size);
    const counts = learned(windows, states);
    const freedom = windows.length * states.length;
    const score = counts.logLikelihood - (freedom / 2) * Math.log(Math.min(size, steps));
    if (score > highest) ({ hidden } = counts);
    highest = Math.max(highest, score);
    if (size >= steps) break;
  }
  return hidden;
}

/** Pieces of chains, evenly spread, that are few enough. */
function partsOf(chains: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const parts = chains.flatMap((chain) =>
    Array.from({ length: Math.ceil(chain.length / MAX_PART) }, (_, i) =>
      chain.slice(i * MAX_PART, (i + 1) * MAX_PART),
    ),
  );
  const taken = Math.min(1, MAX_STEPS / lengthOf(parts));
  return parts.filter((_, i) => Math.floor((i + 1) * taken) > Math.floor(i * taken));
}

/** Cuts parts, and puts short ones together. */
function windowsOf(parts: readonly (readonly number[])[], size: number): readonly Window[] {
  const windows: (readonly number[])[][] = [];
  let free = 0;
  for (const chain of parts) {
    for (let from = 0; from < chain.length;) {
      if (free <= 0) {
        windows.push([]);
        free = size;
      }
      const part = chain.slice(from, from + free);
      windows.at(-1)?.push(part);
      from += part.length;
      free -= part.length;
    }
  }
  return windows;
}

/** The steps of all windows, by a model that is learned from them. */
function learned(windows: readonly Window[], states: readonly State[]): Counts {
  let model = firstModel(windows, states);
  let counts = windows.map((window) => counted(window, model, model.hides));
  for (let round = 1; round <= ROUNDS; round++) {
    model = relearned(added(counts), model);
    const hides = counts.map((each) => hidesIn(each, model));
    // What a window is like is tried out at times: by itself it stays what it was taken for at first.
    const isTrial = round % ROUNDS_TO_TRIAL === 0;
    counts = windows.map((window, i) =>
      isTrial ? bestCounted(window, model) : counted(window, model, hides[i]!),
    );
  }
  return added(counts);
}

/** The steps of a window, as the most likely of all ways to see it has them. */
function bestCounted(window: Window, model: Model): Counts {
  const oneHides = model.hides.map((_, hiding) =>
    model.hides.map((__, k) =>
      bounded(k === hiding ? HIDES_WELL : HIDES_LITTLE, model.maxHides[k]),
    ),
  );
  return [model.hides, ...oneHides]
    .map((first) => {
      let counts = counted(window, model, first);
      for (let round = 0; round < ROUNDS_OF_WINDOW; round++) {
        counts = counted(window, model, hidesIn(counts, model));
      }
      return counts;
    })
    .reduce((best, each) => (each.logLikelihood > best.logLikelihood ? each : best));
}

interface Model {
  /** Of the state of the first step. */
  readonly start: readonly number[];
  /** By the state before, then the state after. */
  readonly change: readonly (readonly number[])[];
  /** That a state does not show, in all windows together. */
  readonly hides: readonly number[];
  readonly maxHides: readonly number[];
}

/** How often something happened, as far as the model can tell. */
interface Counts {
  readonly steps: number[];
  readonly hidden: number[];
  readonly changes: number[][];
  /** Of everything that was observed. */
  logLikelihood: number;
}

function noCounts(states: number): Counts {
  const none = () => new Array<number>(states).fill(0);
  const changes = Array.from({ length: states }, none);
  return { steps: none(), hidden: none(), changes, logLikelihood: 0 };
}

function firstModel(windows: readonly Window[], states: readonly State[]): Model {
  const whole = sum(states.map(({ prior }) => prior));
  const start = states.map(({ prior }) => prior / whole);
  let steps = 0;
  let hidden = 0;
  for (const chain of windows.flat()) {
    steps += chain.length;
    for (let t = 0; t < chain.length; t++) if (chain[t] === HIDDEN) hidden += 1;
  }
  const change = start.map((_, from) =>
    start.map((weight, to) => (from === to ? FIRST_STAY : 0) + (1 - FIRST_STAY) * weight),
  );
  const maxHides = states.map((state) => state.maxHides);
  const hides = maxHides.map((max) => bounded(hidden / Math.max(1, steps), max));
  return { start, change, hides, maxHides };
}

function added(all: readonly Counts[]): Counts {
  const total = noCounts(all[0]?.steps.length ?? 0);
  for (const { steps, hidden, changes, logLikelihood } of all) {
    total.logLikelihood += logLikelihood;
    for (let k = 0; k < steps.length; k++) {
      total.steps[k]! += steps[k]!;
      total.hidden[k]! += hidden[k]!;
      for (let to = 0; to < steps.length; to++) total.changes[k]![to]! += changes[k]![to]!;
    }
  }
  return total;
}

function relearned({ steps, hidden, changes }: Counts, before: Model): Model {
  const whole = sum(steps);
  if (whole === 0) return before;
  const change = changes.map((row, from) => {
    const out = sum(row);
    if (out === 0) return before.change[from]!;
    return row.map((count, to) => (before.start[to] === 0 ? 0 : bounded(count / out)));
  });
  return {
    start: steps.map((count) => count / whole),
    change,
    hides: hidden.map((count, k) =>
      steps[k] === 0 ? before.hides[k]! : bounded(count / steps[k]!, before.maxHides[k]),
    ),
    maxHides: before.maxHides,
  };
}

/** How likely each state hides in one window. */
function hidesIn({ steps, hidden }: Counts, model: Model): readonly number[] {
  return steps.map((count, k) =>
    bounded(
      (hidden[k]! + COMMON_STEPS * model.hides[k]!) / (count + COMMON_STEPS),
      model.maxHides[k],
    ),
  );
}

/** The steps of each state in a window, by what comes before and after them. */
function counted(window: Window, model: Model, hides: readonly number[]): Counts {
  const counts = noCounts(model.start.length);
  for (const chain of window) countChain(chain, { ...model, hides }, counts);
  return counts;
}

function countChain(chain: Observations, model: Model, counts: Counts): void {
  const states = model.start.length;
  const { forward, logLikelihood } = forwardProbabilities(chain, model);
  counts.logLikelihood += logLikelihood;
  let after = new Float64Array(states).fill(1);
  let before = new Float64Array(states);
  for (let t = chain.length - 1; t >= 0; t--) {
    const observed = chain[t]!;
    const row = t * states;
    let whole = 0;
    for (let k = 0; k < states; k++) whole += forward[row + k]! * after[k]!;
    before.fill(0);
    for (let k = 0; k < states; k++) {
      const likely = whole === 0 ? 0 : (forward[row + k]! * after[k]!) / whole;
      counts.steps[k]! += likely;
      if (observed === HIDDEN) counts.hidden[k]! += likely;
      if (t > 0) countChanges(k, { forward, row, likely, model, counts });
      const weight = shows(model, k, observed) * after[k]!;
      for (let from = 0; from < states; from++) before[from]! += model.change[from]![k]! * weight;
    }
    let scale = 0;
    for (let k = 0; k < states; k++) scale += before[k]!;
    for (let k = 0; k < states; k++) before[k] = scale === 0 ? 1 : before[k]! / scale;
    [after, before] = [before, after];
  }
}

/** Divides a step in a state among the states before it. */
function countChanges(
  to: number,
  step: {
    readonly forward: Float64Array;
    readonly row: number;
    readonly likely: number;
    readonly model: Model;
    readonly counts: Counts;
  },
): void {
  const { forward, row, likely, model, counts } = step;
  const states = model.start.length;
  if (likely === 0) return;
  let whole = 0;
  for (let from = 0; from < states; from++) {
    whole += forward[row - states + from]! * model.change[from]![to]!;
  }
  if (whole === 0) return;
  for (let from = 0; from < states; from++) {
    const share = (forward[row - states + from]! * model.change[from]![to]!) / whole;
    counts.changes[from]![to]! += likely * share;
  }
}

/** Of each state in each step, given what was observed until then; every step adds up to 1. */
function forwardProbabilities(
  chain: Observations,
  model: Model,
): { readonly forward: Float64Array; readonly logLikelihood: number } {
  const states = model.start.length;
  const forward = new Float64Array(chain.length * states);
  let logLikelihood = 0;
  for (let t = 0; t < chain.length; t++) {
    const row = t * states;
    let whole = 0;
    for (let k = 0; k < states; k++) {
      let here = t === 0 ? model.start[k]! : 0;
      for (let from = 0; t > 0 && from < states; from++) {
        here += forward[row - states + from]! * model.change[from]![k]!;
      }
      const value = here * shows(model, k, chain[t]!);
      forward[row + k] = value;
      whole += value;
    }
    logLikelihood += whole === 0 ? 0 : Math.log(whole);
    for (let k = 0; k < states; k++) {
      forward[row + k] = whole === 0 ? model.start[k]! : forward[row + k]! / whole;
    }
  }
  return { forward, logLikelihood };
}

/** How likely is an observation in a state? */
function shows({ hides }: Model, state: number, observed: number): number {
  if (observed === HIDDEN) return hides[state]!;
  return (observed & (1 << state)) === 0 ? 0 : 1 - hides[state]!;
}

function lengthOf(parts: readonly Observations[]): number {
  return sum(parts.map(({ length }) => length));
}

function bounded(probability: number, max = 1): number {
  return Math.min(max, 1 - FLOOR, Math.max(FLOOR, probability));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
