import { readdir, rm, rmdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { OpenedRecording } from '../../analyst/questions.js';
import type { TargetInfo } from '../../core/model/recording.js';
import type { RecordOptions } from '../../launch/agent-environment.js';
import type { AnalystClient } from '../analyst-client.js';
import { CONTEXT_KEYS } from '../contributions.js';
import { setting } from '../settings.js';
import type { LaunchPlan } from '../start/launch-plan.js';
import type { AttachPlan } from './attach-run.js';
import type { RecordedTerminal, TerminalRun } from './recorded-terminal.js';
import type { Run } from './run.js';
import { TargetTerminal } from './target-terminal.js';

/** A recording that was just made. */
export interface Recorded {
  readonly recording: OpenedRecording;
  readonly path: string;
  readonly name: string;
  readonly root: string;
}

/** What the recorder is doing. */
export type RecorderState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting' | 'finishing'; readonly title: string }
  | { readonly kind: 'running'; readonly run: Run; readonly startedAt: number };

/** Makes recordings, one at a time, and says what it is doing. */
export class Recorder implements vscode.Disposable {
  readonly #analyst: AnalystClient;
  readonly #agentFolder: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<RecorderState>();
  readonly #recorded = new vscode.EventEmitter<Recorded>();
  readonly onDidChange = this.#changed.event;
  readonly onDidRecord = this.#recorded.event;
  #state: RecorderState = { kind: 'idle' };
  #cancelled: Run | undefined;
  /** Terminals of targets that have ended; the next one takes their place. */
  #ended: vscode.Terminal | undefined;

  constructor(analyst: AnalystClient, agentFolder: string, log: vscode.LogOutputChannel) {
    this.#analyst = analyst;
    this.#log = log;
    this.#agentFolder = agentFolder;
  }

  get state(): RecorderState {
    return this.#state;
  }

  /** Runs and records a plan in a terminal of its own; settles when the recording is there. */
  async launch(plan: LaunchPlan): Promise<void> {
    if (!this.#mayStart()) return;
    this.#ended?.dispose();
    const pty = new TargetTerminal();
    const terminal = vscode.window.createTerminal({
      name: plan.title,
      pty,
      iconPath: new vscode.ThemeIcon('flame'),
    });
    terminal.show(true);
    await this.launchIn(pty, plan, false, () => terminal.show());
    this.#ended = terminal;
  }

  /** The same in a terminal that VS Code has made, for a task. */
  async launchIn(
    pty: TargetTerminal,
    plan: LaunchPlan,
    isTask: boolean,
    show: () => void,
  ): Promise<void> {
    const services = { agentFolder: this.#agentFolder, options: recordOptions(), show };
    const exitCode = await this.#follow(plan.title, async () => {
      const { launchRun } = await import('./launch-run.js');
      return launchRun(plan, { ...services, terminal: pty });
    });
    pty.end(exitCode, isTask);
  }

  /** Records a running process until it is stopped. */
  async attach(plan: AttachPlan): Promise<void> {
    if (!this.#mayStart()) return;
    await this.#follow(plan.title, async () => {
      const { attachRun } = await import('./attach-run.js');
      return attachRun(plan, this.#agentFolder, recordOptions());
    });
  }

  /** Is nothing being recorded? If something is, says so and offers to stop it. */
  isFree(): boolean {
    return this.#mayStart();
  }

  /** What a terminal's programs have to know to be recorded. */
  terminalEnvironment(terminal: RecordedTerminal): Record<string, string> {
    return terminal.environment(this.#agentFolder, recordOptions());
  }

  /** Makes a recording of what the agents wrote, and tells of it. Rejects with a sentence for the user. */
  async finish({ folder: path, root, title: name, run }: TerminalRun): Promise<void> {
    const start = performance.now();
    const recording = await this.#analyst.ask('finish', { folder: path, run, root });
    const took = Math.round(performance.now() - start);
    this.#log.info(`${name} is recorded in ${path}; it took ${took} ms to analyse.`);
    for (const { message } of recording.warnings) this.#log.warn(message);
    this.#recorded.fire({ recording, path, name, root });
  }

  /** Shows what went wrong; the log has the rest. */
  report(error: unknown): void {
    this.#log.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }

  stop(): void {
    if (this.#state.kind === 'running') this.#state.run.stop();
  }

  /** Ends the recording and throws it away. */
  cancel(): void {
    if (this.#state.kind !== 'running') return;
    this.#cancelled = this.#state.run;
    this.#cancelled.cancel();
  }

  dispose(): void {
    // What the target has written so far stays on disk, as an unfinished recording.
    if (this.#state.kind === 'running') this.#state.run.cancel();
    this.#changed.dispose();
    this.#recorded.dispose();
  }

  #mayStart(): boolean {
    if (this.#state.kind === 'idle') return true;
    void this.#refuse();
    return false;
  }

  async #refuse(): Promise<void> {
    const title = this.#state.kind === 'running' ? this.#state.run.title : 'A recording';
    const stop = 'Stop and Keep It';
    const chosen = await vscode.window.showWarningMessage(
      `${title} is being recorded. Stop it before you start another recording.`,
      stop,
    );
    if (chosen === stop) this.stop();
  }

  /** Sees a run through to its end; gives the exit code for its terminal. */
  async #follow(title: string, begin: () => Promise<Run>): Promise<number> {
    if (!this.#mayStart()) return 1;
    this.#become({ kind: 'starting', title });
    let run: Run | undefined;
    try {
      // It starts beside the target, so that it is there when there is something to analyse.
      this.#analyst.warmUp();
      run = await begin();
      this.#log.info(`Recording ${title} to ${run.folder}`);
      this.#become({ kind: 'running', run, startedAt: Date.now() });
      const info = await run.ended;
      if (this.#wasCancelled(run)) return await this.#discard(run);
      this.#become({ kind: 'finishing', title });
      const { folder, root } = run;
      await this.finish({ folder, root, title, run: info });
      return exitCodeOf(info);
    } catch (error) {
      if (run !== undefined && this.#wasCancelled(run)) return await this.#discard(run);
      if (run !== undefined) await removeEmpty(run.folder);
      this.report(error);
      return 1;
    } finally {
      this.#become({ kind: 'idle' });
    }
  }

  #wasCancelled(run: Run): boolean {
    return this.#cancelled === run;
  }

  async #discard({ folder, title }: Run): Promise<number> {
    await rm(folder, { recursive: true, force: true });
    vscode.window.setStatusBarMessage(`Recording of ${title} cancelled; nothing was kept.`, 5000);
    return 1;
  }

  #become(state: RecorderState): void {
    this.#state = state;
    this.#changed.fire(state);
    void vscode.commands.executeCommand(
      'setContext',
      CONTEXT_KEYS.isRecording,
      state.kind === 'running',
    );
  }
}

/** A folder without anything in it is no recording; one with something is kept. */
async function removeEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => ['unreadable']);
  if (names.length === 0) await rmdir(folder);
}

function exitCodeOf({ exitCode }: Pick<TargetInfo, 'exitCode'>): number {
  return exitCode ?? 1;
}

function recordOptions(): RecordOptions {
  const sampler = setting('record.sampler');
  return {
    deferred: false,
    sampler: sampler === 'v8-profiler-next' || sampler === 'inspector' ? sampler : 'auto',
    intervalUs: Math.min(1_000_000, Math.max(50, setting('record.intervalMicroseconds'))),
    heap: setting('record.allocations'),
    heapSnapshot: false,
  };
}
