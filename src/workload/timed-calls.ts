import { portable } from './portable.js';
import type { WorkloadFunction } from './workload-module.js';

/** What to call, and with what. */
export interface TimedCalls {
  readonly run: WorkloadFunction;
  /** Makes an input; the same one at each call, as far as the module is deterministic. */
  readonly makeInput: () => unknown;
}

/** How long calls took. */
export interface CallTimes {
  /** The mean time of a call in each repetition, ms. */
  readonly callMs: readonly number[];
  /** `run` changes its input, so that each call got one of its own. */
  readonly freshInputs: boolean;
}

/** After so long V8 has optimised what it will. */
const WARM_UP_MS = 200;

const REPETITIONS = 5;

/** Below this a repetition would measure the clock; short calls are made several times in each. */
const SHORTEST_REPETITION_MS = 5;

/** Long calls are repeated less often, so that a process takes no longer than about this. */
const LONGEST_MEASUREMENT_MS = 3000;

/** Making inputs takes time and memory, so a repetition of very short calls may stay shorter. */
const MOST_FRESH_INPUTS = 500;
const LONGEST_SET_UP_MS = 300;

/**
 * Times calls in this process: some to warm up, then repetitions of as many calls as a clock can
 * measure. Inputs are made outside of the time that counts; one serves all calls unless `run`
 * changes it, as a second call would then find less (or sorted) work.
 */
export async function timedCalls({ run, makeInput }: TimedCalls): Promise<CallTimes> {
  const start = performance.now();
  const input = await makeInput();
  const setUpMs = performance.now() - start;
  const before = textOf(input);
  const firstMs = await measured(run, [input]);
  const freshInputs = before === undefined || before !== textOf(input);
  const mostInputs = Math.max(1, Math.floor(LONGEST_SET_UP_MS / Math.max(setUpMs, 0.01)));
  const inputs = async (count: number): Promise<readonly unknown[]> => {
    if (!freshInputs) return Array.from({ length: count }, () => input);
    const fresh: unknown[] = [];
    for (let i = 0; i < count; i++) fresh.push(await makeInput());
    return fresh;
  };
  let last = firstMs;
  const warmedUp = performance.now() + 3 * WARM_UP_MS;
  for (let spent = firstMs; spent < WARM_UP_MS && performance.now() < warmedUp; spent += last) {
    last = Math.max(await measured(run, await inputs(1)), 0.0005);
  }
  const asked = Math.ceil(SHORTEST_REPETITION_MS / last);
  const calls = freshInputs ? Math.min(asked, MOST_FRESH_INPUTS, mostInputs) : asked;
  const affordable = Math.floor(LONGEST_MEASUREMENT_MS / (last * calls));
  const repetitions = Math.min(REPETITIONS, Math.max(1, affordable));
  const callMs: number[] = [];
  for (let i = 0; i < repetitions; i++) {
    callMs.push((await measured(run, await inputs(calls))) / calls);
  }
  return { callMs, freshInputs };
}

/** The contents of a value as one text; nothing where there is too much of it. */
function textOf(value: unknown): string | undefined {
  const data = portable(value);
  return data && JSON.stringify(data);
}

/** Waits only for what is a promise: waiting takes longer than a short call. */
async function measured(run: WorkloadFunction, inputs: readonly unknown[]): Promise<number> {
  const start = performance.now();
  for (const input of inputs) {
    const output = run(input);
    if (isPromiseLike(output)) await output;
  }
  return performance.now() - start;
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
