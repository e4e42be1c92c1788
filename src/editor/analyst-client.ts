import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Questions } from '../analyst/questions.js';
import { isAnalystReply, type AnalystData, type AnalystFailure } from '../protocol/analyst.js';

/** Ids of a new thread's recordings begin so much later: those of an earlier one stay unknown. */
const IDS_PER_THREAD = 1_000_000;

/** Syntax trees live for a moment; with room for a few of them V8 does not copy them around. */
const YOUNG_GENERATION_MB = 96;

/** An answer that is not `undefined`, or the sentence that says why there is none. */
interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The editor's end of the line to the analyst's thread, which is started when it is needed. */
export class AnalystClient {
  readonly #dist: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #threads = 0;
  #questions = 0;

  /** @param dist folder with the built bundles */
  constructor(dist: string) {
    this.#dist = dist;
  }

  /** Starts the thread, so that the first question does not wait for it. */
  warmUp(): void {
    this.#worker ??= this.#start();
  }

  /** Rejects with a sentence for the user where there is no answer; `kind` says which sort it is. */
  ask<Question extends keyof Questions>(
    question: Question,
    request: Parameters<Questions[Question]>[0],
  ): Promise<ReturnType<Questions[Question]>> {
    const worker = (this.#worker ??= this.#start());
    const id = ++this.#questions;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {
        // What the thread answers to a question is what `Questions` says: both are of one build.
        resolve: resolve as (answer: unknown) => void,
        reject,
      });
      worker.postMessage({ id, question, request });
    });
  }

  dispose(): void {
    const worker = this.#worker;
    this.#end('Rankscope was closed.');
    void worker?.terminate();
  }

  #start(): Worker {
    const data: AnalystData = {
      firstRecordingId: ++this.#threads * IDS_PER_THREAD,
      pageFolder: path.join(this.#dist, 'webview'),
      version: RANKSCOPE_VERSION,
    };
    // Options and environment of the editor's own process are not meant for it.
    const worker = new Worker(path.join(this.#dist, 'analyst.js'), {
      workerData: data,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.on('message', (message: unknown) => this.#receive(message));
    worker.on('error', (error) => {
      const isTooLarge = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#fail(
        worker,
        isTooLarge
          ? 'The profile is too large for the memory of the editor. Record for a shorter time or with a longer interval.'
          : `Rankscope could not analyse this: ${error.message}`,
      );
    });
    worker.on('exit', () => this.#fail(worker, 'The analysis was ended; try again.'));
    worker.unref();
    return worker;
  }

  #receive(message: unknown): void {
    if (!isAnalystReply(message)) return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.ok) waiting?.resolve(message.answer);
    else waiting?.reject(errorOf(message.error));
  }

  /** A thread that is gone answers nothing any more; the next question starts another. */
  #fail(worker: Worker, reason: string): void {
    if (this.#worker === worker) this.#end(reason);
  }

  #end(reason: string): void {
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new Error(reason));
  }
}

function errorOf({ name, message, kind, stack }: AnalystFailure): Error {
  const error = new Error(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return kind === undefined ? error : Object.assign(error, { kind });
}
