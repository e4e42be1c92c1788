import path from 'node:path';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { durationText } from '../../core/analysis/figures.js';
import {
  CANCEL_GROWTH,
  isGrowthMessage,
  type GrowthMessage,
  type GrowthRequest,
  type MeasuredGrowth,
  type SizeParameter,
} from '../../protocol/growth.js';
import { COMMANDS } from '../contributions.js';
import { planEnvironment } from '../start/launch-plan.js';
import { nodeOf } from '../start/plans.js';
import { packageOf, rootOf } from '../start/workspace-facts.js';
import type { CurrentGrowth } from './current-growth.js';

const STEPS = { count: 'counting', time: 'timing', samples: 'finding out where the time goes' };

/** Measures how workloads grow, one at a time, with a notification that says how far it is. */
export class GrowthRunner {
  readonly #dist: string;
  readonly #current: CurrentGrowth;
  readonly #log: vscode.LogOutputChannel;
  #isRunning = false;

  constructor(dist: string, current: CurrentGrowth, log: vscode.LogOutputChannel) {
    this.#dist = dist;
    this.#current = current;
    this.#log = log;
  }

  /**
   * Measures a workload module at these sizes, or those it proposes, and shows the result. Rejects
   * with a sentence for the user; cancelled, it leaves everything as it was.
   */
  async measure(uri: vscode.Uri, sizes?: readonly SizeParameter[]): Promise<void> {
    if (this.#isRunning) {
      throw new Error('Growth is being measured already. Wait for it, or cancel it first.');
    }
    this.#isRunning = true;
    try {
      const request = await this.#requestOf(uri, sizes);
      const growth = await this.#follow(request);
      if (growth === undefined) return;
      for (const { message } of growth.warnings) this.#log.warn(message);
      this.#current.show(growth);
      void announce(growth);
    } finally {
      this.#isRunning = false;
    }
  }

  async #requestOf(uri: vscode.Uri, sizes?: readonly SizeParameter[]): Promise<GrowthRequest> {
    const root = rootOf(uri);
    const { folder: cwd } = await packageOf(uri.fsPath, root);
    return {
      file: uri.fsPath,
      node: nodeOf(uri),
      cwd,
      env: planEnvironment(process.env, { title: '', command: [], cwd, root }),
      agentFolder: this.#dist,
      ...(sizes !== undefined && { sizes }),
    };
  }

  async #follow(request: GrowthRequest): Promise<MeasuredGrowth | undefined> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: `Measuring the growth of ${path.basename(request.file)}`,
      cancellable: true,
    };
    return vscode.window.withProgress(options, async (progress, token) => {
      let behind = 0;
      const step = ({ parameter, size, what, done }: Extract<GrowthMessage, { type: 'step' }>) => {
        progress.report({
          message: `${parameter} = ${size}, ${STEPS[what]}`,
          increment: (done - behind) * 100,
        });
        behind = done;
      };
      return runThread(path.join(this.#dist, 'scale-thread.js'), request, step, token);
    });
  }
}

/** Runs the thread to its end; gives nothing when it was cancelled. */
function runThread(
  file: string,
  request: GrowthRequest,
  onStep: (step: Extract<GrowthMessage, { type: 'step' }>) => void,
  token: vscode.CancellationToken,
): Promise<MeasuredGrowth | undefined> {
  // Options of the editor's own process are not meant for it.
  const worker = new Worker(file, { workerData: request, execArgv: [] });
  // It has to end its targets itself.
  const cancelling = token.onCancellationRequested(() => {
    worker.postMessage(CANCEL_GROWTH);
  });
  return new Promise<MeasuredGrowth | undefined>((resolve, reject) => {
    worker.on('message', (message: unknown) => {
      if (!isGrowthMessage(message)) return;
      if (message.type === 'step') onStep(message);
      else if (token.isCancellationRequested) resolve(undefined);
      else if (message.type === 'done') resolve(message.growth);
      else reject(new Error(message.message));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('The measurement was ended; try again.')));
  }).finally(() => {
    cancelling.dispose();
  });
}

/** Says what was measured, which sizes are missing, and what to do with it. */
async function announce({ workload, sweeps, findings, warnings }: MeasuredGrowth): Promise<void> {
  const chart = 'Show Scaling Chart';
  const range = sweeps
    .map(({ parameter, sizes }) => `${parameter} = ${sizes[0] ?? 0} to ${sizes.at(-1) ?? 0}`)
    .join(', ');
  const found =
    findings.length === 0
      ? 'nothing grows faster than its input'
      : `${findings.length} ${findings.length === 1 ? 'line grows' : 'lines grow'} faster than the input`;
  const text = `Measured ${path.basename(workload)} at ${range}: ${found}${aheadText(sweeps)}.`;
  const [warning] = warnings;
  const chosen =
    warning === undefined
      ? await vscode.window.showInformationMessage(text, chart)
      : await vscode.window.showWarningMessage(`${text} ${warning.message}`, chart);
  if (chosen === chart) await vscode.commands.executeCommand(COMMANDS.showScalingChart);
}

/** What a run is expected to take at ten times the size. */
function aheadText(sweeps: MeasuredGrowth['sweeps']): string {
  const times = sweeps.flatMap(({ parameter, wall }) => {
    if (wall?.forecast === undefined) return [];
    const about = `about ${durationText(wall.forecast.value * 1000)}`;
    return parameter === 'n' ? `at 10× ${about}` : `at 10× ${parameter} ${about}`;
  });
  return times.map((time) => `; ${time}`).join('');
}
