import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.js';
import { onSettingChange, setting } from '../settings.js';
import type { GrowingFunction, GrowthPlacements } from './growth-placements.js';
import { functionGrowthText } from './growth-text.js';

/** Functions whose worst site takes less of the time than this are worth no lens. */
const MINIMUM_SHARE = 0.02;

/** Lenses over functions: how the work of the worst of their lines grows. */
export class GrowthLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #placements: GrowthPlacements;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(placements: GrowthPlacements) {
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
    return (placement?.functions ?? []).filter(isWorthIt).map(lens);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

function isWorthIt({ site }: GrowingFunction): boolean {
  return site.isSuperlinear || (site.share >= MINIMUM_SHARE && site.growth > 0);
}

function lens({ line, stale, site }: GrowingFunction): vscode.CodeLens {
  const text = functionGrowthText(site);
  return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
    title: stale ? `$(history) before the change ${text}` : `$(graph-line) ${text}`,
    tooltip: stale
      ? 'The function has changed since it was measured. Click to see the scaling chart.'
      : 'Show the scaling chart',
    command: COMMANDS.showScalingChart,
  });
}
