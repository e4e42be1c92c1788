import * as vscode from 'vscode';
import type { Recorder } from '../session/recorder.js';
import { RecordedTerminal } from '../session/recorded-terminal.js';
import { isTrusted } from '../session/trust.js';
import { usualRoot } from './workspace-facts.js';

/** A terminal profile in which every Node program is recorded. */
export class RecordingTerminals implements vscode.TerminalProfileProvider, vscode.Disposable {
  readonly #recorder: Recorder;
  readonly #open: RecordedTerminal[] = [];
  readonly #listening: vscode.Disposable;
  #waiting: RecordedTerminal[] = [];
  readonly #byTerminal = new Map<vscode.Terminal, RecordedTerminal>();

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    this.#listening = vscode.Disposable.from(
      vscode.window.onDidOpenTerminal((terminal) => this.#adopt(terminal)),
      vscode.window.onDidCloseTerminal((terminal) => this.#byTerminal.get(terminal)?.dispose()),
    );
  }

  async provideTerminalProfile(): Promise<vscode.TerminalProfile | undefined> {
    const root = usualRoot();
    if (root === undefined || !(await isTrusted('record'))) return undefined;
    const recorded = await RecordedTerminal.open(root, (run) => {
      this.#recorder.finish(run).catch((error: unknown) => this.#recorder.report(error));
    });
    this.#open.push(recorded);
    this.#waiting.push(recorded);
    return new vscode.TerminalProfile({
      name: 'Rankscope',
      iconPath: new vscode.ThemeIcon('flame'),
      message: 'Every Node program that runs in this terminal is recorded.',
      env: this.#recorder.terminalEnvironment(recorded),
      cwd: root,
    });
  }

  dispose(): void {
    this.#listening.dispose();
    for (const each of this.#open) each.dispose();
  }

  /** VS Code does not say which terminal came of a profile; they come in order. */
  #adopt(terminal: vscode.Terminal): void {
    if (terminal.name !== 'Rankscope') return;
    const [recorded, ...rest] = this.#waiting;
    this.#waiting = rest;
    if (recorded !== undefined) this.#byTerminal.set(terminal, recorded);
  }
}
