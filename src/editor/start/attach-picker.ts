import * as vscode from 'vscode';
import type { AttachPlan } from '../session/attach-run.js';
import { nodeProcesses } from './node-processes.js';
import { usualRoot } from './workspace-facts.js';

/** Lets the user choose a running Node process; nothing when they choose none. */
export async function pickProcess(): Promise<AttachPlan | undefined> {
  const root = usualRoot();
  if (root === undefined) {
    throw new Error('Open a folder first: the recording is kept there, and its sources are shown.');
  }
  const items = nodeProcesses().then((processes) =>
    processes
      // VS Code's own; to record it would stop everything for moments.
      .filter(({ pid }) => pid !== process.pid && pid !== process.ppid)
      .map(({ pid, command }) => ({
        label: command.replace(/^(?:"[^"]+"|\S+)\s*/, '') || command,
        description: String(pid),
        pid,
      })),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Rankscope: Attach to a Node process',
    placeHolder: 'Process to record; it goes on when the recording ends',
    matchOnDescription: true,
  });
  return chosen && { pid: chosen.pid, title: `process ${chosen.pid}`, root };
}
