import type * as vscode from 'vscode';
import type { FileFigures } from '../../analyst/questions.js';
import type { CurrentRecording } from '../recordings/current-recording.js';
import { FileKeys } from './file-keys.js';
import { PlacedDocuments, type PlacedText } from './placed-documents.js';
import { placementOf, type Placement } from './placement.js';

/** Knows for every open file where its recorded costs stand, and follows its edits. */
export class Placements implements vscode.Disposable {
  readonly #current: CurrentRecording;
  readonly #documents = new PlacedDocuments((document) => this.#place(document));
  readonly onDidChange = this.#documents.onDidChange;
  readonly #keys = new FileKeys();
  readonly #listening: vscode.Disposable;
  #files = new Map<string, FileFigures>();

  constructor(current: CurrentRecording) {
    this.#current = current;
    this.#listening = current.onDidChange((shown) => {
      this.#files = new Map(shown?.recording.files.map((file) => [this.#keys.of(file.file), file]));
      this.#documents.restart();
    });
  }

  /** Where the costs of this document stand; nothing when it has none or nobody knows yet. */
  of(document: vscode.TextDocument): Placement | undefined {
    return this.#documents.of(document);
  }

  /** The recorded figures of a file, by its path here. */
  figuresOf(uri: vscode.Uri): FileFigures | undefined {
    if (uri.scheme !== 'file' || this.#files.size === 0) return undefined;
    return this.#keys.find(this.#files, uri.fsPath);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#documents.dispose();
  }

  async #place(document: vscode.TextDocument): Promise<PlacedText<Placement> | undefined> {
    const file = this.figuresOf(document.uri);
    const { shown } = this.#current;
    if (file === undefined || shown === undefined) return undefined;
    const request = { file: file.file, text: document.getText() };
    try {
      const placed = await this.#current.ask('place', request);
      const placement = placementOf(file, shown.recording.functions, placed);
      return { placement, isBroken: placed.isBroken };
    } catch {
      // The recording is gone from the disk meanwhile: what is shown stays.
      return undefined;
    }
  }
}
