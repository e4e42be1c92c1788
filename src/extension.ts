import * as vscode from 'vscode';
import { AnalystClient } from './editor/analyst-client.js';
import { annotate } from './editor/annotations/annotate.js';
import { registerCommands } from './editor/commands.js';
import { TASK_TYPE, TERMINAL_PROFILE } from './editor/contributions.js';
import { registerGrowth } from './editor/growth/register-growth.js';
import { registerPanels } from './editor/panel/register-panels.js';
import { announce } from './editor/recordings/announce.js';
import { CurrentRecording } from './editor/recordings/current-recording.js';
import { registerScan } from './editor/scan/register-scan.js';
import { ChangeProver } from './editor/prove/change-prover.js';
import { ProveLenses } from './editor/prove/prove-lenses.js';
import { RecordedTexts } from './editor/prove/recorded-texts.js';
import { Recorder } from './editor/session/recorder.js';
import { RecordingStatus } from './editor/session/status-bar.js';
import { Plans } from './editor/start/plans.js';
import { RecordTasks } from './editor/start/record-tasks.js';
import { RunLenses } from './editor/start/run-lenses.js';
import { RecordingTerminals } from './editor/start/terminal-profile.js';
import { registerViews } from './editor/views/register-views.js';

/** Languages whose files Node runs. */
const SCRIPTS = ['javascript', 'typescript', 'javascriptreact', 'typescriptreact'];

/** Puts the parts together; nothing here takes time before somebody asks for something. */
export function activate(context: vscode.ExtensionContext): void {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist').fsPath;
  const analyst = new AnalystClient(dist);
  const current = new CurrentRecording(analyst);
  const log = vscode.window.createOutputChannel('Rankscope', { log: true });
  const recorder = new Recorder(analyst, dist, log);
  const { panels, disposable } = registerPanels(context.extensionUri, analyst, current);
  const runLenses = new RunLenses(analyst);
  const texts = new RecordedTexts();
  const proveLenses = new ProveLenses(analyst, texts);
  const terminals = new RecordingTerminals(recorder);
  const { suspected, scan } = registerScan(dist, log);
  const selector = SCRIPTS.map((language) => ({ language, scheme: 'file' }));
  const growth = registerGrowth({ context, analyst, log, scripts: selector, suspected });
  const { recordings, views } = registerViews(current, growth.services.growth);
  context.subscriptions.push(
    analyst,
    log,
    current,
    recorder,
    new RecordingStatus(recorder),
    annotate(current),
    disposable,
    growth.disposable,
    views,
    runLenses,
    proveLenses,
    terminals,
    scan,
    vscode.languages.registerCodeLensProvider(selector, runLenses),
    vscode.languages.registerCodeLensProvider(selector, proveLenses),
    vscode.tasks.registerTaskProvider(TASK_TYPE, new RecordTasks(recorder)),
    vscode.window.registerTerminalProfileProvider(TERMINAL_PROFILE, terminals),
    registerCommands({
      ...{ recorder, current, panels, recordings, analyst },
      growth: growth.services,
      plans: new Plans(dist),
      prover: new ChangeProver({ analyst, dist, recorded: texts }, log),
      extensionId: context.extension.id,
      scan: { suspected, extensionUri: context.extensionUri },
    }),
    recorder.onDidRecord((recorded) => {
      current.show(recorded);
      texts.remember(recorded.recording.files);
      void announce(recorded);
    }),
  );
}
