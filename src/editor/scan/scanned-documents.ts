import path from 'node:path';
import * as vscode from 'vscode';

/** The languages that are scanned, with the ending of a file that has no name yet. */
const ENDINGS: Readonly<Record<string, string>> = {
  javascript: '.js',
  typescript: '.ts',
  javascriptreact: '.jsx',
  typescriptreact: '.tsx',
};

const UNTITLED = 'untitled';

/**
 * What is scanned, on the disk or not saved yet. Vue and Svelte by name: their languages come with
 * extensions of others.
 */
export const SCANNED: readonly vscode.DocumentFilter[] = [
  ...Object.keys(ENDINGS).flatMap((language) => [
    { language, scheme: 'file' },
    { language, scheme: UNTITLED },
  ]),
  { scheme: 'file', pattern: '**/*.{vue,svelte}' },
];

/** Files whose change on the disk matters. */
export const SCANNED_FILES = '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte,json}';

/** Is this document scanned at all? */
export function isScanned(document: vscode.TextDocument): boolean {
  return !document.isClosed && vscode.languages.match(SCANNED, document) > 0;
}

/** Has it never been saved? Then there is no package around it, and nothing can import it. */
export function isUntitled({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === UNTITLED;
}

/** A document as it is scanned: its path, or a mere name where it was never saved. */
export function scannedFile(document: vscode.TextDocument): string {
  const { uri, languageId } = document;
  if (!isUntitled(document)) return uri.fsPath;
  return `${path.basename(uri.path)}${ENDINGS[languageId] ?? ''}`;
}
