import * as vscode from 'vscode';
import { VIEWS } from '../contributions.js';
import type { CurrentGrowth } from '../growth/current-growth.js';
import type { CurrentRecording } from '../recordings/current-recording.js';
import { FindingsView } from './findings-view.js';
import { FunctionsView } from './functions-view.js';
import { RecordingsView } from './recordings-view.js';

/** Fills the views of the activity bar. */
export function registerViews(
  current: CurrentRecording,
  growth: CurrentGrowth,
): {
  readonly recordings: RecordingsView;
  readonly views: vscode.Disposable;
} {
  const recordings = new RecordingsView(current);
  const findings = new FindingsView(current, growth);
  const functions = new FunctionsView(current);
  const views = vscode.Disposable.from(
    recordings,
    findings,
    functions,
    vscode.window.registerTreeDataProvider(VIEWS.recordings, recordings),
    vscode.window.registerTreeDataProvider(VIEWS.findings, findings),
    vscode.window.registerTreeDataProvider(VIEWS.functions, functions),
  );
  return { recordings, views };
}
