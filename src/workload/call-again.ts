import { setImmediate as nextTurn } from 'node:timers/promises';

/** What the calls of a function came to. */
export interface Calls {
  /** At least one. */
  readonly count: number;
  /** How long all of them took. */
  readonly ms: number;
  /** What the first one gave. */
  readonly first: unknown;
}

/** The event loop turns about so often, so that timers and signals get through. */
const TURN_MS = 50;

/** Calls a function with the same input again and again until this time has passed. */
export async function callAgain(
  run: (input: unknown) => unknown,
  input: unknown,
  forMs: number,
): Promise<Calls> {
  const start = performance.now();
  const first = await run(input);
  let count = 1;
  let now = performance.now();
  let turnedAt = start;
  for (; now - start < forMs; now = performance.now()) {
    if (now - turnedAt > TURN_MS) {
      await nextTurn();
      turnedAt = now;
    }
    await run(input);
    count += 1;
  }
  return { count, ms: now - start, first };
}
