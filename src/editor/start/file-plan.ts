import path from 'node:path';
import type { LaunchPlan } from './launch-plan.js';

/** Files that Node can run, if need be with a compiler of types. */
const RUNNABLE = /\.[cm]?[jt]sx?$/i;
const DECLARATIONS = /\.d\.[cm]?ts$/i;
const WORKLOAD = /\.workload\.[cm]?[jt]sx?$/i;
const TEST = /(?:[._-](?:test|spec)\.[cm]?[jt]sx?$)|(?:[\\/](?:__tests__|tests?)[\\/])/i;

/** Can this file be run by Node? */
export function isRunnableFile(file: string): boolean {
  return RUNNABLE.test(file) && !DECLARATIONS.test(file);
}

/** Is this a workload module, by its name? */
export function isWorkloadFile(file: string): boolean {
  return WORKLOAD.test(file);
}

/** May there be tests in this file? */
export function isTestFile(file: string): boolean {
  return isRunnableFile(file) && TEST.test(file);
}

/** How to run a file. */
export interface FileRequest {
  readonly file: string;
  readonly cwd: string;
  readonly root: string;
  readonly node: string;
  /** Arguments Node needs to understand the file. */
  readonly nodeArguments: readonly string[];
}

/** The plan that runs a file as `node FILE` does. */
export function filePlan({ file, cwd, root, node, nodeArguments }: FileRequest): LaunchPlan {
  return { title: path.basename(file), command: [node, ...nodeArguments, file], cwd, root };
}

/** The plan that calls an exported function of a workload module again and again. */
export function workloadPlan(
  request: FileRequest,
  workload: { readonly runner: string; readonly name: string; readonly seconds: number },
): LaunchPlan {
  const { file, cwd, root, node, nodeArguments } = request;
  const { runner, name, seconds } = workload;
  return {
    title: `${path.basename(file)} › ${name}`,
    command: [
      ...[node, ...nodeArguments, runner, file],
      ...['--export', name, '--seconds', String(seconds)],
    ],
    cwd,
    root,
    deferred: true,
  };
}
