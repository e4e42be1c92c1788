import * as vscode from 'vscode';
import type { MeasuredGrowth } from '../../protocol/growth.js';
import { CONTEXT_KEYS } from '../contributions.js';

/** The growth that was measured last; annotations, views and the chart are about it. */
export class CurrentGrowth implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<MeasuredGrowth | undefined>();
  readonly onDidChange = this.#changed.event;
  #shown: MeasuredGrowth | undefined;

  get shown(): MeasuredGrowth | undefined {
    return this.#shown;
  }

  /** Shows this result in place of the one before. */
  show(growth: MeasuredGrowth | undefined): void {
    this.#shown = growth;
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.hasGrowth, growth !== undefined);
    this.#changed.fire(growth);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
