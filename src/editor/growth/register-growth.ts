import * as vscode from 'vscode';
import type { AnalystClient } from '../analyst-client.js';
import { PlacementLenses } from '../annotations/placement-lenses.js';
import type { SuspectedGrowth } from '../scan/suspected-growth.js';
import { ChartPanel } from './chart-panel.js';
import { CurrentGrowth } from './current-growth.js';
import { GrowthDecorations } from './growth-decorations.js';
import { GrowthHovers } from './growth-hovers.js';
import { growthLenses } from './growth-lenses.js';
import { GrowthPlacements } from './growth-placements.js';
import { growthProblems } from './growth-problems.js';
import { GrowthRunner } from './growth-runner.js';
import { KeptGrowth } from './kept-growth.js';
import { ScaleLenses } from './scale-lenses.js';

/** What commands and views need of measured growth. */
export interface GrowthServices {
  readonly growth: CurrentGrowth;
  readonly runner: GrowthRunner;
  readonly chart: ChartPanel;
}

/** What measured growth works with. */
export interface GrowthParts {
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri' | 'storageUri'>;
  readonly analyst: AnalystClient;
  readonly log: vscode.LogOutputChannel;
  readonly scripts: vscode.DocumentSelector;
  readonly suspected: SuspectedGrowth;
}

/** Measures growth and shows it: in the text, among the problems, in a chart. */
export function registerGrowth({ context, analyst, log, scripts, suspected }: GrowthParts): {
  readonly services: GrowthServices;
  readonly disposable: vscode.Disposable;
} {
  const { extensionUri, storageUri } = context;
  const growth = new CurrentGrowth();
  const kept = new KeptGrowth(storageUri, growth, log);
  // First: the others ask it, and are told of a new result after it.
  const placements = new GrowthPlacements(analyst, growth);
  const chart = new ChartPanel({ extensionUri, current: growth, placements, kept });
  const dist = vscode.Uri.joinPath(extensionUri, 'dist').fsPath;
  const lenses = new PlacementLenses(placements, growthLenses);
  const scale = new ScaleLenses(analyst);
  const disposable = vscode.Disposable.from(
    growth,
    placements,
    chart,
    chart.register(),
    lenses,
    scale,
    growth.onDidChange((measured) => suspected.setMeasured(measured?.sites ?? [])),
    new GrowthDecorations(placements),
    growthProblems(placements, growth, suspected),
    vscode.languages.registerCodeLensProvider(scripts, lenses),
    vscode.languages.registerCodeLensProvider(scripts, scale),
    vscode.languages.registerHoverProvider(scripts, new GrowthHovers(placements, growth)),
    kept,
  );
  // When everybody listens.
  void kept.restore();
  return { services: { growth, chart, runner: new GrowthRunner(dist, growth, log) }, disposable };
}
