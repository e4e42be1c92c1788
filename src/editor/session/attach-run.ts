import { attach } from '../../launch/attach.js';
import type { RecordOptions } from '../../launch/agent-environment.js';
import { prepareFolder } from '../../launch/recording-target.js';
import { LiveFigures } from './live-figures.js';
import type { Run } from './run.js';

/** A running process to record. */
export interface AttachPlan {
  readonly pid: number;
  readonly title: string;
  readonly root: string;
}

/** Begins to record a process that is running already; it goes on as before when that ends. */
export function attachRun(plan: AttachPlan, agentFolder: string, options: RecordOptions): Run {
  const folder = prepareFolder(undefined, plan.root, false);
  const figures = new LiveFigures();
  const stop = new AbortController();
  return {
    title: plan.title,
    folder,
    root: plan.root,
    figures,
    ended: attach({
      process: { pid: plan.pid },
      folder,
      agentFolder,
      options,
      durationMs: undefined,
      stop: stop.signal,
      onStarted: () => undefined,
      onFigures: (each) => figures.learn(each, Date.now()),
    }),
    stop: () => stop.abort(),
    cancel: () => stop.abort(),
    show: () => undefined,
  };
}
