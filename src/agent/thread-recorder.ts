import * as fs from 'node:fs';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { isMainThread, threadId } from 'node:worker_threads';
import { PROTOCOL_VERSION, type AgentOptions } from '../protocol/agent-options.js';
import {
  segmentFileName,
  threadFileName,
  type AgentNote,
  type ThreadFile,
} from '../protocol/segments.js';
import { monotonicUs, type Sampler, type Segment } from './samplers/sampler.js';
import { startSamplers } from './samplers/samplers.js';

// Taken now: the program may replace the functions of `fs` by its own.
const { writeFileSync, renameSync } = fs;

/** Records the thread it is made in, and writes what it records as segments. */
export class ThreadRecorder {
  readonly #options: AgentOptions;
  readonly #notes: AgentNote[];
  #samplers: readonly Sampler[] = [];
  readonly #startedUs = monotonicUs();
  #segment = 0;
  #isWorking = false;
  #isFinishing = false;
  #isFinished = false;

  /**
   * Throws when the recording's folder cannot be written.
   * @param notes what the reader of the figures has to know of this process
   */
  constructor(options: AgentOptions, notes: readonly AgentNote[] = []) {
    this.#options = options;
    this.#notes = [...notes];
    // Written before the samplers start, so that a thread which dies in them is known all the same.
    this.#describe(0);
  }

  /** Starts all samplers. Throws as the constructor does, and not for the sake of a sampler. */
  start(): void {
    this.#alone(() => {
      const { samplers, notes } = startSamplers(this.#options);
      this.#samplers = samplers;
      this.#notes.push(...notes);
      this.#describe(0);
    });
  }

  /** Keeps what is held in memory small; to be called about once a second. Gives the used heap, bytes. */
  drain(): number {
    this.#alone(() => {
      for (const sampler of this.#samplers) sampler.drain?.();
    });
    return getHeapStatistics().used_heap_size;
  }

  /** Writes down what was recorded since the last time, and goes on. */
  rotate(): void {
    this.#alone(() => {
      this.#write((sampler) => sampler.rotate());
    });
  }

  /**
   * Ends the recording of this thread and writes down the rest. Does nothing the second time. Has
   * it ended? If this interrupts other work here, it ends with that.
   */
  finish(): boolean {
    this.#isFinishing = true;
    this.#alone(() => undefined);
    return this.#isFinished && !this.#isWorking;
  }

  /**
   * Does the work unless the recording has ended. The supervisor's commands come between any two
   * instructions, even of other work here: then they are left out, except that the end is not.
   */
  #alone(work: () => void): void {
    if (this.#isWorking || this.#isFinished) return;
    this.#isWorking = true;
    try {
      if (!this.#isFinishing) work();
      // It may have become so meanwhile.
      if (this.#isFinishing) this.#finish();
    } finally {
      this.#isWorking = false;
    }
  }

  #finish(): void {
    this.#isFinished = true;
    const endedUs = monotonicUs();
    this.#write((sampler) => sampler.stop());
    this.#describe(endedUs);
  }

  #write(take: (sampler: Sampler) => Segment | undefined): void {
    this.#segment += 1;
    for (const sampler of this.#samplers) {
      try {
        const segment = take(sampler);
        if (segment === undefined) continue;
        const name = segmentFileName(process.pid, threadId, this.#segment, segment.kind);
        this.#writeFile(name, segment.text);
      } catch (error) {
        this.#notes.push({ code: 'segment-lost', message: `${sampler.name}: ${String(error)}` });
      }
    }
  }

  #describe(endedUs: number): void {
    const cpuSamplers = this.#samplers.filter(({ measures }) => measures === 'cpu');
    const description: ThreadFile = {
      version: PROTOCOL_VERSION,
      pid: process.pid,
      ppid: process.ppid,
      tid: threadId,
      name: isMainThread ? 'main' : `worker ${threadId}`,
      node: process.version,
      argv: process.argv,
      agentFolder: __dirname,
      clock: { monotonicUs: this.#startedUs, epochMs: Date.now() },
      samplers: cpuSamplers.map(({ name }) => name),
      intervalUs: this.#options.intervalUs,
      notes: this.#notes,
      endedUs,
    };
    this.#writeFile(threadFileName(process.pid, threadId), JSON.stringify(description));
  }

  /** Complete or not at all: a reader never meets half a file, whenever this process is killed. */
  #writeFile(name: string, text: string): void {
    const file = join(this.#options.folder, name);
    writeFileSync(`${file}.tmp`, text);
    renameSync(`${file}.tmp`, file);
  }
}
