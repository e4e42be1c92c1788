import * as vscode from 'vscode';
import { AnalystClient } from '../analyst-client.js';
import { offerProof } from './offer-proof.js';
import { SCANNED } from './scanned-documents.js';
import { SuspectActions } from './suspect-actions.js';
import { SuspectedGrowth } from './suspected-growth.js';

/** Shows suspected growth while one types, and offers what can be done about it. */
export function registerScan(
  dist: string,
  log: vscode.LogOutputChannel,
): { readonly suspected: SuspectedGrowth; readonly scan: vscode.Disposable } {
  // In a thread of its own: what is typed does not wait for a recording that is read.
  const scanner = new AnalystClient(dist);
  const suspected = new SuspectedGrowth(scanner, log);
  const scan = vscode.Disposable.from(
    scanner,
    suspected,
    // What was never saved cannot be run.
    suspected.onDidFix((fixed) => {
      if (fixed.uri.scheme === 'file') void offerProof(fixed);
    }),
    vscode.languages.registerCodeActionsProvider(
      SCANNED,
      new SuspectActions(suspected),
      SuspectActions.metadata,
    ),
  );
  return { suspected, scan };
}
