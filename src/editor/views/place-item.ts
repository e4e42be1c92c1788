import * as vscode from 'vscode';

/** The command that shows a line of a file. */
export function openCommand(file: string, line: number): vscode.Command {
  const at = new vscode.Position(Math.max(0, line - 1), 0);
  return {
    title: 'Open',
    command: 'vscode.open',
    arguments: [vscode.Uri.file(file), { selection: new vscode.Range(at, at) }],
  };
}

/** A place as a list shows it: `src/score.ts:46`. */
export function placeText(file: string, line: number): string {
  return `${vscode.workspace.asRelativePath(file)}:${line}`;
}
