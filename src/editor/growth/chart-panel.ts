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

/** The scaling chart of the growth that was measured last, in a panel of its own. */
export class ChartPanel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #current: CurrentGrowth;
  readonly #placements: GrowthPlacements;
  readonly #listening: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;

  constructor(extensionUri: vscode.Uri, current: CurrentGrowth, placements: GrowthPlacements) {
    this.#extensionUri = extensionUri;
    this.#current = current;
    this.#placements = placements;
    this.#listening = current.onDidChange((growth) => {
      if (growth === undefined) this.#panel?.dispose();
      else this.#send();
    });
  }

  /** Brings the chart to the front. Throws where nothing was measured yet. */
  show(): void {
    if (this.#current.shown === undefined) {
      throw new Error(
        'No growth was measured yet. Measure a workload first with “Rankscope: Measure Growth…”.',
      );
    }
    if (this.#panel === undefined) this.#create();
    else this.#panel.reveal();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#panel?.dispose();
  }

  #create(): void {
    const panel = vscode.window.createWebviewPanel(
      CHART_PANEL,
      'Rankscope: Scaling',
      vscode.ViewColumn.Active,
    );
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.#extensionUri, 'media', 'icon.png');
    panel.onDidDispose(() => (this.#panel = undefined));
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    fillWithPage(panel.webview, this.#extensionUri, {
      name: 'chart',
      waiting: 'Reading what was measured…',
    });
  }

  #receive(message: unknown): void {
    const request = parsePanelRequest(message);
    if (request?.type === 'ready') this.#send();
    if (request?.type !== 'open') return;
    const line = this.#placements.lineNow(request.file, request.line);
    openPlace({ ...request, line }).catch((error: unknown) => {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    });
  }

  #send(): void {
    const { shown } = this.#current;
    if (this.#panel === undefined || shown === undefined) return;
    const message: ChartMessage = { type: 'chart', data: chartData(shown, placeText) };
    void this.#panel.webview.postMessage(message);
  }
}
