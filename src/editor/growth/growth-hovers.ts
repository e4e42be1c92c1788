import * as vscode from 'vscode';
import { durationText, percentText } from '../../core/analysis/figures.js';
import type { SiteGrowth } from '../../core/analysis/parameters.js';
import { groups } from '../../core/analysis/superlinear.js';
import type { GrowthSweep, MeasuredSite } from '../../protocol/growth.js';
import { COMMANDS } from '../contributions.js';
import { setting } from '../settings.js';
import type { CurrentGrowth } from './current-growth.js';
import type { GrowthPlacements } from './growth-placements.js';
import { exponentsText, siteTitle } from './growth-text.js';

/** Sites of one line beyond these are of no weight. */
const MOST_SITES = 3;

/** Columns of a hover stand close together. */
const GAP = '&ensp;';

/** Tells of a line what was counted on it at each size, and how that grows. */
export class GrowthHovers implements vscode.HoverProvider {
  readonly #placements: GrowthPlacements;
  readonly #current: CurrentGrowth;

  constructor(placements: GrowthPlacements, current: CurrentGrowth) {
    this.#placements = placements;
    this.#current = current;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const { shown } = this.#current;
    if (shown === undefined || !setting('annotations.enabled', document)) return undefined;
    const line = position.line + 1;
    const placed = this.#placements.of(document)?.lines.find((each) => each.line === line);
    if (placed === undefined) return undefined;
    const text = new vscode.MarkdownString();
    // Links may do this and nothing else; names out of programs are plain text.
    text.isTrusted = { enabledCommands: [COMMANDS.showScalingChart] };
    text.supportThemeIcons = true;
    for (const site of placed.sites.slice(0, MOST_SITES)) describe(text, site, shown.sweeps);
    text.appendMarkdown(`\n\n[Show the scaling chart](command:${COMMANDS.showScalingChart})`);
    return new vscode.Hover(text, document.lineAt(position.line).range);
  }
}

function describe(
  text: vscode.MarkdownString,
  site: MeasuredSite,
  sweeps: readonly GrowthSweep[],
): void {
  const { uncertainty, model, timeMs, share, isSuperlinear } = site;
  text.appendMarkdown(`\n\n${isSuperlinear ? '$(warning)' : '$(graph-line)'} **`);
  text.appendText(siteTitle(site));
  const sure = site.others.length === 0 ? ` ± ${uncertainty.toFixed(2)}, model ${model}` : '';
  text.appendMarkdown(
    `: work grows as ${exponentsText(site)}**${sure}` +
      `${isSuperlinear ? ', faster than its input' : ''}\n\n`,
  );
  for (const growth of [site, ...site.others]) {
    const sweep = sweeps.find(({ parameter }) => parameter === growth.parameter);
    if (sweep !== undefined) text.appendMarkdown(table(growth, sweep));
  }
  const of = timeMs === undefined ? 'of all that was counted' : 'of the time';
  const where = site.others.length === 0 ? 'at the largest size' : 'at the largest sizes';
  text.appendMarkdown(`${percentText(share)} ${of} ${where}`);
}

/** What was counted at each value of a parameter. */
function table({ counts, timeMs }: SiteGrowth, { parameter, held, sizes }: GrowthSweep): string {
  const time = timeMs === undefined ? '' : ` ${GAP}time |`;
  const rule = timeMs === undefined ? '' : '---:|';
  const rows = sizes.map((size, i) => {
    const ms = timeMs === undefined ? '' : ` ${GAP}${durationText((timeMs[i] ?? 0) * 1000)} |`;
    return `| ${groups(size)} | ${GAP}${groups(counts[i] ?? 0)} |${ms}`;
  });
  const others = Object.entries(held).map(([name, value]) => `${name} = ${groups(value)}`);
  const heldText = others.length === 0 ? '' : `With ${others.join(', ')}:\n\n`;
  return `${heldText}| ${parameter} | ${GAP}work |${time}\n|---:|---:|${rule}\n${rows.join('\n')}\n\n`;
}
