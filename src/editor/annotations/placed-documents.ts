import * as vscode from 'vscode';
import { KeyedTimers } from '../keyed-timers.js';
import { movedBy, type InText, type OnLine, type Standing } from './placement.js';

/** How long after the last edit the text is looked at again. */
const SETTLE_MS = 250;

/** Where things stand in a text. */
export interface PlacedText<Placement> {
  readonly placement: Placement;
  /** The text does not parse: as long as anything is known of it, that stays. */
  readonly isBroken: boolean;
}

/** Finds out where things stand in a document; nothing where there is nothing, or it failed. */
export type Place<Placement> = (
  document: vscode.TextDocument,
) => Promise<PlacedText<Placement> | undefined>;

/**
 * Knows for every open document where something stands in it: moves that along with every edit, and
 * asks again when typing pauses.
 */
export class PlacedDocuments<Placement extends Standing<OnLine, InText>>
  implements vscode.Disposable
{
  readonly #place: Place<Placement>;
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly onDidChange = this.#changed.event;
  readonly #placed = new Map<string, Placement>();
  readonly #timers = new KeyedTimers();
  readonly #listening: vscode.Disposable;
  /** Raised when there is something else to be placed. */
  #epoch = 0;

  constructor(place: Place<Placement>) {
    this.#place = place;
    this.#listening = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => void this.#ask(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
    );
  }

  /** Where things stand in this document; nothing when nobody knows (yet). */
  of(document: vscode.TextDocument): Placement | undefined {
    return this.#placed.get(document.uri.toString());
  }

  /** All that is placed now. */
  all(): Iterable<Placement> {
    return this.#placed.values();
  }

  /** Something else is to be placed from now on. */
  restart(): void {
    this.#epoch += 1;
    this.#placed.clear();
    for (const document of vscode.workspace.textDocuments) {
      // What showed the last ones has to be told, also when there are none for it now.
      this.#changed.fire(document);
      void this.#ask(document);
    }
  }

  dispose(): void {
    this.#timers.dispose();
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #ask(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const epoch = this.#epoch;
    const placed = await this.#place(document);
    // Edited or replaced meanwhile: a new question is under way.
    if (placed === undefined || this.#epoch !== epoch || document.version !== version) return;
    const key = document.uri.toString();
    if (placed.isBroken && this.#placed.has(key)) return;
    this.#placed.set(key, placed.placement);
    this.#changed.fire(document);
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    let placement = this.#placed.get(key);
    if (placement === undefined || contentChanges.length === 0) return;
    for (const { range, text } of contentChanges) {
      const edit = {
        startLine: range.start.line,
        endLine: range.end.line,
        newLines: text.split('\n').length,
      };
      placement = { ...placement, ...movedBy(placement, edit) };
    }
    this.#placed.set(key, placement);
    this.#timers.set(key, SETTLE_MS, () => void this.#ask(document));
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    this.#timers.clear(key);
    this.#placed.delete(key);
  }
}
