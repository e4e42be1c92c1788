import * as vscode from 'vscode';
import type { AnalystClient } from '../analyst-client.js';
import { chooseGrowth } from './growth-choices.js';
import type { GrowthServices } from './register-growth.js';
import { scaleFunction } from './scale-function.js';

type Handler = (argument: unknown) => unknown;

/**
 * The commands about growth.
 * @param mayRun is this code of the workspace allowed to run, and nothing recorded now?
 */
export function growthCommands(
  { growth, runner, chart }: GrowthServices,
  analyst: AnalystClient,
  mayRun: (code: string) => Promise<boolean>,
): Readonly<
  Record<
    'measureGrowth' | 'measureGrowthOf' | 'scaleFunction' | 'showScalingChart' | 'clearGrowth',
    Handler
  >
> {
  return {
    measureGrowth: async () => {
      if (!(await mayRun('a workload of your choice'))) return;
      const chosen = await chooseGrowth(analyst);
      if (chosen === undefined) return;
      await vscode.workspace.saveAll(false);
      await runner.measure(chosen.uri, chosen.sizes);
    },
    measureGrowthOf: async (argument: unknown) => {
      if (typeof argument !== 'string') return;
      if (!(await mayRun(vscode.workspace.asRelativePath(argument)))) return;
      await vscode.workspace.saveAll(false);
      await runner.measure(vscode.Uri.file(argument));
    },
    scaleFunction: () => scaleFunction(analyst),
    showScalingChart: () => chart.show(),
    clearGrowth: () => growth.show(undefined),
  };
}
