import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { parseJson, isObject } from '../../protocol/guards.js';

/** The package a file belongs to. */
export interface PackageFacts {
  readonly folder: string;
  readonly scripts: readonly string[];
  readonly dependencies: ReadonlySet<string>;
}

/** The folder of the workspace that a file is in; outside of all of them, its own. */
export function rootOf(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? path.dirname(uri.fsPath);
}

/**
 * The file in front of the user. Its tab is asked as well: right after a file was opened VS Code
 * may know no text editor yet.
 */
export function activeFile(): vscode.Uri | undefined {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return (
    vscode.window.activeTextEditor?.document.uri ??
    (tab instanceof vscode.TabInputText ? tab.uri : undefined)
  );
}

/** The folder that things belong to when no file says it: the active file's, else the first one. */
export function usualRoot(): string | undefined {
  const active = activeFile();
  const folder = active && vscode.workspace.getWorkspaceFolder(active);
  return (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri.fsPath;
}

/** The package of a file: the nearest `package.json` above it, up to `root`. */
export async function packageOf(file: string, root: string): Promise<PackageFacts> {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const facts = await readPackage(folder);
    if (facts !== undefined) return facts;
    if (folder === root || folder === path.dirname(folder)) break;
  }
  return { folder: root, scripts: [], dependencies: new Set() };
}

/** What a folder's `package.json` says; nothing when there is none. */
export async function readPackage(folder: string): Promise<PackageFacts | undefined> {
  let text: string;
  try {
    text = await readFile(path.join(folder, 'package.json'), 'utf8');
  } catch {
    // Most folders have none.
    return undefined;
  }
  const value = parseJson(text);
  if (!isObject(value)) return undefined;
  const names = (key: string) => (isObject(value[key]) ? Object.keys(value[key]) : []);
  return {
    folder,
    scripts: names('scripts'),
    dependencies: new Set([...names('dependencies'), ...names('devDependencies')]),
  };
}
