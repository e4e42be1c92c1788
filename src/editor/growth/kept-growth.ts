import * as vscode from 'vscode';
import { keptGrowthText, parseKeptGrowth } from '../../protocol/growth-file.js';
import type { MeasuredGrowth } from '../../protocol/growth.js';
import type { CurrentGrowth } from './current-growth.js';

/** Where the result lies in the storage that VS Code has for the workspace. */
const FILE = 'growth.json';

/** Keeps the growth that was measured last in the workspace's storage, for after a restart. */
export class KeptGrowth implements vscode.Disposable {
  readonly #folder: vscode.Uri | undefined;
  readonly #current: CurrentGrowth;
  readonly #log: vscode.LogOutputChannel;
  readonly #listening: vscode.Disposable;
  #restored: Promise<void> | undefined;
  #isRestoring = false;
  /** Writes come one after the other. */
  #written: Promise<void> = Promise.resolve();

  /** @param folder where to keep it; without, nothing outlives the window */
  constructor(
    folder: vscode.Uri | undefined,
    current: CurrentGrowth,
    log: vscode.LogOutputChannel,
  ) {
    this.#folder = folder;
    this.#current = current;
    this.#log = log;
    this.#listening = current.onDidChange((growth) => {
      if (!this.#isRestoring) this.#written = this.#written.then(() => this.#keep(growth));
    });
  }

  /** Shows what was kept, unless something was measured meanwhile. Never rejects. */
  restore(): Promise<void> {
    this.#restored ??= this.#restore();
    return this.#restored;
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #restore(): Promise<void> {
    const growth = await this.#read();
    if (growth === undefined || this.#current.shown !== undefined) return;
    this.#isRestoring = true;
    this.#current.show(growth);
    this.#isRestoring = false;
  }

  async #read(): Promise<MeasuredGrowth | undefined> {
    if (this.#folder === undefined) return undefined;
    let bytes;
    try {
      bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#folder, FILE));
    } catch {
      // Nothing was measured in this workspace yet.
      return undefined;
    }
    const growth = parseKeptGrowth(new TextDecoder().decode(bytes));
    if (growth === undefined) {
      this.#log.warn(`${FILE} is not of this version and is not shown; measure the growth again.`);
    }
    return growth;
  }

  async #keep(growth: MeasuredGrowth | undefined): Promise<void> {
    if (this.#folder === undefined) return;
    const file = vscode.Uri.joinPath(this.#folder, FILE);
    try {
      if (growth === undefined) await vscode.workspace.fs.delete(file);
      else {
        await vscode.workspace.fs.createDirectory(this.#folder);
        const text = keptGrowthText(growth);
        await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
      }
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return;
      this.#log.warn(`The growth is not kept for after a restart: ${String(error)}`);
    }
  }
}
