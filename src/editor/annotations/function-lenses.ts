import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.js';
import { onSettingChange, setting } from '../settings.js';
import { functionText } from './annotation-text.js';
import type { PlacedFunction } from './placement.js';
import type { Placements } from './placements.js';

/** Functions above this share are worth a lens, whatever lines are annotated. */
const MINIMUM_SHARE = 0.01;

/** Lenses over hot functions: total, self, allocation and GC. */
export class FunctionLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #placements: Placements;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(placements: Placements) {
    this.#placements = placements;
    this.#listening = vscode.Disposable.from(
      placements.onDidChange(() => this.#changed.fire()),
      onSettingChange(['codeLens.functions', 'annotations.enabled'], () => this.#changed.fire()),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const isOn =
      setting('codeLens.functions', document) && setting('annotations.enabled', document);
    const placement = isOn ? this.#placements.of(document) : undefined;
    return (placement?.functions ?? []).filter(isHot).map(lens);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

function isHot({ figures }: PlacedFunction): boolean {
  const { totalShare, allocatedShare } = figures;
  return totalShare >= MINIMUM_SHARE || allocatedShare >= MINIMUM_SHARE;
}

function lens({ line, stale, figures }: PlacedFunction): vscode.CodeLens {
  const text = functionText(figures);
  return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
    title: stale ? `$(history) was ${text}` : `$(flame) ${text}`,
    tooltip: stale
      ? 'The function has changed since it was recorded. Click to see it in the flame graph.'
      : 'Show the function in the flame graph',
    command: COMMANDS.showFunction,
    arguments: [{ subject: 'cpu', file: figures.file, line: figures.line }],
  });
}
