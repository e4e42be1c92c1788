import path from 'node:path';
import * as vscode from 'vscode';
import type { OpenedRecording, RecordingId } from '../../analyst/questions.js';
import { PROFILE_EDITOR, V8_PROFILE_EDITOR } from '../contributions.js';
import { PageRecording, type Analyst } from './page-recording.js';
import { PanelPage } from './panel-page.js';

/** What the editor of profile files needs of the rest of the editor. */
export interface ProfileEditorServices {
  readonly extensionUri: vscode.Uri;
  readonly analyst: Analyst;
  /** A file is open, or open again; its recording can be asked about until `onClosed`. */
  readonly onOpened: (recording: OpenedRecording, file: string) => void;
  readonly onClosed: (id: RecordingId) => void;
}

/** A profile file while an editor shows it; its recording is open as long. */
export class ProfileDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly recording: PageRecording;
  readonly #services: ProfileEditorServices;
  #opened: RecordingId | undefined;
  #isDisposed = false;

  constructor(uri: vscode.Uri, services: ProfileEditorServices) {
    this.uri = uri;
    this.#services = services;
    this.recording = new PageRecording(services.analyst, () => this.#open());
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#close();
  }

  async #open(): Promise<RecordingId> {
    this.#close();
    const file = fileOf(this.uri);
    const { analyst, onOpened } = this.#services;
    const recording = await analyst.ask('open', { path: file, root: rootOf(this.uri) });
    this.#opened = recording.id;
    if (this.#isDisposed) this.#close();
    else onOpened(recording, file);
    return recording.id;
  }

  #close(): void {
    const id = this.#opened;
    if (id === undefined) return;
    this.#opened = undefined;
    const { analyst, onClosed } = this.#services;
    onClosed(id);
    // Whether it was open still makes no difference to anybody.
    analyst.ask('close', { id }).catch(() => undefined);
  }
}

/** Shows profile files of every format as flame graphs. */
export class ProfileEditor implements vscode.CustomReadonlyEditorProvider<ProfileDocument> {
  readonly #services: ProfileEditorServices;

  constructor(services: ProfileEditorServices) {
    this.#services = services;
  }

  /** Makes VS Code open profile files by it. */
  register(): vscode.Disposable {
    const options = { webviewOptions: { enableFindWidget: true } };
    return vscode.Disposable.from(
      ...[PROFILE_EDITOR, V8_PROFILE_EDITOR].map((type) =>
        vscode.window.registerCustomEditorProvider(type, this, options),
      ),
    );
  }

  openCustomDocument(uri: vscode.Uri): ProfileDocument {
    return new ProfileDocument(uri, this.#services);
  }

  resolveCustomEditor({ uri, recording }: ProfileDocument, panel: vscode.WebviewPanel): void {
    new PanelPage(panel, this.#services.extensionUri, {
      recording,
      name: path.posix.basename(uri.path),
      path: uri.fsPath,
      place: uri.fsPath,
    });
  }
}

/** The path of a file; throws for what VS Code shows but what is in no file here. */
function fileOf(uri: vscode.Uri): string {
  if (uri.scheme === 'file' || uri.scheme === 'vscode-remote') return uri.fsPath;
  throw new Error(
    `${path.posix.basename(uri.path)} is no file on this machine (its address begins with ` +
      `“${uri.scheme}:”). Save it as a file, then open that.`,
  );
}

/** The folder whose sources a profile is about, as far as one can tell. */
function rootOf(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.fsPath ?? path.dirname(uri.fsPath);
}
