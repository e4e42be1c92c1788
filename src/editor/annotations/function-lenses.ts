import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.js';
import { functionText } from './annotation-text.js';
import type { PlacedFunction, Placement } from './placement.js';

/** Functions above this share are worth a lens, whatever lines are annotated. */
const MINIMUM_SHARE = 0.01;

/** Lenses over hot functions: total, self, allocation and GC. */
export function functionLenses({ functions }: Placement): vscode.CodeLens[] {
  return functions.filter(isHot).map(lens);
}

function isHot({ figures }: PlacedFunction): boolean {
  const { totalShare, allocatedShare } = figures;
  return totalShare >= MINIMUM_SHARE || allocatedShare >= MINIMUM_SHARE;
}

function lens({ line, stale, figures }: PlacedFunction): vscode.CodeLens {
  const text = functionText(figures);
  return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
    title: stale ? `$(history) was ${text}` : `$(flame) ${text}`,
    tooltip: stale
      ? 'The function has changed since it was recorded. Click to see it in the flame graph.'
      : 'Show the function in the flame graph',
    command: COMMANDS.showFunction,
    arguments: [{ subject: 'cpu', file: figures.file, line: figures.line }],
  });
}
