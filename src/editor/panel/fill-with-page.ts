import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from './page-html.js';

/** Begins a page anew from its script and style, which are all it can reach. */
export function fillWithPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: { readonly name: 'panel' | 'chart'; readonly waiting: string },
): void {
  const built = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(built, file)).toString();
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [built] };
  webview.html = pageHtml({
    nonce: randomBytes(16).toString('base64'),
    cspSource: webview.cspSource,
    scriptUri: uri(`${page.name}.js`),
    styleUri: uri(`${page.name}.css`),
    waiting: page.waiting,
  });
}
