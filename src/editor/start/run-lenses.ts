import * as vscode from 'vscode';
import type { Runnable } from '../../core/source/runnables.js';
import type { AnalystClient } from '../analyst-client.js';
import { COMMANDS } from '../contributions.js';
import { onSettingChange, setting } from '../settings.js';
import { isTestFile, isWorkloadFile } from './file-plan.js';

/** Something to record, as a lens hands it to the command behind it. */
export interface RunnableAt {
  readonly file: string;
  readonly runnable: Runnable;
  readonly imports: readonly string[];
}

/** Lenses that record a workload's function or a test. */
export class RunLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #analyst: AnalystClient;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(analyst: AnalystClient) {
    this.#analyst = analyst;
    this.#listening = onSettingChange(['codeLens.run'], () => this.#changed.fire());
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const file = document.uri.fsPath;
    const isWorkload = isWorkloadFile(file);
    if (!setting('codeLens.run', document) || !(isWorkload || isTestFile(file))) return [];
    const text = document.getText();
    const { runnables, imports } = await this.#analyst.ask('runnables', { file, text });
    if (token.isCancellationRequested) return [];
    return runnables
      .filter(({ kind }) => kind === (isWorkload ? 'workload' : 'test'))
      .flatMap((runnable) => lenses({ file, runnable, imports }));
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

function lenses(at: RunnableAt): vscode.CodeLens[] {
  const { runnable } = at;
  const what =
    runnable.kind === 'workload'
      ? `call ${runnable.name} again and again`
      : `run this ${runnable.block} alone`;
  const range = new vscode.Range(runnable.line - 1, 0, runnable.line - 1, 0);
  const profile = new vscode.CodeLens(range, {
    title: '$(flame) Profile',
    tooltip: `Rankscope: ${what}, and record where time, memory and GC go`,
    command: COMMANDS.recordRunnable,
    arguments: [at],
  });
  // Growth is measured on what every workload module exports under this name.
  if (runnable.kind !== 'workload' || runnable.name !== 'run') return [profile];
  const growth = new vscode.CodeLens(range, {
    title: '$(graph-line) Measure growth',
    tooltip: 'Rankscope: run it at rising sizes, and show how the work of every line grows',
    command: COMMANDS.measureGrowthOf,
    arguments: [at.file],
  });
  return [profile, growth];
}
