import * as vscode from 'vscode';

/** The extension under test. */
export function rankscope(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('rankscope.rankscope');
  if (found === undefined) throw new Error('Rankscope is not installed in this VS Code.');
  return found;
}
