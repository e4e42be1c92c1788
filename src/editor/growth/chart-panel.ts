import * as vscode from 'vscode';
import type { ChartMessage } from '../../protocol/chart.js';
import { parsePanelRequest } from '../../protocol/panel.js';
import { CHART_PANEL } from '../contributions.js';
import { fillWithPage } from '../panel/fill-with-page.js';
import { openPlace } from '../panel/source-opener.js';
import { placeText } from '../views/place-item.js';
import { chartData } from './chart-data.js';
import type { CurrentGrowth } from './current-growth.js';
import type { GrowthPlacements } from './growth-placements.js';
import type { KeptGrowth } from './kept-growth.js';

/** What the chart works with. */
export interface ChartParts {
  readonly extensionUri: vscode.Uri;
  readonly current: CurrentGrowth;
  readonly placements: GrowthPlacements;
  readonly kept: KeptGrowth;
}

/** The scaling chart of the growth that was measured last, in a panel of its own. */
export class ChartPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #parts: ChartParts;
  readonly #listening: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;

  constructor(parts: ChartParts) {
    this.#parts = parts;
    this.#listening = parts.current.onDidChange((growth) => {
      if (growth === undefined) this.#panel?.dispose();
      else this.#send();
    });
  }

  /** Makes the chart come back when VS Code starts again. */
  register(): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(CHART_PANEL, this);
  }

  /** Brings the chart to the front. Throws where nothing was measured yet. */
  show(): void {
    if (this.#parts.current.shown === undefined) {
      throw new Error(
        'No growth was measured yet. Measure a workload first with “Rankscope: Measure Growth…”.',
      );
    }
    if (this.#panel !== undefined) this.#panel.reveal();
    else {
      const { Active } = vscode.ViewColumn;
      this.#fill(vscode.window.createWebviewPanel(CHART_PANEL, 'Rankscope: Scaling', Active));
    }
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    await this.#parts.kept.restore();
    // One is enough, and what it showed may have been cleared in another window.
    if (this.#panel !== undefined || this.#parts.current.shown === undefined) panel.dispose();
    else this.#fill(panel);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#panel?.dispose();
  }

  #fill(panel: vscode.WebviewPanel): void {
    const { extensionUri } = this.#parts;
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    panel.onDidDispose(() => (this.#panel = undefined));
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    fillWithPage(panel.webview, extensionUri, {
      name: 'chart',
      waiting: 'Reading what was measured…',
    });
  }

  #receive(message: unknown): void {
    const request = parsePanelRequest(message);
    if (request?.type === 'ready') this.#send();
    if (request?.type !== 'open') return;
    const line = this.#parts.placements.lineNow(request.file, request.line);
    openPlace({ ...request, line }).catch((error: unknown) => {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    });
  }

  #send(): void {
    const { shown } = this.#parts.current;
    if (this.#panel === undefined || shown === undefined) return;
    const message: ChartMessage = { type: 'chart', data: chartData(shown, placeText) };
    void this.#panel.webview.postMessage(message);
  }
}
