import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type * as vscode from 'vscode';
import {
  CANCEL_PROOF,
  isProverMessage,
  type ProofResult,
  type ProverData,
} from '../../protocol/prover.js';

/**
 * Proves a change in a thread of its own. Gives nothing when it was cancelled; rejects with a
 * sentence for the user where there is no verdict. Settles when all its processes have ended.
 */
export function proveInThread(
  data: ProverData,
  onProgress: (text: string) => void,
  token: vscode.CancellationToken,
): Promise<ProofResult | undefined> {
  return new Promise((resolve, reject) => {
    // Options and environment of the editor's own process are not meant for it.
    const worker = new Worker(path.join(data.dist, 'prover.js'), {
      workerData: data,
      execArgv: [],
    });
    let end = () => reject(new Error('The proof ended without a verdict; try again.'));
    worker.on('message', (message: unknown) => {
      if (!isProverMessage(message)) return;
      if (message.kind === 'progress') onProgress(message.text);
      if (message.kind === 'result') end = () => resolve(message.result);
      if (message.kind === 'failed') end = () => reject(new Error(message.message));
    });
    worker.on('error', (error) => {
      end = () => reject(new Error(`The change could not be proved: ${error.message}`));
    });
    const cancelling = token.onCancellationRequested(() => worker.postMessage(CANCEL_PROOF));
    worker.on('exit', () => {
      cancelling.dispose();
      if (token.isCancellationRequested) resolve(undefined);
      else end();
    });
  });
}
