import path from 'node:path';
import * as vscode from 'vscode';
import { titleOf, type Proof } from './prove-change.js';
import { takeBack } from './taken-back.js';
import { verdictDetails, verdictMessage } from './verdict-message.js';

/** Says what a proof has come to, with all figures in the log, and offers to take the change back. */
export async function tellVerdict(proof: Proof, log: vscode.LogOutputChannel): Promise<void> {
  const { result, run, changes, since, subject } = proof;
  const files = changes.map(({ file }) => vscode.workspace.asRelativePath(file));
  for (const line of verdictDetails(result, { run: titleOf(run), files, since })) log.info(line);
  const isOneEdit = subject.kind === 'edit';
  const undo = isOneEdit ? 'Undo' : 'Undo Since Last Commit…';
  const details = 'Details';
  const { severity, text } = verdictMessage(result);
  // What is offered first is what fits the verdict.
  const actions = severity === 'information' ? [details, undo] : [undo, details];
  const chosen =
    severity === 'information'
      ? await vscode.window.showInformationMessage(text, ...actions)
      : await vscode.window.showWarningMessage(text, ...actions);
  if (chosen === details) log.show();
  if (chosen === undo && (isOneEdit || (await isMeant(proof)))) await takeBack(changes);
}

async function isMeant({ changes }: Proof): Promise<boolean> {
  const undo = 'Undo';
  const files = changes.map(({ file }) => path.basename(file)).join(', ');
  const chosen = await vscode.window.showWarningMessage(
    'Take back all changes since the last commit?',
    { modal: true, detail: `${files}. The editor's own undo brings them back.` },
    undo,
  );
  return chosen === undo;
}
