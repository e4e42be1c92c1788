import * as vscode from 'vscode';
import type { Finding } from '../../core/analysis/summary.js';
import type { CurrentRecording } from '../recordings/current-recording.js';
import { onSettingChange, setting } from '../settings.js';
import type { Placement } from './placement.js';
import type { Placements } from './placements.js';

/** Puts findings into the Problems panel, on the lines they are about now. */
export class Problems implements vscode.Disposable {
  readonly #placements: Placements;
  readonly #current: CurrentRecording;
  readonly #collection = vscode.languages.createDiagnosticCollection('rankscope');
  readonly #listening: vscode.Disposable;

  constructor(placements: Placements, current: CurrentRecording) {
    this.#placements = placements;
    this.#current = current;
    this.#listening = vscode.Disposable.from(
      current.onDidChange(() => this.#showAll()),
      placements.onDidChange((document) => this.#showIn(document)),
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
    const byFile = new Map<string, Finding[]>();
    for (const finding of this.#current.shown?.recording.findings ?? []) {
      byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
    }
    for (const [file, findings] of byFile) {
      this.#collection.set(
        vscode.Uri.file(file),
        findings.map((each) => diagnostic(each, each.line)),
      );
    }
  }

  /** Follows the text: a finding about a line that is gone has nothing to point to. */
  #showIn(document: vscode.TextDocument): void {
    const placement = this.#placements.of(document);
    const file = this.#placements.figuresOf(document.uri)?.file;
    if (placement === undefined || file === undefined || !isOn()) return;
    const findings = this.#current.shown?.recording.findings ?? [];
    const shown = findings
      .filter((finding) => finding.file === file)
      .map((finding) => ({ finding, line: lineNow(finding, placement) }))
      .filter((each): each is { finding: Finding; line: number } => each.line !== undefined)
      .map(({ finding, line }) => diagnostic(finding, line, document));
    this.#collection.set(document.uri, shown);
  }
}

function isOn(): boolean {
  return setting('problems.enabled') && setting('annotations.enabled');
}

function lineNow(finding: Finding, placement: Placement): number | undefined {
  if (finding.kind === 'hot-line') {
    return placement.lines.find(({ figures }) => figures.line === finding.line)?.line;
  }
  const subject = placement.functions.find(({ figures }) => figures.line === finding.line);
  return subject?.stale === false ? subject.line : undefined;
}

function diagnostic(
  finding: Finding,
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
  const made = new vscode.Diagnostic(range, finding.message, severity(finding));
  made.source = 'Rankscope';
  made.code = finding.kind;
  return made;
}

function severity(finding: Finding): vscode.DiagnosticSeverity {
  return finding.severity === 'warning'
    ? vscode.DiagnosticSeverity.Warning
    : vscode.DiagnosticSeverity.Information;
}
