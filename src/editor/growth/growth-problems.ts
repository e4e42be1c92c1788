import type * as vscode from 'vscode';
import type { ParameterFinding } from '../../core/analysis/parameters.js';
import type { Line1 } from '../../core/model/units.js';
import { FindingProblems } from '../annotations/finding-problems.js';
import type { CurrentGrowth } from './current-growth.js';
import type { GrowthPlacements } from './growth-placements.js';

/** Who else warns of measured growth, and on which lines of a document. */
export interface OtherWarnings {
  readonly onDidShow: vscode.Event<vscode.TextDocument>;
  measuredLines(document: vscode.TextDocument): ReadonlySet<Line1>;
}

/**
 * What grows faster than its input as problems. A line that was suspected as well is left to the
 * warning that knows how to fix it.
 */
export function growthProblems(
  placements: GrowthPlacements,
  current: CurrentGrowth,
  others: OtherWarnings,
): FindingProblems<ParameterFinding> {
  return new FindingProblems<ParameterFinding>({
    name: 'rankscope-growth',
    onDidChange: current.onDidChange,
    onDidMove: [placements.onDidChange, others.onDidShow],
    all: () => current.shown?.findings ?? [],
    fileOf: (document) => placements.of(document)?.file,
    lineNow: (finding, document) => {
      const placed = placements
        .of(document)
        ?.lines.find(({ sites }) =>
          sites.some(({ line, isSuperlinear }) => isSuperlinear && line === finding.line),
        );
      const isTold = placed !== undefined && others.measuredLines(document).has(placed.line);
      return isTold ? undefined : placed?.line;
    },
  });
}
