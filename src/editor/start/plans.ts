import path from 'node:path';
import * as vscode from 'vscode';
import { typescriptArguments } from '../../launch/typescript-support.js';
import { setting } from '../settings.js';
import { filePlan, isRunnableFile, workloadPlan, type FileRequest } from './file-plan.js';
import type { LaunchPlan } from './launch-plan.js';
import type { RunnableAt } from './run-lenses.js';
import { testPlan, testRunnerOf } from './test-runner.js';
import { packageOf, rootOf } from './workspace-facts.js';

/** Makes plans out of what people point at. */
export class Plans {
  /** Folder with the built bundles. */
  readonly #dist: string;

  constructor(dist: string) {
    this.#dist = dist;
  }

  /** The plan that runs a file. Rejects with a sentence for the user. */
  async ofFile(uri: vscode.Uri): Promise<LaunchPlan> {
    if (uri.scheme !== 'file' || !isRunnableFile(uri.fsPath)) {
      throw new Error(
        `${path.basename(uri.path)} is no JavaScript or TypeScript file on disk, so Node cannot run it.`,
      );
    }
    return filePlan(await this.#request(uri));
  }

  /** The plan that runs what a lens stands for. */
  async ofRunnable({ file, runnable, imports }: RunnableAt): Promise<LaunchPlan> {
    const uri = vscode.Uri.file(file);
    const request = await this.#request(uri);
    if (runnable.kind === 'workload') {
      const runner = path.join(this.#dist, 'workload.js');
      const seconds = Math.max(0, setting('workload.seconds', uri));
      return workloadPlan(request, { runner, name: runnable.name, seconds });
    }
    const { dependencies, folder } = await packageOf(file, request.root);
    return testPlan(testRunnerOf({ file, imports, dependencies }), {
      ...request,
      names: runnable.path,
      isSuite: runnable.block === 'suite',
      packageFolder: folder,
      custom: setting('tests.command', uri),
    });
  }

  async #request(uri: vscode.Uri): Promise<FileRequest> {
    const file = uri.fsPath;
    const root = rootOf(uri);
    const { folder: cwd } = await packageOf(file, root);
    const node = nodeOf(uri);
    const nodeArguments = typescriptArguments({ file, dist: this.#dist });
    return { file, root, cwd, node, nodeArguments };
  }
}

/** The Node that runs targets: the setting, else what the PATH has. */
export function nodeOf(scope?: vscode.ConfigurationScope): string {
  const chosen = setting('node.path', scope);
  return chosen === '' ? 'node' : chosen;
}
