import * as vscode from 'vscode';
import { onSettingChange, setting } from '../settings.js';

/** What can be told of a line as a problem. */
interface FoundOnLine {
  readonly kind: string;
  readonly severity: 'warning' | 'info';
  readonly file: string;
  /** As it was when it was found. */
  readonly line: number;
  readonly message: string;
}

/** Findings, and where they stand now. */
export interface FindingSource<Finding extends FoundOnLine> {
  /** Name of their own collection of problems. */
  readonly name: string;
  /** All of them may be others now. */
  readonly onDidChange: vscode.Event<unknown>;
  /** Those of a document may stand somewhere else now. */
  readonly onDidMove: readonly vscode.Event<vscode.TextDocument>[];
  all(): readonly Finding[];
  /** The path of a document as findings name it; nothing when nobody knows where they stand. */
  fileOf(document: vscode.TextDocument): string | undefined;
  /** The line of a finding now; nothing for one that is not to be shown. */
  lineNow(finding: Finding, document: vscode.TextDocument): number | undefined;
}

/** Puts findings into the Problems panel, on the lines they are about now. */
export class FindingProblems<Finding extends FoundOnLine> implements vscode.Disposable {
  readonly #source: FindingSource<Finding>;
  readonly #collection: vscode.DiagnosticCollection;
  readonly #listening: vscode.Disposable;

  constructor(source: FindingSource<Finding>) {
    this.#source = source;
    this.#collection = vscode.languages.createDiagnosticCollection(source.name);
    this.#listening = vscode.Disposable.from(
      source.onDidChange(() => this.#showAll()),
      ...source.onDidMove.map((event) => event((document) => this.#showIn(document))),
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
    for (const finding of this.#source.all()) {
      byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
    }
    for (const [file, findings] of byFile) {
      this.#collection.set(
        vscode.Uri.file(file),
        findings.map((finding) => diagnostic(finding, finding.line)),
      );
    }
    for (const document of vscode.workspace.textDocuments) this.#showIn(document);
  }

  /** Follows the text: a finding about a line that is gone has nothing to point to. */
  #showIn(document: vscode.TextDocument): void {
    const file = this.#source.fileOf(document);
    if (file === undefined || !isOn()) return;
    const shown = this.#source.all().flatMap((finding) => {
      if (finding.file !== file) return [];
      const line = this.#source.lineNow(finding, document);
      return line === undefined ? [] : [diagnostic(finding, line, document)];
    });
    this.#collection.set(document.uri, shown);
  }
}

function isOn(): boolean {
  return setting('problems.enabled') && setting('annotations.enabled');
}

function diagnostic(
  { kind, severity, message }: FoundOnLine,
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
  const { Warning, Information } = vscode.DiagnosticSeverity;
  const made = new vscode.Diagnostic(
    range,
    message,
    severity === 'warning' ? Warning : Information,
  );
  made.source = 'Rankscope';
  made.code = kind;
  return made;
}
