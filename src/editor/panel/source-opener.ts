import path from 'node:path';
import * as vscode from 'vscode';
import type { PlaceRequest } from './page-conversation.js';

const OPEN = 'Open';

/**
 * Shows a line that a page asks for. A profile can name any file: what lies outside of the
 * workspace is not even looked for before the user agrees. Says so where there is no such file.
 */
export async function openPlace({ file, line, beside }: PlaceRequest): Promise<void> {
  if (!path.isAbsolute(file)) {
    void vscode.window.showWarningMessage(
      `Rankscope cannot open ${file}: it was recorded on another system.`,
    );
    return;
  }
  // Without its `..`, which could lead out of a workspace folder that the path begins with.
  const uri = vscode.Uri.file(path.normalize(file));
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined && !(await mayOpen(uri))) return;
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    void vscode.window.showWarningMessage(await whyNot(uri, error));
    return;
  }
  const at = new vscode.Position(Math.min(line, document.lineCount) - 1, 0);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: beside ? vscode.ViewColumn.Beside : columnShowing(uri),
  });
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenter);
}

async function mayOpen(uri: vscode.Uri): Promise<boolean> {
  const chosen = await vscode.window.showWarningMessage(
    `${uri.fsPath} lies outside of your workspace. Open it?`,
    { modal: true, detail: 'The profile names this file; it may come from somebody else.' },
    OPEN,
  );
  return chosen === OPEN;
}

async function whyNot(uri: vscode.Uri, error: unknown): Promise<string> {
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    // Whatever keeps one from looking at it, there is nothing to open.
    return (
      `There is no file ${uri.fsPath}. It may have been moved since it was recorded, or ` +
      'recorded on another machine.'
    );
  }
  return `${uri.fsPath} could not be opened: ${error instanceof Error ? error.message : String(error)}`;
}

/** Where the file is in sight already; otherwise where the user is. */
function columnShowing(uri: vscode.Uri): vscode.ViewColumn {
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  return shown?.viewColumn ?? vscode.ViewColumn.Active;
}
