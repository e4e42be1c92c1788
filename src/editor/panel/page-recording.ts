import type { Questions, RecordingId } from '../../analyst/questions.js';
import type { ReportData } from '../../core/analysis/report-data.js';
import type { ExportView } from '../../io/export.js';

/** Whoever answers questions about recordings, in a thread of their own. */
export interface Analyst {
  /** Rejects with a sentence for the user where there is no answer. */
  ask<Question extends keyof Questions>(
    question: Question,
    request: Parameters<Questions[Question]>[0],
  ): Promise<ReturnType<Questions[Question]>>;
}

/**
 * The recording that a page shows. It is opened when something is asked about it, and opened again
 * when the analyst, who keeps a few only, has forgotten it.
 */
export class PageRecording {
  readonly #analyst: Analyst;
  readonly #open: () => Promise<RecordingId>;
  #id: RecordingId | undefined;
  #opening: Promise<RecordingId> | undefined;

  /**
   * @param open rejects with a sentence for the user
   * @param id of a recording that is open already
   */
  constructor(analyst: Analyst, open: () => Promise<RecordingId>, id?: RecordingId) {
    this.#analyst = analyst;
    this.#open = open;
    this.#id = id;
  }

  /** All that a page shows; rejects with a sentence for the user. */
  page(): Promise<ReportData> {
    return this.#ask((id) => this.#analyst.ask('page', { id }));
  }

  /** Writes the recording to a file; rejects with a sentence for the user. */
  write(to: string, view: ExportView | undefined): Promise<void> {
    return this.#ask((id) => this.#analyst.ask('export', { id, to, ...(view && { view }) }));
  }

  /** Gives it the id it was opened under meanwhile. */
  isOpenAs(id: RecordingId): void {
    this.#id = id;
  }

  async #ask<Answer>(ask: (id: RecordingId) => Promise<Answer>): Promise<Answer> {
    const known = this.#id;
    if (known === undefined) return ask(await this.#opened());
    try {
      return await ask(known);
    } catch (error) {
      if (!isForgotten(error)) throw error;
      return ask(await this.#opened());
    }
  }

  /** Opens it, once however many ask. */
  #opened(): Promise<RecordingId> {
    this.#opening ??= this.#open()
      .then((id) => (this.#id = id))
      .finally(() => (this.#opening = undefined));
    return this.#opening;
  }
}

function isForgotten(error: unknown): boolean {
  return error instanceof Error && 'kind' in error && error.kind === 'not-open';
}
