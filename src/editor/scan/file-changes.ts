import * as vscode from 'vscode';
import { SCANNED_FILES } from './scanned-documents.js';

/** A branch that is checked out changes many files at once. */
const SETTLE_MS = 1000;

/** Tells of scripts that others have changed on the disk, many at a time. */
export class FileChanges implements vscode.Disposable {
  readonly #watcher = vscode.workspace.createFileSystemWatcher(SCANNED_FILES);
  readonly #listening: vscode.Disposable;
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (files: readonly string[]) => void) {
    const note = ({ fsPath }: vscode.Uri): void => {
      this.#changed.add(fsPath);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        const files = [...this.#changed];
        this.#changed.clear();
        tell(files);
      }, SETTLE_MS);
    };
    this.#listening = vscode.Disposable.from(
      this.#watcher,
      this.#watcher.onDidChange(note),
      this.#watcher.onDidCreate(note),
      this.#watcher.onDidDelete(note),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listening.dispose();
  }
}
