import * as vscode from 'vscode';
import type { FileFigures } from '../../analyst/questions.js';
import type { CurrentRecording, ShownRecording } from '../recordings/current-recording.js';
import { FileKeys } from './file-keys.js';
import { movedBy, placementOf, type Placement } from './placement.js';

/** How long after the last edit the text is looked at again. */
const SETTLE_MS = 250;

interface Entry {
  readonly placement: Placement;
  /** Version of the document that was asked about last. */
  readonly version: number;
}

/** Knows for every open file where its recorded costs stand, and follows its edits. */
export class Placements implements vscode.Disposable {
  readonly #current: CurrentRecording;
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly onDidChange = this.#changed.event;
  readonly #entries = new Map<string, Entry>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #keys = new FileKeys();
  readonly #listening: vscode.Disposable;
  #files = new Map<string, FileFigures>();

  constructor(current: CurrentRecording) {
    this.#current = current;
    this.#listening = vscode.Disposable.from(
      current.onDidChange((shown) => this.#start(shown)),
      vscode.workspace.onDidOpenTextDocument((document) => void this.#place(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
    );
  }

  /** Where the costs of this document stand; nothing when it has none or nobody knows yet. */
  of(document: vscode.TextDocument): Placement | undefined {
    return this.#entries.get(document.uri.toString())?.placement;
  }

  /** The recorded figures of a file, by its path here. */
  figuresOf(uri: vscode.Uri): FileFigures | undefined {
    if (uri.scheme !== 'file' || this.#files.size === 0) return undefined;
    return this.#keys.find(this.#files, uri.fsPath);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#listening.dispose();
    this.#changed.dispose();
  }

  #start(shown: ShownRecording | undefined): void {
    this.#files = new Map(shown?.recording.files.map((file) => [this.#keys.of(file.file), file]));
    this.#entries.clear();
    for (const document of vscode.workspace.textDocuments) {
      // What showed the last recording has to be told, also when this one has nothing for it.
      this.#changed.fire(document);
      void this.#place(document);
    }
  }

  async #place(document: vscode.TextDocument): Promise<void> {
    const file = this.figuresOf(document.uri);
    const { shown } = this.#current;
    if (file === undefined || shown === undefined) return;
    const { version } = document;
    const request = { file: file.file, text: document.getText() };
    let placed;
    try {
      placed = await this.#current.ask('place', request);
    } catch {
      // The recording is gone from the disk meanwhile: what is shown stays.
      return;
    }
    // Edited or replaced meanwhile; a new question is under way.
    if (this.#current.shown?.path !== shown.path || document.version !== version) return;
    if (placed.isBroken && this.#entries.has(document.uri.toString())) return;
    const placement = placementOf(file, shown.recording.functions, placed);
    this.#entries.set(document.uri.toString(), { placement, version });
    this.#changed.fire(document);
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const entry = this.#entries.get(key);
    if (entry === undefined || contentChanges.length === 0) return;
    let { placement } = entry;
    for (const { range, text } of contentChanges) {
      placement = movedBy(placement, {
        startLine: range.start.line,
        endLine: range.end.line,
        newLines: text.split('\n').length,
      });
    }
    this.#entries.set(key, { ...entry, placement });
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#place(document);
      }, SETTLE_MS),
    );
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#entries.delete(key);
  }
}
