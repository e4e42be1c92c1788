import type { FunctionFingerprint } from '../model/source-fingerprint.js';

/** The function of today that a recorded one has become. */
export interface FunctionMatch {
  /** Index among the functions of today. */
  readonly index: number;
  /** Is its own text still the recorded one? */
  readonly isSame: boolean;
}

/**
 * Which function of today is which of the recorded ones? First by name and own text below the same
 * parent, then by name or place alone, then by name and own text anywhere, as functions are moved.
 * Those of equal name and text are taken in their order.
 */
export function matchFunctions(
  recorded: readonly FunctionFingerprint[],
  current: readonly FunctionFingerprint[],
): readonly (FunctionMatch | undefined)[] {
  return new Matching(recorded, current).run();
}

class Matching {
  readonly #recorded: readonly FunctionFingerprint[];
  readonly #current: readonly FunctionFingerprint[];
  readonly #recordedInside: ReadonlyMap<number, readonly number[]>;
  readonly #currentInside: ReadonlyMap<number, readonly number[]>;
  readonly #matches: (FunctionMatch | undefined)[];
  readonly #taken: boolean[];

  constructor(recorded: readonly FunctionFingerprint[], current: readonly FunctionFingerprint[]) {
    this.#recorded = recorded;
    this.#current = current;
    this.#recordedInside = byParent(recorded);
    this.#currentInside = byParent(current);
    this.#matches = recorded.map(() => undefined);
    this.#taken = current.map(() => false);
  }

  run(): readonly (FunctionMatch | undefined)[] {
    this.#matchInside(-1, { index: -1, isSame: false });
    const all = this.#current.map((_, index) => index);
    const elsewhere = new Queues(this.#free(all), (index) => keyOf(this.#current[index]!));
    for (const [index, each] of this.#recorded.entries()) {
      if (this.#matches[index] !== undefined) continue;
      const found = elsewhere.take(keyOf(each), (candidate) => !this.#taken[candidate]);
      if (found === undefined) continue;
      this.#match(index, found);
      this.#matchAllInside(index);
    }
    return this.#matches;
  }

  /** Matches what is inside of two functions that belong together, at every depth. */
  #matchInside(recordedParent: number, parent: FunctionMatch): void {
    const recorded = (this.#recordedInside.get(recordedParent) ?? []).filter(
      (index) => this.#matches[index] === undefined,
    );
    const current = this.#free(this.#currentInside.get(parent.index) ?? []);
    // The same own text has the same places for functions inside it.
    if (parent.isSame && recorded.length === current.length) {
      for (const [i, index] of recorded.entries()) this.#match(index, current[i]!);
    } else {
      this.#matchInOrder(recorded, keyOf, current);
      this.#matchInOrder(recorded, ({ name }) => name, current);
      this.#matchNameless(recorded, current);
    }
    for (const index of recorded) this.#matchAllInside(index);
  }

  #matchAllInside(index: number): void {
    const match = this.#matches[index];
    if (match !== undefined) this.#matchInside(index, match);
  }

  #matchInOrder(
    recorded: readonly number[],
    key: (each: FunctionFingerprint) => string,
    current: readonly number[],
  ): void {
    const queues = new Queues(this.#free(current), (index) => key(this.#current[index]!));
    for (const index of recorded) {
      const wanted = key(this.#recorded[index]!);
      if (wanted === '' || this.#matches[index] !== undefined) continue;
      const found = queues.take(wanted);
      if (found !== undefined) this.#match(index, found);
    }
  }

  /** What has neither a name nor its old text is told by its place, while none came or went. */
  #matchNameless(recorded: readonly number[], current: readonly number[]): void {
    const left = recorded.filter(
      (index) => this.#matches[index] === undefined && this.#recorded[index]!.name === '',
    );
    const free = this.#free(current).filter((index) => this.#current[index]!.name === '');
    if (left.length !== free.length) return;
    for (const [i, index] of left.entries()) this.#match(index, free[i]!);
  }

  #match(recorded: number, current: number): void {
    const isSame = this.#recorded[recorded]!.hash === this.#current[current]!.hash;
    this.#matches[recorded] = { index: current, isSame };
    this.#taken[current] = true;
  }

  #free(current: readonly number[]): number[] {
    return current.filter((index) => !this.#taken[index]);
  }
}

/** Lists of numbers by a text, from which the first is taken first. */
class Queues {
  readonly #queues = new Map<string, number[]>();

  constructor(items: readonly number[], key: (item: number) => string) {
    for (const item of [...items].reverse()) {
      const known = this.#queues.get(key(item));
      if (known === undefined) this.#queues.set(key(item), [item]);
      else known.push(item);
    }
  }

  take(key: string, isFree: (item: number) => boolean = () => true): number | undefined {
    const queue = this.#queues.get(key) ?? [];
    let item = queue.pop();
    while (item !== undefined && !isFree(item)) item = queue.pop();
    return item;
  }
}

function keyOf({ name, hash }: FunctionFingerprint): string {
  return `${name}\0${hash}`;
}

function byParent(functions: readonly FunctionFingerprint[]): Map<number, number[]> {
  const inside = new Map<number, number[]>();
  for (const [index, { parent }] of functions.entries()) {
    const known = inside.get(parent);
    if (known === undefined) inside.set(parent, [index]);
    else known.push(index);
  }
  return inside;
}
