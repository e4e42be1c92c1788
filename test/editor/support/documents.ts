import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { testRun } from './test-run.js';

/** Opens a file of the sample in an editor. */
export async function open(file: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(uriOf(file));
}

/** The address of a file of the sample. */
function uriOf(file: string): vscode.Uri {
  return vscode.Uri.file(path.join(testRun().workspace, file));
}

/** The number of the only line with this text, counting from 1. */
export function lineWith({ document }: vscode.TextEditor, text: string): number {
  const lines = document.getText().split('\n');
  const found = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
  assert.equal(found.length, 1, `${found.length} × ${text}`);
  return found[0]!;
}

/** A code lens, by its line counting from 1. */
export interface Lens {
  readonly line: number;
  readonly title: string;
  readonly press: () => Thenable<unknown>;
}

/** The code lenses of ours over a document, from top to bottom. */
export async function lensesOf({ document }: vscode.TextEditor): Promise<Lens[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    1000,
  );
  return lenses
    .flatMap(({ range, command }) =>
      command?.command.startsWith('rankscope.') === true
        ? {
            line: range.start.line + 1,
            title: command.title,
            press: () =>
              vscode.commands.executeCommand(
                command.command,
                ...((command.arguments ?? []) as unknown[]),
              ),
          }
        : [],
    )
    .sort((a, b) => a.line - b.line);
}

/**
 * The text of our hover over a line, counting from 1; empty when there is none.
 * @param about what hovers of ours are told by
 */
export async function hoverOf(
  { document }: vscode.TextEditor,
  line: number,
  about = 'of CPU time',
): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    new vscode.Position(line - 1, 3),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .filter((text) => text.includes(about))
    .join('\n');
}

/** Our entries of the Problems panel by file; it does not list hints. */
export function problemsIn({ document }: vscode.TextEditor): vscode.Diagnostic[] {
  return diagnosticsIn(document).filter(
    ({ severity }) => severity !== vscode.DiagnosticSeverity.Hint,
  );
}

/** What we have to say about the lines of a document. */
export function diagnosticsIn({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Rankscope');
}

/** Sets a setting for the time of `during`. */
export async function withSetting(
  name: string,
  value: unknown,
  during: () => Promise<void>,
): Promise<void> {
  const settings = () => vscode.workspace.getConfiguration('rankscope');
  await settings().update(name, value, vscode.ConfigurationTarget.Workspace);
  try {
    await during();
  } finally {
    await settings().update(name, undefined, vscode.ConfigurationTarget.Workspace);
  }
}
