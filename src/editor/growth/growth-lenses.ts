import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.js';
import type { GrowingFunction, GrowthPlacement } from './growth-placements.js';
import { functionGrowthText } from './growth-text.js';

/** Functions whose worst site takes less of the time than this are worth no lens. */
const MINIMUM_SHARE = 0.02;

/** Lenses over functions: how the work of the worst of their lines grows. */
export function growthLenses({ functions }: GrowthPlacement): vscode.CodeLens[] {
  return functions.filter(isWorthIt).map(lens);
}

function isWorthIt({ site }: GrowingFunction): boolean {
  return site.isSuperlinear || (site.share >= MINIMUM_SHARE && site.growth > 0);
}

function lens({ line, stale, site }: GrowingFunction): vscode.CodeLens {
  const text = functionGrowthText(site);
  return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
    title: stale ? `$(history) before the change ${text}` : `$(graph-line) ${text}`,
    tooltip: stale
      ? 'The function has changed since it was measured. Click to see the scaling chart.'
      : 'Show the scaling chart',
    command: COMMANDS.showScalingChart,
  });
}
