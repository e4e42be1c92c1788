import * as vscode from 'vscode';
import type { FunctionFigures, Neighbour } from '../../analyst/questions.js';
import { attributionText } from '../../core/analysis/attribution-text.js';
import { bytesText, durationText, percentText } from '../../core/analysis/figures.js';
import { COMMANDS } from '../contributions.js';
import { gcText } from './annotation-text.js';
import type { CurrentRecording } from '../recordings/current-recording.js';
import { setting } from '../settings.js';
import { functionAround, type PlacedFunction, type PlacedLine } from './placement.js';
import type { Placements } from './placements.js';

/** Callers and callees beyond these are of no weight. */
const MAX_NEIGHBOURS = 5;

/** Tells of a line or a function what it costs, who calls it and whom it calls. */
export class Hovers implements vscode.HoverProvider {
  readonly #placements: Placements;
  readonly #current: CurrentRecording;

  constructor(placements: Placements, current: CurrentRecording) {
    this.#placements = placements;
    this.#current = current;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const placement = this.#placements.of(document);
    if (placement === undefined || !setting('annotations.enabled', document)) return undefined;
    const number = position.line + 1;
    const line = placement.lines.find((each) => each.line === number);
    const starting = placement.functions.find((each) => each.line === number);
    if (line === undefined && starting === undefined) return undefined;
    const text = new vscode.MarkdownString();
    // Links may do this and nothing else; names out of the profile are plain text.
    text.isTrusted = { enabledCommands: [COMMANDS.showFunction] };
    text.supportThemeIcons = true;
    if (line !== undefined) describeLine(text, line);
    const subject = starting ?? functionAround(placement, number);
    if (subject !== undefined) await this.#describeFunction(text, subject);
    return new vscode.Hover(text, document.lineAt(position.line).range);
  }

  async #describeFunction(text: vscode.MarkdownString, subject: PlacedFunction): Promise<void> {
    const { figures, index, stale } = subject;
    text.appendMarkdown('\n\n---\n\n$(symbol-method) **');
    text.appendText(figures.name);
    text.appendMarkdown('** ');
    if (stale) text.appendMarkdown('_(changed since it was recorded)_');
    text.appendMarkdown(
      `\n\nTotal ${percentText(figures.totalShare)} (${durationText(figures.totalUs)}) · ` +
        `self ${percentText(figures.selfShare)} (${durationText(figures.selfUs)})`,
    );
    if (figures.allocatedBytes > 0) {
      text.appendMarkdown(
        ` · ${bytesText(figures.allocatedBytes)} allocated (${percentText(figures.allocatedShare)})`,
      );
    }
    if (figures.gcPauses > 0) {
      text.appendMarkdown(` · ${gcText(figures)}`);
    }
    const { callers, callees } = await this.#current.ask('neighbours', { function: index });
    this.#list(text, 'Called by', callers, figures);
    this.#list(text, 'Calls', callees, figures);
    const focus = { subject: 'cpu', file: figures.file, line: figures.line };
    const query = encodeURIComponent(JSON.stringify([focus]));
    text.appendMarkdown(`\n\n[Show in flame graph](command:${COMMANDS.showFunction}?${query})`);
  }

  #list(
    text: vscode.MarkdownString,
    title: string,
    neighbours: readonly Neighbour[],
    { totalUs }: FunctionFigures,
  ): void {
    if (neighbours.length === 0) return;
    text.appendMarkdown(`\n\n${title}: `);
    const functions = this.#current.shown?.recording.functions ?? [];
    for (const [i, neighbour] of neighbours.slice(0, MAX_NEIGHBOURS).entries()) {
      if (i > 0) text.appendMarkdown(', ');
      text.appendText(functions[neighbour.function]?.name ?? '(unknown)');
      text.appendMarkdown(` ${percentText(neighbour.totalUs / (totalUs || 1))}`);
    }
    const rest = neighbours.length - MAX_NEIGHBOURS;
    if (rest > 0) text.appendMarkdown(` and ${rest} more`);
  }
}

function describeLine(text: vscode.MarkdownString, { figures }: PlacedLine): void {
  const { selfUs, totalUs, selfShare, totalShare } = figures;
  text.appendMarkdown(
    `$(flame) **This line: ${percentText(totalShare)} of CPU time** (${durationText(totalUs)}), ` +
      `${percentText(selfShare)} (${durationText(selfUs)}) by itself` +
      `${figures.gcPauses > 0 ? ` · ${gcText(figures)}` : ''}\n\n_`,
  );
  text.appendText(attributionText(figures));
  text.appendMarkdown('_');
}
