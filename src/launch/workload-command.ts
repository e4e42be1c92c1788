import path from 'node:path';
import { typescriptArguments } from './typescript-support.js';

/** A workload module, and at which size to run it. */
export interface ScaledWorkload {
  /** The Node to run it with. */
  readonly node: string;
  readonly file: string;
  /** What `setup` is given: a number, or one for each parameter by its name. */
  readonly size: number | Readonly<Record<string, number>>;
  /** Once, to be counted; or several times, for the clock. */
  readonly mode: 'count' | 'time';
  /** No run begins after this time, ms. */
  readonly budgetMs: number;
  /** Folder with the built bundles. */
  readonly agentFolder: string;
}

/** The command that runs a workload module at one size. */
export function workloadCommand(workload: ScaledWorkload): string[] {
  const { node, file, size, mode, budgetMs, agentFolder } = workload;
  return [
    node,
    ...typescriptArguments({ file, dist: agentFolder }),
    path.join(agentFolder, 'scale-workload.js'),
    file,
    ...['--size', JSON.stringify(size), '--mode', mode, '--budget', String(budgetMs)],
  ];
}
