import path from 'node:path';
import * as vscode from 'vscode';
import { titleOf, type Proof } from './prove-change.js';
import { takeBack } from './taken-back.js';
import { verdictDetails, verdictMessage } from './verdict-message.js';

/** What the code was compared with, and the button that brings it back. */
const SINCE: Readonly<Record<Proof['since'], { readonly with: string; readonly undo: string }>> = {
  edit: { with: 'the text before the change', undo: 'Undo' },
  commit: { with: 'the last commit', undo: 'Undo Since Last Commit…' },
  recording: { with: 'the last recording', undo: 'Undo Since Last Recording…' },
};

/** Says what a proof has come to, with all figures in the log, and offers to take the change back. */
export async function tellVerdict(proof: Proof, log: vscode.LogOutputChannel): Promise<void> {
  const { result, run, changes } = proof;
  const since = SINCE[proof.since];
  const files = changes.map(({ file }) => vscode.workspace.asRelativePath(file));
  const about = { run: titleOf(run), files, since: since.with };
  for (const line of verdictDetails(result, about)) log.info(line);
  const details = 'Details';
  const { severity, text } = verdictMessage(result);
  // What is offered first is what fits the verdict.
  const chosen =
    severity === 'information'
      ? await vscode.window.showInformationMessage(text, details, since.undo)
      : await vscode.window.showWarningMessage(text, since.undo, details);
  if (chosen === details) log.show();
  if (chosen === since.undo && (await isMeant(proof))) await takeBack(changes);
}

/** One edit is what the user has just looked at; all that was changed since then is not. */
async function isMeant({ changes, since }: Proof): Promise<boolean> {
  if (since === 'edit') return true;
  const undo = 'Undo';
  const files = changes.map(({ file }) => path.basename(file)).join(', ');
  const chosen = await vscode.window.showWarningMessage(
    `Take back all changes since ${SINCE[since].with}?`,
    { modal: true, detail: `${files}. The editor's own undo brings them back.` },
    undo,
  );
  return chosen === undo;
}
