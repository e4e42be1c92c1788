import path from 'node:path';
import * as vscode from 'vscode';
import { configurationPlan, isNodeConfiguration, scriptPlan } from './launch-choices.js';
import type { LaunchPlan } from './launch-plan.js';
import { wordsOf } from './command-line.js';
import { nodeOf, type Plans } from './plans.js';
import { isRunnableFile } from './file-plan.js';
import { activeFile, readPackage, usualRoot } from './workspace-facts.js';

interface Choice extends vscode.QuickPickItem {
  readonly plan?: () => LaunchPlan | Promise<LaunchPlan | undefined>;
}

/** Enough for a large monorepo; a list nobody reads to its end needs no more. */
const MAX_PACKAGES = 200;

/** Lets the user choose what to record; nothing when they choose nothing. */
export async function pickPlan(plans: Plans): Promise<LaunchPlan | undefined> {
  const chosen = await vscode.window.showQuickPick<Choice>(choices(plans), {
    title: 'Rankscope: Record',
    placeHolder: 'What to run and record',
    matchOnDescription: true,
  });
  return chosen?.plan?.();
}

async function choices(plans: Plans): Promise<Choice[]> {
  return [
    ...group('Here', currentChoices(plans)),
    ...group('Launch configurations', configurationChoices()),
    ...group('Scripts of package.json', await scriptChoices()),
  ];
}

function group(label: string, items: readonly Choice[]): Choice[] {
  if (items.length === 0) return [];
  return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function currentChoices(plans: Plans): Choice[] {
  const uri = activeFile();
  const items: Choice[] = [];
  if (uri?.scheme === 'file' && isRunnableFile(uri.fsPath)) {
    items.push({
      label: `$(file-code) ${path.basename(uri.fsPath)}`,
      description: 'the file in the editor',
      plan: () => plans.ofFile(uri),
    });
  }
  items.push({
    label: '$(terminal) Command…',
    description: 'any command that runs Node',
    plan: askForCommand,
  });
  return items;
}

async function askForCommand(): Promise<LaunchPlan | undefined> {
  const root = usualRoot();
  if (root === undefined) {
    throw new Error('Open a folder first, so that a command has a place to run in.');
  }
  const line = await vscode.window.showInputBox({
    title: 'Rankscope: Record a command',
    prompt: `Runs in ${root}`,
    placeHolder: 'node dist/rank.js --items 5000',
  });
  const command = wordsOf(line ?? '');
  return command.length === 0 ? undefined : { title: command.join(' '), command, cwd: root, root };
}

function configurationChoices(): Choice[] {
  return (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => {
    const found: unknown = vscode.workspace
      .getConfiguration('launch', folder)
      .get('configurations');
    const usable = Array.isArray(found) ? found.filter(isNodeConfiguration) : [];
    return usable.map((configuration): Choice => ({
      label: `$(debug-alt) ${String(configuration['name'])}`,
      description: folder.name,
      plan: () =>
        configurationPlan(
          configuration,
          {
            workspaceFolder: folder.uri.fsPath,
            file: activeFile()?.fsPath,
            env: process.env,
          },
          nodeOf(folder),
        ),
    }));
  });
}

async function scriptChoices(): Promise<Choice[]> {
  const files = await vscode.workspace.findFiles(
    '**/package.json',
    '**/node_modules/**',
    MAX_PACKAGES,
  );
  const sorted = [...files].sort((a, b) => a.fsPath.length - b.fsPath.length);
  const found = await Promise.all(sorted.map((uri) => scriptsOf(uri)));
  return found.flat();
}

async function scriptsOf(uri: vscode.Uri): Promise<Choice[]> {
  const folder = path.dirname(uri.fsPath);
  const facts = await readPackage(folder);
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? folder;
  const manager = await managerOf(root);
  return (facts?.scripts ?? []).map((name) => ({
    label: `$(play) ${name}`,
    description: `${manager} run, in ${vscode.workspace.asRelativePath(folder)}`,
    plan: () => scriptPlan(name, folder, root, manager),
  }));
}

async function managerOf(root: string): Promise<'npm' | 'pnpm' | 'yarn'> {
  for (const [file, manager] of [
    ['pnpm-lock.yaml', 'pnpm'],
    ['yarn.lock', 'yarn'],
  ] as const) {
    const exists = await vscode.workspace.fs.stat(vscode.Uri.file(path.join(root, file))).then(
      () => true,
      () => false,
    );
    if (exists) return manager;
  }
  return 'npm';
}
