import { randomBytes } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExportView } from '../../io/export.js';
import type { PanelFocus } from '../../protocol/panel.js';
import { exportRecording } from '../recordings/export-recording.js';
import { usualRoot } from '../start/workspace-facts.js';
import { PageConversation } from './page-conversation.js';
import { pageHtml } from './page-html.js';
import type { PageRecording } from './page-recording.js';
import { openPlace } from './source-opener.js';

/** What a page is about. */
export interface PageSubject {
  readonly recording: PageRecording;
  readonly name: string;
  /** Recording folder or profile file. */
  readonly path: string;
  /** It and its thread in one text; see `placeText`. */
  readonly place: string;
}

/** A page with flame graphs in a panel of VS Code, until the panel is closed. */
export class PanelPage {
  readonly panel: vscode.WebviewPanel;
  readonly #conversation: PageConversation;

  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, subject: PageSubject) {
    this.panel = panel;
    const { webview } = panel;
    this.#conversation = new PageConversation((message) => void webview.postMessage(message), {
      load: async () => ({ data: await subject.recording.page(), recording: subject.place }),
      openPlace: (place) => orSay(openPlace(place)),
      exportProfile: (view) => orSay(exportProfile(subject, view)),
    });
    webview.onDidReceiveMessage((message: unknown) => this.#conversation.receive(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#conversation.pageGone();
    });
    panel.onDidDispose(() => this.#conversation.pageGone());
    fillWithPage(webview, vscode.Uri.joinPath(extensionUri, 'dist', 'webview'));
  }

  /** Brings a function into view. */
  focus(focus: PanelFocus): void {
    this.#conversation.focus(focus);
  }

  /** Resolves when the page is on the screen, or will not be: it was hidden or closed. */
  painted(): Promise<void> {
    return this.#conversation.painted();
  }
}

/** Begins the page anew from its script and style, which are all it can reach. */
function fillWithPage(webview: vscode.Webview, built: vscode.Uri): void {
  const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(built, name)).toString();
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [built] };
  webview.html = pageHtml({
    nonce: randomBytes(16).toString('base64'),
    cspSource: webview.cspSource,
    scriptUri: uri('panel.js'),
    styleUri: uri('panel.css'),
  });
}

function exportProfile(subject: PageSubject, view: ExportView): Promise<void> {
  const { recording, name, path: file } = subject;
  const write = (to: string, chosen: ExportView | undefined) => recording.write(to, chosen);
  return exportRecording({ name, root: usualRoot() ?? path.dirname(file), write }, view);
}

/** A page cannot wait for an answer, so what goes wrong is told to the user. */
function orSay(doing: Promise<void>): void {
  doing.catch((error: unknown) => {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  });
}
