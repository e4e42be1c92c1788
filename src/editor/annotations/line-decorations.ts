import * as vscode from 'vscode';
import { ANNOTATION_COLOR, HEAT_COLORS, STALE_COLOR } from '../contributions.js';
import { onSettingChange, setting } from '../settings.js';
import { heatLevel, lineText, memoryText } from './annotation-text.js';
import type { Placement } from './placement.js';
import type { Placements } from './placements.js';

/** Between the code and what is said about it. */
const GAP = '0 0 0 3em';

const STALE_TEXT = 'changed since it was recorded';

/** Shows what lines cost: at their end, as heat behind them and in the overview ruler. */
export class LineDecorations implements vscode.Disposable {
  readonly #placements: Placements;
  readonly #text = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  readonly #heat = HEAT_COLORS.map((color) =>
    vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: new vscode.ThemeColor(color),
      overviewRulerColor: new vscode.ThemeColor(color),
      overviewRulerLane: vscode.OverviewRulerLane.Right,
    }),
  );
  readonly #listening: vscode.Disposable;

  constructor(placements: Placements) {
    this.#placements = placements;
    this.#listening = vscode.Disposable.from(
      placements.onDidChange((document) => this.#drawDocument(document)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#drawAll()),
      onSettingChange(['annotations.enabled', 'annotations.minimumShare', 'annotations.heat'], () =>
        this.#drawAll(),
      ),
    );
  }

  dispose(): void {
    this.#listening.dispose();
    for (const type of [this.#text, ...this.#heat]) type.dispose();
  }

  #drawAll(): void {
    for (const editor of vscode.window.visibleTextEditors) this.#draw(editor);
  }

  #drawDocument(document: vscode.TextDocument): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === document) this.#draw(editor);
    }
  }

  #draw(editor: vscode.TextEditor): void {
    const { document } = editor;
    const isOn = setting('annotations.enabled', document);
    const placement = isOn ? this.#placements.of(document) : undefined;
    const least = setting('annotations.minimumShare', document) / 100;
    editor.setDecorations(
      this.#text,
      placement === undefined ? [] : lineEnds(document, placement, least),
    );
    const hot = setting('annotations.heat', document) ? heatRanges(document, placement, least) : [];
    for (const [level, type] of this.#heat.entries()) editor.setDecorations(type, hot[level] ?? []);
  }
}

function lineEnds(
  document: vscode.TextDocument,
  placement: Placement,
  least: number,
): vscode.DecorationOptions[] {
  const texts = new Map<number, { text: string; stale: boolean }>();
  for (const { line, figures } of placement.lines) {
    if (figures.totalShare >= least) texts.set(line, { text: lineText(figures), stale: false });
  }
  for (const { line, stale, figures } of placement.functions) {
    const isWorthIt = figures.totalShare >= least || figures.allocatedShare >= 0.01;
    const text = stale ? STALE_TEXT : memoryText(figures);
    if (!isWorthIt || text === '') continue;
    const before = texts.get(line);
    texts.set(line, {
      text: before === undefined || stale ? text : `${before.text} · ${text}`,
      stale,
    });
  }
  return [...texts]
    .filter(([line]) => line <= document.lineCount)
    .map(([line, { text, stale }]) => lineEnd(document.lineAt(line - 1).range.end, text, stale));
}

function lineEnd(at: vscode.Position, text: string, stale: boolean): vscode.DecorationOptions {
  const color = new vscode.ThemeColor(stale ? STALE_COLOR : ANNOTATION_COLOR);
  const after = { contentText: text, margin: GAP, color, ...(stale && { fontStyle: 'italic' }) };
  return { range: new vscode.Range(at, at), renderOptions: { after } };
}

/** The ranges of each level of heat, from the first. */
function heatRanges(
  document: vscode.TextDocument,
  placement: Placement | undefined,
  least: number,
): vscode.Range[][] {
  const levels: vscode.Range[][] = HEAT_COLORS.map(() => []);
  for (const { line, figures } of placement?.lines ?? []) {
    if (figures.ownShare < least || line > document.lineCount) continue;
    levels[heatLevel(figures.ownShare) - 1]?.push(document.lineAt(line - 1).range);
  }
  return levels;
}
