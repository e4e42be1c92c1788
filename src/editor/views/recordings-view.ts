import * as vscode from 'vscode';
import { durationText } from '../../core/analysis/figures.js';
import { COMMANDS } from '../contributions.js';
import type { CurrentRecording } from '../recordings/current-recording.js';
import {
  listRecordings,
  RECORDINGS_FOLDER,
  type ListedRecording,
} from '../recordings/recording-library.js';

/** The recordings of the workspace, latest first. */
export class RecordingsView implements vscode.TreeDataProvider<ListedRecording>, vscode.Disposable {
  readonly #current: CurrentRecording;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(current: CurrentRecording) {
    this.#current = current;
    const files = vscode.workspace.createFileSystemWatcher(
      `**/${RECORDINGS_FOLDER}/*/recording.json`,
    );
    const refresh = () => this.refresh();
    this.#listening = vscode.Disposable.from(
      files,
      files.onDidCreate(refresh),
      files.onDidDelete(refresh),
      current.onDidChange(refresh),
      vscode.workspace.onDidChangeWorkspaceFolders(refresh),
    );
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  getChildren(element?: ListedRecording): Promise<ListedRecording[]> {
    if (element !== undefined) return Promise.resolve([]);
    const folders = vscode.workspace.workspaceFolders ?? [];
    return listRecordings(folders.map(({ uri }) => uri.fsPath));
  }

  getTreeItem(recording: ListedRecording): vscode.TreeItem {
    const { path: folder, name, recordedAtMs, wallMs, isUnfinished } = recording;
    const { shown } = this.#current;
    const isShown = shown?.path === folder;
    const thread = isShown && shown.thread !== undefined ? shown.name.slice(name.length) : '';
    const item = new vscode.TreeItem(name);
    item.id = folder;
    item.contextValue = 'recording';
    const when = new Date(recordedAtMs).toLocaleString();
    const length = isUnfinished ? 'not ended properly' : durationText(wallMs * 1000);
    item.description = `${when} · ${length}${thread}`;
    item.tooltip = `${name}\n${item.description}\n${folder}`;
    item.iconPath = new vscode.ThemeIcon(isShown ? 'eye' : isUnfinished ? 'warning' : 'flame');
    item.accessibilityInformation = {
      label: `${name}, recorded ${when}, ${length}${isShown ? `, shown${thread}` : ''}`,
    };
    item.command = { title: 'Show', command: COMMANDS.chooseRecording, arguments: [recording] };
    return item;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
