import type { Readable } from 'node:stream';
import { commandLine } from '../../core/analysis/command-name.js';
import type { RecordOptions } from '../../launch/agent-environment.js';
import { RunningTarget, type LaunchRequest, type TargetEnd } from '../../launch/launch-target.js';
import { runInfo } from '../../launch/record.js';
import { prepareFolder } from '../../launch/recording-target.js';
import { planEnvironment, type LaunchPlan } from '../start/launch-plan.js';
import { LiveFigures } from './live-figures.js';
import type { Run } from './run.js';
import type { TargetTerminal } from './target-terminal.js';

/** What a launch needs besides its plan. */
export interface LaunchServices {
  /** Folder with the agent's bundles. */
  readonly agentFolder: string;
  readonly options: RecordOptions;
  readonly terminal: TargetTerminal;
  readonly show: () => void;
}

/** Starts a target under the agent. Rejects with a `LaunchError` when it cannot be started. */
export async function launchRun(plan: LaunchPlan, services: LaunchServices): Promise<Run> {
  const { agentFolder, options, terminal, show } = services;
  const folder = prepareFolder(undefined, plan.root, false);
  const figures = new LiveFigures();
  terminal.note(`> ${commandLine(plan.command)}`);
  const request: LaunchRequest = {
    command: plan.command,
    cwd: plan.cwd,
    env: planEnvironment(process.env, plan),
    folder,
    agentFolder,
    options: { ...options, deferred: plan.deferred === true },
    stdio: ['pipe', 'pipe', 'pipe'],
    onFigures: (each) => figures.learn(each, Date.now()),
  };
  const target = await RunningTarget.launch(request);
  const { stdin, stdout, stderr } = target.streams;
  // A target that ends while somebody types is no fault.
  stdin?.on('error', () => undefined);
  for (const stream of [stdout, stderr]) showOutput(stream, terminal);
  const run: Run = {
    title: plan.title,
    folder,
    root: plan.root,
    figures,
    ended: target.ended.then((end: TargetEnd) => runInfo(request, end)),
    stop: () => void target.stop('SIGINT', false),
    cancel: () => target.kill(),
    show,
  };
  terminal.connect({ input: (line) => stdin?.write(line), stop: () => run.stop() });
  return run;
}

function showOutput(stream: Readable | null, terminal: TargetTerminal): void {
  stream?.setEncoding('utf8');
  stream?.on('data', (text: string) => terminal.write(text));
}
