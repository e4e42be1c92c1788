import path from 'node:path';
import * as vscode from 'vscode';
import { changeTo } from './changed-range.js';

/** A file that has changed. */
export interface ChangedText {
  readonly file: string;
  readonly before: string;
  /** The text that was proved. */
  readonly now: string;
}

/**
 * Gives files the text they had before, so that the editor's own undo brings back what is now, and
 * saves them. Leaves all as they are where one was edited meanwhile; rejects with a sentence then.
 */
export async function takeBack(changes: readonly ChangedText[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const documents: vscode.TextDocument[] = [];
  for (const { file, before, now } of changes) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    const text = document.getText();
    if (text === before) continue;
    if (text !== now) {
      throw new Error(
        `${path.basename(file)} was edited after the proof, so nothing was undone. Use the editor's own undo there.`,
      );
    }
    const { start, end, by } = changeTo(text, before);
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(document.uri, range, by);
    documents.push(document);
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Error('VS Code did not let the change be undone. Is a file read-only?');
  }
  for (const document of documents) await document.save();
}
