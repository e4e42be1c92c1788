import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { parsePanelFocus } from '../protocol/panel.js';
import { changeSetting, setting } from './settings.js';
import { COMMANDS, WALKTHROUGH } from './contributions.js';
import type { FlamePanels } from './panel/flame-panels.js';
import type { AnalystClient } from './analyst-client.js';
import { growthCommands } from './growth/growth-commands.js';
import type { GrowthServices } from './growth/register-growth.js';
import type { ChangeProver } from './prove/change-prover.js';
import { subjectOf } from './prove/subject.js';
import type { CurrentRecording, ShownRecording } from './recordings/current-recording.js';
import { exportRecording } from './recordings/export-recording.js';
import type { ListedRecording } from './recordings/recording-library.js';
import { pickThread } from './recordings/thread-picker.js';
import { scanCommands, type ScanServices } from './scan/scan-commands.js';
import type { Recorder } from './session/recorder.js';
import { isTrusted, type TrustedAction } from './session/trust.js';
import { pickProcess } from './start/attach-picker.js';
import type { Plans } from './start/plans.js';
import { pickPlan } from './start/record-picker.js';
import type { RunnableAt } from './start/run-lenses.js';
import { activeFile, usualRoot } from './start/workspace-facts.js';
import type { RecordingsView } from './views/recordings-view.js';

/** What the commands work with. */
export interface CommandServices {
  readonly recorder: Recorder;
  readonly current: CurrentRecording;
  readonly panels: FlamePanels;
  readonly plans: Plans;
  readonly prover: ChangeProver;
  readonly recordings: RecordingsView;
  readonly growth: GrowthServices;
  readonly analyst: AnalystClient;
  readonly extensionId: string;
  readonly scan: ScanServices;
}

type Handler = (argument: unknown) => unknown;

/** Makes every command known to VS Code. What one rejects with is shown to the user. */
export function registerCommands(services: CommandServices): vscode.Disposable {
  const handlers: Readonly<Record<keyof typeof COMMANDS, Handler>> = {
    ...recordCommands(services),
    ...viewCommands(services),
    ...recordingCommands(services),
    ...scanCommands(services.scan),
    ...growthCommands(services.growth, services.analyst, (code) =>
      mayRun(services.recorder, 'measure', code),
    ),
  };
  const names = Object.keys(COMMANDS) as (keyof typeof COMMANDS)[];
  return vscode.Disposable.from(
    ...names.map((name) =>
      vscode.commands.registerCommand(COMMANDS[name], async (argument: unknown) => {
        try {
          await handlers[name](argument);
        } catch (error) {
          services.recorder.report(error);
        }
      }),
    ),
  );
}

function recordCommands({ recorder, plans, prover }: CommandServices) {
  return {
    record: async () => {
      if (!(await mayRun(recorder, 'record'))) return;
      const plan = await pickPlan(plans);
      if (plan !== undefined) await recorder.launch(plan);
    },
    recordFile: async (argument: unknown) => {
      const uri = argument instanceof vscode.Uri ? argument : fileToRecord();
      if (!(await mayRun(recorder, 'record', relativePath(uri.fsPath)))) return;
      await recorder.launch(await plans.ofFile(uri));
    },
    recordRunnable: async (argument: unknown) => {
      const runnable = argument as RunnableAt;
      if (!(await mayRun(recorder, 'record', relativePath(runnable.file)))) return;
      await vscode.workspace.saveAll(false);
      await recorder.launch(await plans.ofRunnable(runnable));
    },
    attach: async () => {
      if (!(await mayRun(recorder, 'record'))) return;
      const plan = await pickProcess();
      if (plan !== undefined) await recorder.attach(plan);
    },
    prove: async (argument: unknown) => {
      if (await mayRun(recorder, 'prove', provingRun(argument))) await prover.prove(argument);
    },
    stop: () => recorder.stop(),
    cancel: () => recorder.cancel(),
    showRunning: () => {
      if (recorder.state.kind === 'running') recorder.state.run.show();
    },
  } satisfies Partial<Record<keyof typeof COMMANDS, Handler>>;
}

function viewCommands({ current, panels, extensionId }: CommandServices) {
  return {
    showFlameGraph: () => panels.show(shown(current)),
    showFunction: (argument: unknown) => panels.show(shown(current), parsePanelFocus(argument)),
    toggleAnnotations: () => changeSetting('annotations.enabled', !setting('annotations.enabled')),
    openWalkthrough: () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        `${extensionId}#${WALKTHROUGH}`,
      ),
    openSettings: () =>
      vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`),
  } satisfies Partial<Record<keyof typeof COMMANDS, Handler>>;
}

function recordingCommands({ current, panels, recordings }: CommandServices) {
  const open = async (file: string, name: string, root: string) => {
    current.show(await current.read(file, name, root));
  };
  return {
    openRecording: async () => {
      const chosen = await vscode.window.showOpenDialog({
        title: 'Open a recording or a profile',
        canSelectFiles: true,
        canSelectFolders: true,
        openLabel: 'Open',
      });
      const file = chosen?.[0]?.fsPath;
      if (file === undefined) return;
      await open(file, path.basename(file), usualRoot() ?? path.dirname(file));
      await panels.show(shown(current));
    },
    chooseRecording: async (argument: unknown) => {
      const { path: folder, name, root } = argument as ListedRecording;
      await open(folder, name, root);
    },
    showThread: async () => {
      const whole = shown(current);
      const picked = await pickThread(whole);
      if (picked !== undefined) current.show(await current.readThread(whole, picked.thread));
    },
    closeRecording: () => current.show(undefined),
    deleteRecording: async (argument: unknown) => {
      const { path: folder, name } = argument as ListedRecording;
      const remove = 'Delete';
      const chosen = await vscode.window.showWarningMessage(
        `Delete the recording of ${name}?`,
        { modal: true, detail: `${folder} is removed for good.` },
        remove,
      );
      if (chosen !== remove) return;
      if (current.shown?.path === folder) current.show(undefined);
      await rm(folder, { recursive: true, force: true });
      recordings.refresh();
    },
    revealRecording: (argument: unknown) =>
      vscode.commands.executeCommand(
        'revealFileInOS',
        vscode.Uri.file((argument as ListedRecording).path),
      ),
    export: async (argument: unknown) => {
      const { name, root } = shown(current);
      await exportRecording(
        { name, root, write: (to, view) => current.ask('export', { to, ...(view && { view }) }) },
        argument === 'cpu' || argument === 'alloc' ? argument : undefined,
      );
    },
  } satisfies Partial<Record<keyof typeof COMMANDS, Handler>>;
}

async function mayRun(recorder: Recorder, action: TrustedAction, code?: string): Promise<boolean> {
  return (await isTrusted(action, code)) && recorder.isFree();
}

/** What a proof would run, as far as that is known before anything is read. */
function provingRun(argument: unknown): string | undefined {
  const subject = subjectOf(argument);
  if (subject === undefined) return undefined;
  const file = relativePath(subject.file);
  return subject.kind === 'workload' ? file : `the workload of ${file}`;
}

function relativePath(file: string): string {
  return vscode.workspace.asRelativePath(file);
}

function shown(current: CurrentRecording): ShownRecording {
  if (current.shown !== undefined) return current.shown;
  throw new Error(
    'No recording is open. Record something first, or open a recording with “Rankscope: Open Recording or Profile…”.',
  );
}

function fileToRecord(): vscode.Uri {
  const uri = activeFile();
  if (uri === undefined) throw new Error('Open the file to record first.');
  return uri;
}
