import * as vscode from 'vscode';
import type { OpenedRecording, Questions, RecordingId } from '../../analyst/questions.js';
import type { AnalystClient } from '../analyst-client.js';
import { CONTEXT_KEYS } from '../contributions.js';

/** A recording that is open, and where it is. */
export interface ShownRecording {
  readonly id: RecordingId;
  readonly recording: OpenedRecording;
  /** Recording folder or profile file. */
  readonly path: string;
  readonly name: string;
  /** Folder whose sources may be shown. */
  readonly root: string;
}

type About = 'page' | 'neighbours' | 'place' | 'export';
type Request<Question extends About> = Omit<Parameters<Questions[Question]>[0], 'id'>;

/** The recording that annotations, lenses, hovers and views are about; there is one at most. */
export class CurrentRecording implements vscode.Disposable {
  readonly #analyst: AnalystClient;
  readonly #changed = new vscode.EventEmitter<ShownRecording | undefined>();
  readonly onDidChange = this.#changed.event;
  #shown: ShownRecording | undefined;

  constructor(analyst: AnalystClient) {
    this.#analyst = analyst;
  }

  get shown(): ShownRecording | undefined {
    return this.#shown;
  }

  /** Shows this recording in place of the one before. */
  show(shown: Omit<ShownRecording, 'id'> | undefined): void {
    this.#shown = shown && { ...shown, id: shown.recording.id };
    void vscode.commands.executeCommand(
      'setContext',
      CONTEXT_KEYS.hasRecording,
      shown !== undefined,
    );
    this.#changed.fire(this.#shown);
  }

  /** Reads a recording or a profile file without showing it. Rejects with a sentence for the user. */
  async read(path: string, name: string, root: string): Promise<ShownRecording> {
    const recording = await this.#analyst.ask('open', { path, root });
    return { id: recording.id, recording, path, name, root };
  }

  /**
   * Asks about the recording that is shown. The analyst keeps a few only; one it has forgotten is
   * opened again, and its functions have the same numbers then.
   */
  async ask<Question extends About>(
    question: Question,
    request: Request<Question>,
  ): Promise<ReturnType<Questions[Question]>> {
    const shown = this.#shown;
    if (shown === undefined) throw new Error('No recording is open.');
    const ask = (id: RecordingId) => this.#analyst.ask(question, { ...request, id });
    try {
      return await ask(shown.id);
    } catch (error) {
      if (!(error instanceof Error && 'kind' in error && error.kind === 'not-open')) throw error;
      const { id } = await this.read(shown.path, shown.name, shown.root);
      if (this.#shown === shown) this.#shown = { ...shown, id };
      return ask(id);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
