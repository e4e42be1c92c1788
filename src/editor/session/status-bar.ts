import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.js';
import { clockText } from './live-figures.js';
import type { Recorder, RecorderState } from './recorder.js';

/** Left of what other extensions show, as it matters while it is there. */
const PRIORITY = 1000;

/** What is being recorded, for how long, and what it uses; with the buttons to end it. */
export class RecordingStatus implements vscode.Disposable {
  readonly #items = {
    main: item('rankscope.status', 'Rankscope: Recording', PRIORITY),
    stop: item('rankscope.status.stop', 'Rankscope: Stop', PRIORITY - 1),
    cancel: item('rankscope.status.cancel', 'Rankscope: Cancel', PRIORITY - 2),
  };
  readonly #recorder: Recorder;
  readonly #listening: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    this.#listening = recorder.onDidChange((state) => this.#show(state));
    const { main, stop, cancel } = this.#items;
    main.command = COMMANDS.showRunning;
    stop.command = COMMANDS.stop;
    stop.text = '$(debug-stop) Stop';
    stop.tooltip = 'Stop recording and show the result';
    cancel.command = COMMANDS.cancel;
    cancel.text = '$(close) Cancel';
    cancel.tooltip = 'Stop recording and throw it away';
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#listening.dispose();
    for (const each of Object.values(this.#items)) each.dispose();
  }

  #show(state: RecorderState): void {
    clearInterval(this.#timer);
    const { main, stop, cancel } = this.#items;
    const isRunning = state.kind === 'running';
    for (const each of [stop, cancel]) {
      if (isRunning) each.show();
      else each.hide();
    }
    if (state.kind === 'idle') {
      main.hide();
      return;
    }
    if (isRunning) this.#timer = setInterval(() => this.#tick(), 1000);
    this.#tick();
    main.show();
  }

  #tick(): void {
    const { main } = this.#items;
    const { state } = this.#recorder;
    if (state.kind === 'running') {
      const { run, startedAt } = state;
      const now = Date.now();
      const figures = run.figures.text(now);
      main.text = `$(record) ${clockText(now - startedAt)}${figures === '' ? '' : `  ${figures}`}`;
      main.tooltip = `Rankscope is recording ${run.title}`;
    } else if (state.kind !== 'idle') {
      main.text =
        state.kind === 'starting'
          ? `$(loading~spin) Starting ${state.title}`
          : `$(loading~spin) Analysing ${state.title}`;
      main.tooltip = '';
    }
  }
}

function item(id: string, name: string, priority: number): vscode.StatusBarItem {
  const made = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left, priority);
  made.name = name;
  return made;
}
