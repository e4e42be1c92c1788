import path from 'node:path';
import * as vscode from 'vscode';
import type { RecordingId } from '../../analyst/questions.js';
import { parseKeptByPanel, type PanelFocus } from '../../protocol/panel.js';
import { parsePlace, placeText, type RecordingPlace } from '../../protocol/recording-place.js';
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
  /** The only thread that is shown; nothing where all are. */
  readonly thread?: string;
}

/** What the panels need of the rest of the editor. */
export interface FlamePanelServices {
  readonly extensionUri: vscode.Uri;
  readonly analyst: Analyst;
  /**
   * Opens what a panel showed before VS Code started again, or before the analyst forgot it;
   * rejects with a sentence for the user.
   */
  readonly openRecording: (place: RecordingPlace) => Promise<ShownRecording>;
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
  async show(shown: ShownRecording, focus?: PanelFocus): Promise<void> {
    const page = this.#reveal(shown) ?? this.#create(shown);
    if (focus !== undefined) page.focus(focus);
    await page.painted();
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = parseKeptByPanel(state);
    // Without, it was closed before it showed anything.
    if (kept === undefined) panel.dispose();
    else {
      const place = parsePlace(kept.recording);
      this.#add(panel, place, path.basename(place.path), undefined);
    }
    return Promise.resolve();
  }

  dispose(): void {
    for (const { panel } of this.#pages.keys()) panel.dispose();
  }

  /** The page of this recording, brought to the front; nothing where it has none. */
  #reveal(shown: ShownRecording): PanelPage | undefined {
    for (const [page, subject] of this.#pages) {
      if (subject.place !== placeText(shown)) continue;
      subject.recording.isOpenAs(shown.id);
      page.panel.reveal();
      return page;
    }
    return undefined;
  }

  #create(shown: ShownRecording): PanelPage {
    const { Active } = vscode.ViewColumn;
    const options = { enableFindWidget: true };
    const panel = vscode.window.createWebviewPanel(
      FLAME_PANEL,
      titleOf(shown.name),
      Active,
      options,
    );
    return this.#add(panel, shown, shown.name, shown.id);
  }

  #add(
    panel: vscode.WebviewPanel,
    place: RecordingPlace,
    name: string,
    id: RecordingId | undefined,
  ): PanelPage {
    const { extensionUri, analyst, openRecording } = this.#services;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    const open = async () => {
      const opened = await openRecording(place);
      subject.name = opened.name;
      panel.title = titleOf(opened.name);
      return opened.id;
    };
    const recording = new PageRecording(analyst, open, id);
    const subject = { place: placeText(place), path: place.path, name, recording };
    const page = new PanelPage(panel, extensionUri, subject);
    this.#pages.set(page, subject);
    panel.onDidDispose(() => this.#pages.delete(page));
    return page;
  }
}

function titleOf(name: string): string {
  return `Rankscope: ${name}`;
}
