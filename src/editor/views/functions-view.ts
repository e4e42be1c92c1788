import * as vscode from 'vscode';
import type { FunctionFigures, FunctionIndex } from '../../analyst/questions.js';
import { percentText } from '../../core/analysis/figures.js';
import { functionText } from '../annotations/annotation-text.js';
import type { CurrentRecording } from '../recordings/current-recording.js';
import { openCommand, placeText } from './place-item.js';

/** Nobody reads further. */
const MAX_FUNCTIONS = 100;

/** The hot functions of the recording that is shown; below each, what it calls. */
export class FunctionsView implements vscode.TreeDataProvider<FunctionNode>, vscode.Disposable {
  readonly #current: CurrentRecording;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(current: CurrentRecording) {
    this.#current = current;
    this.#listening = current.onDidChange(() => this.#changed.fire(undefined));
  }

  async getChildren(node?: FunctionNode): Promise<FunctionNode[]> {
    const functions = this.#current.shown?.recording.functions ?? [];
    if (node === undefined) {
      return functions
        .map((figures, index) => ({ figures, index, callerUs: undefined }))
        .filter(({ figures }) => figures.selfShare > 0)
        .slice(0, MAX_FUNCTIONS);
    }
    const { callees } = await this.#current.ask('neighbours', { function: node.index });
    return callees.flatMap(({ function: index, totalUs }) => {
      const figures = functions[index];
      return figures === undefined ? [] : [{ figures, index, callerUs: totalUs }];
    });
  }

  getTreeItem({ figures, callerUs }: FunctionNode): vscode.TreeItem {
    const { name, file, line, selfShare, totalShare, selfUs, totalUs } = figures;
    const state =
      totalUs > selfUs
        ? vscode.TreeItemCollapsibleState.Collapsed
        : vscode.TreeItemCollapsibleState.None;
    const item = new vscode.TreeItem(name, state);
    const isOpenable = file !== '' && !file.startsWith('node:');
    const place = isOpenable ? placeText(file, line) : file;
    const share =
      callerUs === undefined
        ? percentText(selfShare)
        : percentText((callerUs / (totalUs || 1)) * totalShare);
    item.description = `${share} ${callerUs === undefined ? 'self' : 'from here'}  ${place}`;
    item.tooltip = `${name}\n${functionText(figures)}\n${place}`;
    item.iconPath = new vscode.ThemeIcon('symbol-method');
    if (isOpenable) item.command = openCommand(file, line);
    return item;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

/** A function in the tree. */
interface FunctionNode {
  readonly figures: FunctionFigures;
  readonly index: FunctionIndex;
  /** Time it takes for the function above it; nothing at the top. */
  readonly callerUs: number | undefined;
}
