import * as vscode from 'vscode';
import type { AnalystClient } from '../analyst-client.js';
import { ChartPanel } from './chart-panel.js';
import { CurrentGrowth } from './current-growth.js';
import { GrowthDecorations } from './growth-decorations.js';
import { GrowthHovers } from './growth-hovers.js';
import { GrowthLenses } from './growth-lenses.js';
import { GrowthPlacements } from './growth-placements.js';
import { GrowthProblems } from './growth-problems.js';
import { GrowthRunner } from './growth-runner.js';
import { ScaleLenses } from './scale-lenses.js';

/** What commands and views need of measured growth. */
export interface GrowthServices {
  readonly growth: CurrentGrowth;
  readonly runner: GrowthRunner;
  readonly chart: ChartPanel;
}

/** Measures growth and shows it: in the text, among the problems, in a chart. */
export function registerGrowth(
  extensionUri: vscode.Uri,
  analyst: AnalystClient,
  log: vscode.LogOutputChannel,
  scripts: vscode.DocumentSelector,
): { readonly services: GrowthServices; readonly disposable: vscode.Disposable } {
  const growth = new CurrentGrowth();
  // First: the others ask it, and are told of a new result after it.
  const placements = new GrowthPlacements(analyst, growth);
  const chart = new ChartPanel(extensionUri, growth, placements);
  const dist = vscode.Uri.joinPath(extensionUri, 'dist').fsPath;
  const lenses = new GrowthLenses(placements);
  const scale = new ScaleLenses(analyst);
  const disposable = vscode.Disposable.from(
    growth,
    placements,
    chart,
    lenses,
    scale,
    new GrowthDecorations(placements),
    new GrowthProblems(placements, growth),
    vscode.languages.registerCodeLensProvider(scripts, lenses),
    vscode.languages.registerCodeLensProvider(scripts, scale),
    vscode.languages.registerHoverProvider(scripts, new GrowthHovers(placements, growth)),
  );
  return { services: { growth, chart, runner: new GrowthRunner(dist, growth, log) }, disposable };
}
