import path from 'node:path';
import * as vscode from 'vscode';
import type { ExportView } from '../../io/export.js';

interface ExportChoice extends vscode.QuickPickItem {
  readonly ending: string;
  readonly view: ExportView | undefined;
}

const CHOICES: readonly ExportChoice[] = [
  {
    label: 'HTML report',
    description: 'one page that opens anywhere, to send to a colleague',
    ending: '.html',
    view: undefined,
  },
  { label: 'pprof', description: 'CPU time, for go tool pprof', ending: '.pb.gz', view: 'cpu' },
  { label: 'pprof, allocations', description: 'bytes', ending: '.pb.gz', view: 'alloc' },
  {
    label: '.cpuprofile',
    description: 'for VS Code, Chrome DevTools and speedscope',
    ending: '.cpuprofile',
    view: 'cpu',
  },
  {
    label: '.heapprofile',
    description: 'allocations, for VS Code and Chrome DevTools',
    ending: '.heapprofile',
    view: 'alloc',
  },
  {
    label: 'Folded stacks',
    description: 'CPU time, for flamegraph.pl',
    ending: '.folded',
    view: 'cpu',
  },
  {
    label: 'Folded stacks, allocations',
    description: 'bytes',
    ending: '.folded',
    view: 'alloc',
  },
  {
    label: 'Markdown summary',
    description: 'for a pull request or an issue',
    ending: '.md',
    view: undefined,
  },
];

/** A recording that can be written. */
export interface Exportable {
  readonly name: string;
  readonly root: string;
  /** Rejects with a sentence for the user. */
  readonly write: (to: string, view: ExportView | undefined) => Promise<void>;
}

/**
 * Asks for a format and a file, and writes the recording there.
 * @param wanted the part the user was looking at
 */
export async function exportRecording(
  { name, root, write }: Exportable,
  wanted?: ExportView,
): Promise<void> {
  const choices = CHOICES.filter(
    ({ view }) => wanted === undefined || view === undefined || view === wanted,
  );
  const chosen = await vscode.window.showQuickPick(choices, {
    title: `Export ${name}`,
    placeHolder: 'Format',
    matchOnDescription: true,
  });
  if (chosen === undefined) return;
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(path.join(root, `${fileStem(name)}${chosen.ending}`)),
    filters: { [chosen.label]: filterEndings(chosen.ending) },
    title: `Export ${name}`,
  });
  if (target === undefined) return;
  const to = withEnding(target.fsPath, chosen.ending);
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Writing ${path.basename(to)}` },
    () => write(to, chosen.view),
  );
  const open = 'Open';
  const reveal = 'Show in Folder';
  const next = await vscode.window.showInformationMessage(`Wrote ${to}`, open, reveal);
  const uri = vscode.Uri.file(to);
  if (next === reveal) await vscode.commands.executeCommand('revealFileInOS', uri);
  if (next !== open) return;
  if (chosen.ending === '.html') await vscode.env.openExternal(uri);
  else await vscode.commands.executeCommand('vscode.open', uri);
}

/** VS Code's own dialog knows endings without a dot only, and adds what it does not find. */
function filterEndings(ending: string): string[] {
  return [...new Set([ending.slice(1), path.extname(ending).slice(1)])];
}

/** A dialog may leave the ending away, and it says which format is written. */
function withEnding(file: string, ending: string): string {
  return file.toLowerCase().endsWith(ending) ? file : file + ending;
}

/** A name as a file may have it on every system. */
function fileStem(name: string): string {
  const stem = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  return stem === '' ? 'recording' : stem.slice(0, 80);
}
