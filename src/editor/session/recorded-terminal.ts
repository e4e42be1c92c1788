import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type * as vscode from 'vscode';
import type { RunInfo } from '../../io/recording-folder.js';
import {
  agentEnvironment,
  agentOptions,
  type RecordOptions,
} from '../../launch/agent-environment.js';
import { ControlServer } from '../../launch/control-server.js';
import { prepareFolder } from '../../launch/recording-target.js';

/** A program that ran in the terminal has ended, and this is its recording. */
export interface TerminalRun {
  readonly folder: string;
  readonly root: string;
  readonly title: string;
  readonly run: RunInfo;
}

/**
 * The environment of a terminal in which every Node program is recorded. What runs from the first
 * program's start until none runs any more makes one recording.
 */
export class RecordedTerminal implements vscode.Disposable {
  readonly #control: ControlServer;
  readonly #root: string;
  readonly #inbox: string;
  readonly #onRun: (run: TerminalRun) => void;
  readonly #watching: NodeJS.Timeout;
  #startedAt: number | undefined;
  #title = '';

  private constructor(root: string, inbox: string, onRun: (run: TerminalRun) => void) {
    this.#root = root;
    this.#inbox = inbox;
    this.#onRun = onRun;
    this.#control = new ControlServer((message) => {
      if (message.type !== 'hello' || this.#startedAt !== undefined) return;
      this.#startedAt = Date.now();
      this.#title =
        message.argv
          .slice(1)
          .map((word) => path.basename(word))
          .join(' ') || 'node';
    });
    this.#watching = setInterval(() => this.#look(), 200);
  }

  /** Prepares a terminal for recordings below `root`. */
  static async open(root: string, onRun: (run: TerminalRun) => void): Promise<RecordedTerminal> {
    const parent = path.join(root, '.rankscope');
    await mkdir(parent, { recursive: true });
    const terminal = new RecordedTerminal(root, mkdtempSync(path.join(parent, 'terminal-')), onRun);
    await terminal.#control.listen();
    return terminal;
  }

  /** Variables to be set in the terminal. */
  environment(agentFolder: string, options: RecordOptions): Record<string, string> {
    const agent = agentOptions(this.#inbox, this.#control.address, options);
    const all = agentEnvironment(process.env, agentFolder, agent);
    const ours = Object.entries(all).filter(([name, value]) => process.env[name] !== value);
    return Object.fromEntries(ours.map(([name, value]) => [name, value ?? '']));
  }

  dispose(): void {
    clearInterval(this.#watching);
    this.#look();
    this.#control.close();
    rmSync(this.#inbox, { recursive: true, force: true });
  }

  /** Has everything ended that ran? Then its files become a recording. */
  #look(): void {
    if (this.#startedAt === undefined || this.#control.agentCount > 0) return;
    const wallUs = (Date.now() - this.#startedAt) * 1000;
    this.#startedAt = undefined;
    const names = readdirSync(this.#inbox);
    if (names.length === 0) return;
    const folder = prepareFolder(undefined, this.#root, false);
    for (const name of names) renameSync(path.join(this.#inbox, name), path.join(folder, name));
    const title = this.#title;
    const run = {
      command: [title],
      cwd: this.#root,
      exitCode: null,
      signal: null,
      wallUs,
      heapSnapshots: [],
      warnings: [],
    };
    this.#onRun({ folder, root: this.#root, title, run });
  }
}
