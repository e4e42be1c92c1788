import * as vscode from 'vscode';
import type { SuperlinearFinding } from '../../core/analysis/scale.js';
import type { Line1 } from '../../core/model/units.js';
import { onSettingChange, setting } from '../settings.js';
import type { CurrentGrowth } from './current-growth.js';
import type { GrowthPlacement, GrowthPlacements } from './growth-placements.js';

/** Who else warns of measured growth, and on which lines of a document. */
export interface OtherWarnings {
  readonly onDidShow: vscode.Event<vscode.TextDocument>;
  measuredLines(document: vscode.TextDocument): ReadonlySet<Line1>;
}

/**
 * Puts what grows faster than its input into the Problems panel, where it stands now. A line that
 * was suspected as well is left to the warning that knows how to fix it.
 */
export class GrowthProblems implements vscode.Disposable {
  readonly #placements: GrowthPlacements;
  readonly #current: CurrentGrowth;
  readonly #others: OtherWarnings;
  readonly #collection = vscode.languages.createDiagnosticCollection('rankscope-growth');
  readonly #listening: vscode.Disposable;

  constructor(placements: GrowthPlacements, current: CurrentGrowth, others: OtherWarnings) {
    this.#placements = placements;
    this.#current = current;
    this.#others = others;
    this.#listening = vscode.Disposable.from(
      current.onDidChange(() => this.#showAll()),
      placements.onDidChange((document) => this.#showIn(document)),
      others.onDidShow((document) => this.#showIn(document)),
      onSettingChange(['problems.enabled', 'annotations.enabled'], () => this.#showAll()),
    );
  }

  dispose(): void {
    this.#listening.dispose();
    this.#collection.dispose();
  }

  #showAll(): void {
    this.#collection.clear();
    if (!isOn()) return;
    for (const [file, findings] of this.#byFile()) {
      this.#collection.set(
        vscode.Uri.file(file),
        findings.map((finding) => diagnostic(finding, finding.line)),
      );
    }
    for (const document of vscode.workspace.textDocuments) this.#showIn(document);
  }

  /** Follows the text: a finding about a line that is gone has nothing to point to. */
  #showIn(document: vscode.TextDocument): void {
    const placement = this.#placements.of(document);
    if (placement === undefined || !isOn()) return;
    const told = this.#others.measuredLines(document);
    const shown = (this.#byFile().get(placement.file) ?? []).flatMap((finding) => {
      const line = lineNow(finding, placement);
      return line === undefined || told.has(line) ? [] : [diagnostic(finding, line, document)];
    });
    this.#collection.set(document.uri, shown);
  }

  #byFile(): Map<string, SuperlinearFinding[]> {
    const byFile = new Map<string, SuperlinearFinding[]>();
    for (const finding of this.#current.shown?.findings ?? []) {
      byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
    }
    return byFile;
  }
}

function isOn(): boolean {
  return setting('problems.enabled') && setting('annotations.enabled');
}

function lineNow(finding: SuperlinearFinding, { lines }: GrowthPlacement): number | undefined {
  return lines.find(({ sites }) =>
    sites.some(({ line, isSuperlinear }) => isSuperlinear && line === finding.line),
  )?.line;
}

function diagnostic(
  finding: SuperlinearFinding,
  line: number,
  document?: vscode.TextDocument,
): vscode.Diagnostic {
  const isThere = document !== undefined && line <= document.lineCount;
  const text = isThere ? document.lineAt(line - 1) : undefined;
  const range = new vscode.Range(
    line - 1,
    text?.firstNonWhitespaceCharacterIndex ?? 0,
    line - 1,
    text?.range.end.character ?? Number.MAX_SAFE_INTEGER,
  );
  const made = new vscode.Diagnostic(range, finding.message, vscode.DiagnosticSeverity.Warning);
  made.source = 'Rankscope';
  made.code = finding.kind;
  return made;
}
