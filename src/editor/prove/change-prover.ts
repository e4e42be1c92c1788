import * as vscode from 'vscode';
import { activeFile } from '../start/workspace-facts.js';
import type { Proof, ProofServices } from './prove-change.js';
import { subjectOf, type ProveSubject } from './subject.js';

/** Proves changes, one at a time: two at once would disturb each other's times. */
export class ChangeProver {
  readonly #services: ProofServices;
  readonly #log: vscode.LogOutputChannel;
  #isBusy = false;

  constructor(services: ProofServices, log: vscode.LogOutputChannel) {
    this.#services = services;
    this.#log = log;
  }

  /**
   * Proves what a command was given, else what has changed around the file in front of the user,
   * and tells the verdict. Rejects with a sentence for the user.
   */
  async prove(argument: unknown): Promise<void> {
    if (this.#isBusy) throw new Error('A change is being proved. Cancel that first, or wait.');
    this.#isBusy = true;
    let proof: Proof | undefined;
    try {
      const { proveChange } = await import('./prove-change.js');
      proof = await proveChange(subjectFor(argument), this.#services);
    } finally {
      this.#isBusy = false;
    }
    if (proof === undefined) return;
    const { tellVerdict } = await import('./tell-verdict.js');
    await tellVerdict(proof, this.#log);
  }
}

function subjectFor(argument: unknown): ProveSubject {
  const given = subjectOf(argument);
  if (given !== undefined) return given;
  const uri = argument instanceof vscode.Uri ? argument : activeFile();
  if (uri?.scheme === 'file') return { kind: 'file', file: uri.fsPath };
  throw new Error('Open the changed file first, or the workload that runs it.');
}
