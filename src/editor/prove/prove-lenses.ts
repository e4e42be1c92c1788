import path from 'node:path';
import * as vscode from 'vscode';
import type { AnalystClient } from '../analyst-client.js';
import { COMMANDS } from '../contributions.js';
import { onSettingChange, setting } from '../settings.js';
import { isWorkloadFile } from '../start/file-plan.js';
import { rootOf } from '../start/workspace-facts.js';
import type { RecordedTexts } from './recorded-texts.js';

/** Lenses over workloads that run code which has changed since the last commit, or the last recording. */
export class ProveLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #analyst: AnalystClient;
  readonly #recorded: RecordedTexts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #listening: vscode.Disposable;
  /** What has changed around a folder; asked again after each save. */
  readonly #code = new Map<string, Promise<readonly string[]>>();

  constructor(analyst: AnalystClient, recorded: RecordedTexts) {
    this.#analyst = analyst;
    this.#recorded = recorded;
    const refresh = () => {
      this.#code.clear();
      this.#changed.fire();
    };
    this.#listening = vscode.Disposable.from(
      vscode.workspace.onDidSaveTextDocument(refresh),
      // Commits are made elsewhere.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.#code.size > 0) refresh();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(refresh),
      onSettingChange(['codeLens.run'], refresh),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const file = document.uri.fsPath;
    // git runs what the folder's own configuration says.
    if (!isWorkloadFile(file) || !vscode.workspace.isTrusted) return [];
    if (!setting('codeLens.run', document)) return [];
    const files = await this.#changedCode(file);
    if (files.length === 0) return [];
    const root = rootOf(document.uri);
    const [found] = await this.#analyst.ask('workloadsFor', { files, workloads: [file], root });
    if (found === undefined) return [];
    const text = document.getText();
    const { runnables } = await this.#analyst.ask('runnables', { file, text });
    return runnables.flatMap((runnable) =>
      runnable.kind === 'workload' ? [lens(file, runnable.name, runnable.line)] : [],
    );
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  #changedCode(near: string): Promise<readonly string[]> {
    const folder = path.dirname(near);
    const known = this.#code.get(folder) ?? this.#changedSince(near);
    this.#code.set(folder, known);
    return known;
  }

  async #changedSince(near: string): Promise<readonly string[]> {
    try {
      const { changedCode } = await import('../../launch/earlier-version.js');
      return await changedCode('HEAD', near);
    } catch {
      // No git or no commit: then there is what was recorded, if anything was.
      return (await this.#recorded.changed()).map(({ file }) => file);
    }
  }
}

function lens(file: string, exported: string, line: number): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
    title: '$(beaker) Prove change',
    tooltip:
      'Rankscope: run this on the code as it was (at the last commit, else at the last recording) and as it is: same output, less growth, less time?',
    command: COMMANDS.prove,
    arguments: [{ file, exported }],
  });
}
