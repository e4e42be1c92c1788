import * as vscode from 'vscode';
import type {
  OpenedRecording,
  Questions,
  RecordingId,
  ThreadFigures,
} from '../../analyst/questions.js';
import type { AnalystClient } from '../analyst-client.js';
import { CONTEXT_KEYS } from '../contributions.js';

/** A recording that is open, and where it is. */
export interface ShownRecording {
  readonly id: RecordingId;
  readonly recording: OpenedRecording;
  /** Recording folder or profile file. */
  readonly path: string;
  /** The only thread that is shown, as `pid-tid`; nothing where all are. */
  readonly thread?: string;
  /** All threads of the recording, also those that are not shown. */
  readonly threads: readonly ThreadFigures[];
  readonly recordingName: string;
  /** With that of the thread, where only one is shown. */
  readonly name: string;
  /** Folder whose sources may be shown. */
  readonly root: string;
}

/** A whole recording as it was opened. */
export type OpenedAt = Pick<ShownRecording, 'recording' | 'path' | 'name' | 'root'>;

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
  show(shown: OpenedAt | ShownRecording | undefined): void {
    this.#shown = shown && ('id' in shown ? shown : wholeRecording(shown));
    setContext(CONTEXT_KEYS.hasRecording, shown !== undefined);
    setContext(CONTEXT_KEYS.hasThreads, (this.#shown?.threads.length ?? 0) > 1);
    this.#changed.fire(this.#shown);
  }

  /** Reads a recording or a profile file without showing it. Rejects with a sentence for the user. */
  async read(path: string, name: string, root: string): Promise<ShownRecording> {
    const recording = await this.#analyst.ask('open', { path, root });
    return wholeRecording({ recording, path, name, root });
  }

  /** One thread of a recording, or all of them again. Rejects with a sentence for the user. */
  async readThread(whole: ShownRecording, thread: string | undefined): Promise<ShownRecording> {
    const { path, recordingName, root } = whole;
    if (thread === undefined) return this.read(path, recordingName, root);
    const recording = await this.#analyst.ask('open', { path, thread, root });
    const name = `${recordingName} · ${recording.threads[0]?.name ?? thread}`;
    return { ...whole, id: recording.id, recording, thread, name };
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
      const { id } = await this.readThread(shown, shown.thread);
      if (this.#shown === shown) this.#shown = { ...shown, id };
      return ask(id);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function wholeRecording(opened: OpenedAt): ShownRecording {
  const { recording, name } = opened;
  return { ...opened, id: recording.id, threads: recording.threads, recordingName: name };
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
