import * as vscode from 'vscode';
import { durationText, percentText } from '../../core/analysis/figures.js';
import type { CurrentRecording } from '../recordings/current-recording.js';
import { BADGE_COLOR } from '../contributions.js';
import { onSettingChange, setting } from '../settings.js';
import type { Placements } from './placements.js';

/** Files below this share of CPU time are not hot. */
const MINIMUM_SHARE = 0.01;

/** Marks hot files in the explorer with their share of CPU time in percent. */
export class ExplorerBadges implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #placements: Placements;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeFileDecorations = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(placements: Placements, current: CurrentRecording) {
    this.#placements = placements;
    this.#listening = vscode.Disposable.from(
      current.onDidChange(() => this.#changed.fire(undefined)),
      onSettingChange(['explorer.badges', 'annotations.enabled'], () =>
        this.#changed.fire(undefined),
      ),
    );
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (!setting('explorer.badges', uri) || !setting('annotations.enabled', uri)) return undefined;
    const figures = this.#placements.figuresOf(uri);
    if (figures === undefined || figures.selfShare < MINIMUM_SHARE) return undefined;
    const { selfShare, selfUs } = figures;
    // A badge has room for two characters.
    const badge = String(Math.min(99, Math.round(selfShare * 100)));
    const tooltip = `${percentText(selfShare)} of CPU time (${durationText(selfUs)})`;
    return new vscode.FileDecoration(badge, tooltip, new vscode.ThemeColor(BADGE_COLOR));
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
