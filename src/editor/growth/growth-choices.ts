import path from 'node:path';
import * as vscode from 'vscode';
import type { SizeParameter } from '../../protocol/growth.js';
import type { AnalystClient } from '../analyst-client.js';
import { isWorkloadFile } from '../start/file-plan.js';
import { activeFile } from '../start/workspace-facts.js';
import { sizesOf, sizesText, WHAT_SIZES_TAKE } from './typed-sizes.js';

/** A list nobody reads to its end needs no more. */
const MOST_WORKLOADS = 200;

const WORKLOADS = '**/*.workload.{js,mjs,cjs,ts,mts,cts}';

/** A workload and the sizes to measure it at. */
export interface GrowthChoice {
  readonly uri: vscode.Uri;
  readonly sizes: readonly SizeParameter[];
}

/** Lets the user choose a workload of the workspace and its sizes; nothing when they do not. */
export async function chooseGrowth(analyst: AnalystClient): Promise<GrowthChoice | undefined> {
  const uri = await chooseWorkload();
  if (uri === undefined) return undefined;
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  const proposed = await analyst.ask('proposedSizes', { file: uri.fsPath, text });
  const typed = await vscode.window.showInputBox({
    title: `Rankscope: Measure the growth of ${path.basename(uri.fsPath)}`,
    prompt:
      'Sizes n to measure at, smallest first; or those of several parameters: users = 50, 100, 200; items = 100, 200, 400',
    value: sizesText(proposed ?? [{ name: 'n', values: [250, 500, 1000, 2000] }]),
    validateInput: (value) => (sizesOf(value) === undefined ? WHAT_SIZES_TAKE : undefined),
  });
  const sizes = typed === undefined ? undefined : sizesOf(typed);
  return sizes === undefined ? undefined : { uri, sizes };
}

async function chooseWorkload(): Promise<vscode.Uri | undefined> {
  const active = activeFile();
  const found = await vscode.workspace.findFiles(WORKLOADS, '**/node_modules/**', MOST_WORKLOADS);
  if (found.length === 0) {
    throw new Error(
      'There is no workload in this workspace: no file such as rank.workload.ts that exports run(). ' +
        'Put the cursor into a function and use “Rankscope: Scale This Function” to make one.',
    );
  }
  const isActive = (uri: vscode.Uri) => uri.toString() === active?.toString();
  const sorted = found
    .filter(({ fsPath }) => isWorkloadFile(fsPath))
    .sort((a, b) => Number(isActive(b)) - Number(isActive(a)) || (a.path < b.path ? -1 : 1));
  const items = sorted.map((uri) => ({
    label: path.basename(uri.fsPath),
    iconPath: new vscode.ThemeIcon('graph-line'),
    description: vscode.workspace.asRelativePath(uri),
    uri,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Rankscope: Measure Growth',
    placeHolder: 'The workload to run at rising sizes',
    matchOnDescription: true,
  });
  return chosen?.uri;
}
