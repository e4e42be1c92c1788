import * as vscode from 'vscode';
import { ANNOTATION_COLOR } from '../contributions.js';
import { onSettingChange, setting } from '../settings.js';
import type { GrowthPlacement, GrowthPlacements, PlacedGrowth } from './growth-placements.js';
import { siteText } from './growth-text.js';

/** Between the code and what is said about it. */
const GAP = '0 0 0 3em';

/** Shows at the end of lines how their work grows; super-linear ones in the colour of warnings. */
export class GrowthDecorations implements vscode.Disposable {
  readonly #placements: GrowthPlacements;
  readonly #text = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  readonly #ruler = vscode.window.createTextEditorDecorationType({
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.warningForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
  readonly #listening: vscode.Disposable;

  constructor(placements: GrowthPlacements) {
    this.#placements = placements;
    this.#listening = vscode.Disposable.from(
      placements.onDidChange((document) => this.#drawAll(document)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#drawAll()),
      onSettingChange(['annotations.enabled', 'annotations.minimumShare'], () => this.#drawAll()),
    );
  }

  dispose(): void {
    this.#listening.dispose();
    this.#text.dispose();
    this.#ruler.dispose();
  }

  #drawAll(document?: vscode.TextDocument): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (document === undefined || editor.document === document) this.#draw(editor);
    }
  }

  #draw(editor: vscode.TextEditor): void {
    const { document } = editor;
    const isOn = setting('annotations.enabled', document);
    const placement = isOn ? this.#placements.of(document) : undefined;
    const least = setting('annotations.minimumShare', document) / 100;
    const shown = placement === undefined ? [] : worthALine(document, placement, least);
    editor.setDecorations(
      this.#text,
      shown.map((each) => lineEnd(document, each)),
    );
    editor.setDecorations(
      this.#ruler,
      shown.filter(isSuperlinear).map(({ line }) => document.lineAt(line - 1).range),
    );
  }
}

function worthALine(
  document: vscode.TextDocument,
  { lines }: GrowthPlacement,
  least: number,
): PlacedGrowth[] {
  return lines.filter(
    ({ line, sites: [worst] }) =>
      line <= document.lineCount &&
      worst !== undefined &&
      // A line that works the same at every size has nothing to tell.
      (worst.isSuperlinear || (worst.share >= least && worst.growth > 0)),
  );
}

function isSuperlinear({ sites }: PlacedGrowth): boolean {
  return sites[0]?.isSuperlinear === true;
}

function lineEnd(document: vscode.TextDocument, placed: PlacedGrowth): vscode.DecorationOptions {
  const at = document.lineAt(placed.line - 1).range.end;
  const [worst] = placed.sites;
  const isWarning = isSuperlinear(placed);
  const color = new vscode.ThemeColor(isWarning ? 'editorWarning.foreground' : ANNOTATION_COLOR);
  // The mark says it to those who do not see the colour.
  const contentText = worst === undefined ? '' : `${isWarning ? '▲ ' : ''}${siteText(worst)}`;
  return {
    range: new vscode.Range(at, at),
    renderOptions: { after: { contentText, margin: GAP, color } },
  };
}
