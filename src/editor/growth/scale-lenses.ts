import * as vscode from 'vscode';
import type { ExportedFunction } from '../../core/source/workload-scaffold.js';
import type { AnalystClient } from '../analyst-client.js';
import { COMMANDS } from '../contributions.js';
import { onSettingChange, setting } from '../settings.js';
import { isTestFile, isWorkloadFile } from '../start/file-plan.js';

/** The cursor has to rest for so long: text must not jump while somebody moves through it. */
const REST_MS = 400;

/** A lens over the exported function in whose first line the cursor rests. */
export class ScaleLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #analyst: AnalystClient;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #listening: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  #known: { readonly key: string; readonly functions: readonly ExportedFunction[] } | undefined;
  #line = 0;

  constructor(analyst: AnalystClient) {
    this.#analyst = analyst;
    this.#listening = vscode.Disposable.from(
      onSettingChange(['codeLens.run'], () => this.#changed.fire()),
      vscode.window.onDidChangeTextEditorSelection(({ selections }) => {
        const line = (selections[0]?.active.line ?? 0) + 1;
        if (line === this.#line) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
          this.#line = line;
          this.#changed.fire();
        }, REST_MS);
      }),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const editor = vscode.window.activeTextEditor;
    const file = document.uri.fsPath;
    if (editor?.document !== document || isWorkloadFile(file) || isTestFile(file)) return [];
    if (!setting('codeLens.run', document)) return [];
    const { line } = editor.selection.active;
    if (document.lineAt(line).isEmptyOrWhitespace) return [];
    const functions = await this.#functionsOf(document);
    return functions.some((each) => each.line === line + 1) ? [lens(line)] : [];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #functionsOf(document: vscode.TextDocument): Promise<readonly ExportedFunction[]> {
    const key = `${document.version} ${document.uri.toString()}`;
    if (this.#known?.key !== key) {
      const request = { file: document.uri.fsPath, text: document.getText() };
      this.#known = { key, functions: await this.#analyst.ask('exportedFunctions', request) };
    }
    return this.#known.functions;
  }
}

function lens(line: number): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
    title: '$(graph-line) Scale this function',
    tooltip: 'Rankscope: make a workload that calls it with inputs of rising sizes',
    command: COMMANDS.scaleFunction,
  });
}
