import * as vscode from 'vscode';

const LANGUAGES = ['javascript', 'typescript', 'javascriptreact', 'typescriptreact'];

/** What is scanned. Vue and Svelte by name: their languages come with extensions of others. */
export const SCANNED: readonly vscode.DocumentFilter[] = [
  ...LANGUAGES.map((language) => ({ language, scheme: 'file' })),
  { scheme: 'file', pattern: '**/*.{vue,svelte}' },
];

/** Files whose change on the disk matters. */
export const SCANNED_FILES = '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte,json}';

/** Is this document scanned at all? */
export function isScanned(document: vscode.TextDocument): boolean {
  return !document.isClosed && vscode.languages.match(SCANNED, document) > 0;
}
