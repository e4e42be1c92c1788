import path from 'node:path';
import * as vscode from 'vscode';
import type { ExportedFunction } from '../../core/source/workload-scaffold.js';
import type { AnalystClient } from '../analyst-client.js';

/**
 * Opens a workload for the exported function at the cursor, which lies beside it; writes one if
 * there is none. Rejects with a sentence for the user.
 */
export async function scaleFunction(analyst: AnalystClient): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.scheme !== 'file') {
    throw new Error('Open the file of the function first, and put the cursor into it.');
  }
  const { document, selection } = editor;
  const file = document.uri.fsPath;
  const text = document.getText();
  const subject = functionAt(
    await analyst.ask('exportedFunctions', { file, text }),
    selection.active.line + 1,
  );
  if (subject === undefined) {
    throw new Error(
      'The cursor is in no exported function that takes an input. Put it into one; a workload can import nothing else.',
    );
  }
  const uri = workloadOf(document.uri, subject);
  if (!(await exists(uri))) {
    await document.save();
    const made = await analyst.ask('scaffold', { file, text, name: subject.name });
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(made));
  }
  await vscode.window.showTextDocument(uri);
}

/** The innermost exported function that this line belongs to. */
function functionAt(
  functions: readonly ExportedFunction[],
  line: number,
): ExportedFunction | undefined {
  return functions
    .filter((each) => each.line <= line && line <= each.endLine)
    .sort((a, b) => b.line - a.line)[0];
}

/** `rankItems` of `rank.ts` is called by `rank-items.workload.ts`. */
function workloadOf(uri: vscode.Uri, { name }: ExportedFunction): vscode.Uri {
  const { dir, name: base, ext } = path.parse(uri.fsPath);
  const stem = name === 'default' ? base : kebab(name);
  const ending = /ts$/i.test(ext) ? ext : '.mjs';
  return vscode.Uri.file(path.join(dir, `${stem}.workload${ending}`));
}

function kebab(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
