import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as threads from 'node:worker_threads';
import { COUNTING_VERSION, COUNTS_ENDING, type CountsFile } from '../../protocol/counting.js';

/** Characters of a file's id. */
export const ID_LENGTH = 16;

/** Room for the counters of all workers of a process: they may be ended before they can write. */
const SHARED_BYTES = 8 * 1024 * 1024;

/** In front of each block of shared counters: the id, and how many there are. */
const HEAD_BYTES = ID_LENGTH + 8;

/** Behind the place where the next block begins, which the first eight bytes tell. */
const FIRST_BLOCK = 8;

const SHARED_KEY = 'rankscope.counting';

/** The counters of all files that this thread has loaded. */
export class ThreadCounters {
  readonly #modules = new Map<string, Float64Array>();
  readonly #sharedModules = new Map<string, Float64Array>();
  readonly #shared: SharedArrayBuffer | undefined;
  #final: CountsFile['modules'] | undefined;

  constructor() {
    if (threads.isMainThread) {
      const shared = new SharedArrayBuffer(SHARED_BYTES);
      Atomics.store(new Int32Array(shared, 0, 1), 0, FIRST_BLOCK);
      threads.setEnvironmentData(SHARED_KEY, shared);
    }
    const shared: unknown = threads.getEnvironmentData(SHARED_KEY);
    this.#shared = shared instanceof SharedArrayBuffer ? shared : undefined;
  }

  /** The counters of the file with this id; the same ones each time. */
  open(id: string, length: number): Float64Array {
    const known = this.#modules.get(id) ?? this.#sharedModules.get(id);
    if (known !== undefined) return known;
    // The main thread writes down what it has counted; a worker may not get to that.
    const block = threads.isMainThread ? undefined : this.#sharedBlock(id, length);
    const counters = block ?? new Float64Array(length);
    if (block === undefined) this.#modules.set(id, counters);
    else this.#sharedModules.set(id, counters);
    return counters;
  }

  /** Forgets what was counted so far, in all threads. */
  restart(): void {
    for (const counts of this.#modules.values()) counts.fill(0);
    for (const { counts } of this.#sharedBlocks()) counts.fill(0);
    this.#final = undefined;
  }

  /** What was counted until now is what will be written down. */
  finish(): void {
    this.#final = this.#counted();
  }

  #counted(): CountsFile['modules'] {
    const own = [...this.#modules].map(([id, counts]) => ({ id, counts: [...counts] }));
    if (!threads.isMainThread) return own;
    const others = [...this.#sharedBlocks()].map(({ id, counts }) => ({ id, counts: [...counts] }));
    return [...own, ...others];
  }

  /** The ids of all files that were opened. */
  ids(): string[] {
    return [...this.#modules.keys(), ...this.#sharedModules.keys()];
  }

  #sharedBlock(id: string, length: number): Float64Array | undefined {
    if (this.#shared === undefined) return undefined;
    const bytes = HEAD_BYTES + length * 8;
    const next = new Int32Array(this.#shared, 0, 1);
    const start = Atomics.add(next, 0, bytes);
    if (start + bytes > SHARED_BYTES) {
      Atomics.sub(next, 0, bytes);
      return undefined;
    }
    const head = new Uint8Array(this.#shared, start, ID_LENGTH);
    for (let i = 0; i < ID_LENGTH; i++) head[i] = id.charCodeAt(i);
    new Int32Array(this.#shared, start + ID_LENGTH, 1)[0] = length;
    return new Float64Array(this.#shared, start + HEAD_BYTES, length);
  }

  /** Writes down what this thread has counted and, in the main thread, what all workers have. */
  write(folder: string): void {
    const modules = this.#final ?? this.#counted();
    const { threadId: tid } = threads;
    const file: CountsFile = { version: COUNTING_VERSION, pid: process.pid, tid, modules };
    writeFileSync(join(folder, `${process.pid}-${tid}${COUNTS_ENDING}`), JSON.stringify(file));
  }

  *#sharedBlocks(): Iterable<{ readonly id: string; readonly counts: Float64Array }> {
    const shared = this.#shared;
    if (shared === undefined) return;
    const end = Math.min(SHARED_BYTES, Atomics.load(new Int32Array(shared, 0, 1), 0));
    for (let start = FIRST_BLOCK; start < end;) {
      const id = String.fromCharCode(...new Uint8Array(shared, start, ID_LENGTH));
      const length = new Int32Array(shared, start + ID_LENGTH, 1)[0] ?? 0;
      // A worker that is just about to open a file.
      if (length === 0) return;
      yield { id, counts: new Float64Array(shared, start + HEAD_BYTES, length) };
      start += HEAD_BYTES + length * 8;
    }
  }
}
