import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.js';
import type { Fixed } from './suspected-growth.js';

/** After a fix: nobody should believe that it helps before both versions were run. */
export async function offerProof({ uri, before }: Fixed): Promise<void> {
  const prove = 'Prove It';
  const chosen = await vscode.window.showInformationMessage(
    `Fixed in ${path.basename(uri.fsPath)}. Run both versions to see whether it returns the same, and faster?`,
    prove,
  );
  if (chosen !== prove) return;
  await vscode.commands.executeCommand(COMMANDS.prove, { file: uri.fsPath, before });
}
