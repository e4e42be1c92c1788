import * as vscode from 'vscode';
import { onSettingChange, setting } from '../settings.js';

/** Who knows where something stands in documents. */
export interface PlacedSource<Placement> {
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
  of(document: vscode.TextDocument): Placement | undefined;
}

/** Lenses over functions, wherever these stand now, unless they are switched off. */
export class PlacementLenses<Placement> implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #source: PlacedSource<Placement>;
  readonly #lenses: (placement: Placement) => vscode.CodeLens[];
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #listening: vscode.Disposable;

  /** @param lenses those of a document, by what stands in it */
  constructor(
    source: PlacedSource<Placement>,
    lenses: (placement: Placement) => vscode.CodeLens[],
  ) {
    this.#source = source;
    this.#lenses = lenses;
    this.#listening = vscode.Disposable.from(
      source.onDidChange(() => this.#changed.fire()),
      onSettingChange(['codeLens.functions', 'annotations.enabled'], () => this.#changed.fire()),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const isOn =
      setting('codeLens.functions', document) && setting('annotations.enabled', document);
    const placement = isOn ? this.#source.of(document) : undefined;
    return placement === undefined ? [] : this.#lenses(placement);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
