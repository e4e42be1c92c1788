import * as vscode from 'vscode';
import type { Recorder } from '../session/recorder.js';
import { TargetTerminal } from '../session/target-terminal.js';
import type { LaunchPlan } from './launch-plan.js';
import { usualRoot } from './workspace-facts.js';

/** Tasks of the type `rankscope`: `{ "command": "node", "args": ["dist/rank.js"] }`. */
export class RecordTasks implements vscode.TaskProvider {
  readonly #recorder: Recorder;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** Only what `tasks.json` defines: scripts and launch configurations have a picker. */
  provideTasks(): vscode.Task[] {
    return [];
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const { scope, definition, name } = task;
    const plan = taskPlan(definition, name, scope);
    if (plan === undefined) return undefined;
    const recorder = this.#recorder;
    const execution = new vscode.CustomExecution(() => {
      const terminal = new TargetTerminal();
      void recorder.launchIn(terminal, plan, true, () => undefined);
      return Promise.resolve(terminal);
    });
    return new vscode.Task(
      definition,
      scope ?? vscode.TaskScope.Workspace,
      name,
      'rankscope',
      execution,
    );
  }
}

function taskPlan(
  definition: vscode.TaskDefinition,
  name: string,
  scope: vscode.Task['scope'],
): LaunchPlan | undefined {
  const folder = typeof scope === 'object' ? scope.uri.fsPath : usualRoot();
  const { command, args, cwd } = definition as { command?: unknown; args?: unknown; cwd?: unknown };
  if (typeof command !== 'string' || command === '' || folder === undefined) return undefined;
  const words = Array.isArray(args) ? args.map(String) : [];
  const inFolder = (text: string) => text.replaceAll('${workspaceFolder}', folder);
  return {
    title: name,
    command: [command, ...words].map(inFolder),
    cwd: typeof cwd === 'string' ? inFolder(cwd) : folder,
    root: folder,
  };
}
