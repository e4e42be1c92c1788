import * as vscode from 'vscode';
import type { Fixed, SuspectedGrowth } from './suspected-growth.js';
import { isScanned } from './scanned-documents.js';
import { fixAllIn } from './suspect-actions.js';

/** What the commands about suspected growth work with. */
export interface ScanServices {
  readonly suspected: SuspectedGrowth;
  readonly extensionUri: vscode.Uri;
}

/** The commands about suspected growth. */
export function scanCommands({ suspected, extensionUri }: ScanServices): {
  readonly [Name in 'fixAll' | 'showAdvice' | 'fixed']: (argument: unknown) => unknown;
} {
  return {
    fixAll: async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (document === undefined || !isScanned(document)) {
        throw new Error('Open the JavaScript, TypeScript, Vue or Svelte file to fix first.');
      }
      if ((await fixAllIn(document, suspected)) > 0) return;
      void vscode.window.showInformationMessage(
        'Nothing in this file has a fix that is known to be safe. For what is suspected the light bulb shows what to do.',
      );
    },
    showAdvice: (argument) =>
      vscode.commands.executeCommand(
        'markdown.showPreviewToSide',
        vscode.Uri.joinPath(extensionUri, 'media', 'rules', `${String(argument)}.md`),
      ),
    fixed: (argument) => suspected.didFix(argument as Fixed),
  };
}
