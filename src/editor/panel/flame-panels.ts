import path from 'node:path';
import * as vscode from 'vscode';
import type { RecordingId } from '../../analyst/questions.js';
import { parseKeptByPanel, type PanelFocus } from '../../protocol/panel.js';
import { FLAME_PANEL } from '../contributions.js';
import { PageRecording, type Analyst } from './page-recording.js';
import { PanelPage, type PageSubject } from './panel-page.js';

/** A recording as a panel shows it. */
interface ShownRecording {
  readonly id: RecordingId;
  /** Goes into the title of its tab. */
  readonly name: string;
  /** Recording folder or profile file. */
  readonly path: string;
}

/** What the panels need of the rest of the editor. */
export interface FlamePanelServices {
  readonly extensionUri: vscode.Uri;
  readonly analyst: Analyst;
  /**
   * Opens what a panel showed before VS Code started again, or before the analyst forgot it;
   * rejects with a sentence for the user.
   */
  readonly openRecording: (path: string) => Promise<ShownRecording>;
}

/** The flame graphs of recordings, each in a panel of its own. */
export class FlamePanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #services: FlamePanelServices;
  readonly #pages = new Map<PanelPage, PageSubject>();

  constructor(services: FlamePanelServices) {
    this.#services = services;
  }

  /** Makes panels come back when VS Code starts again. */
  register(): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(FLAME_PANEL, this);
  }

  /**
   * Shows the flame graph of a recording, and a function in it. Resolves when it is on the screen;
   * also when it failed, which the page says itself, or was closed before.
   */
  async show({ id, name, path: file }: ShownRecording, focus?: PanelFocus): Promise<void> {
    const page = this.#reveal(file, id) ?? this.#create(file, name, id);
    if (focus !== undefined) page.focus(focus);
    await page.painted();
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = parseKeptByPanel(state);
    // Without, it was closed before it showed anything.
    if (kept === undefined) panel.dispose();
    else this.#add(panel, kept.recording, path.basename(kept.recording), undefined);
    return Promise.resolve();
  }

  dispose(): void {
    for (const { panel } of this.#pages.keys()) panel.dispose();
  }

  /** The page of this recording, brought to the front; nothing where it has none. */
  #reveal(file: string, id: RecordingId): PanelPage | undefined {
    for (const [page, subject] of this.#pages) {
      if (subject.path !== file) continue;
      subject.recording.isOpenAs(id);
      page.panel.reveal();
      return page;
    }
    return undefined;
  }

  #create(file: string, name: string, id: RecordingId): PanelPage {
    const { Active } = vscode.ViewColumn;
    const options = { enableFindWidget: true };
    const panel = vscode.window.createWebviewPanel(FLAME_PANEL, titleOf(name), Active, options);
    return this.#add(panel, file, name, id);
  }

  #add(
    panel: vscode.WebviewPanel,
    file: string,
    name: string,
    id: RecordingId | undefined,
  ): PanelPage {
    const { extensionUri, analyst, openRecording } = this.#services;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    const open = async () => {
      const opened = await openRecording(file);
      subject.name = opened.name;
      panel.title = titleOf(opened.name);
      return opened.id;
    };
    const subject = { path: file, name, recording: new PageRecording(analyst, open, id) };
    const page = new PanelPage(panel, extensionUri, subject);
    this.#pages.set(page, subject);
    panel.onDidDispose(() => this.#pages.delete(page));
    return page;
  }
}

function titleOf(name: string): string {
  return `Rankscope: ${name}`;
}
