import * as vscode from 'vscode';
import type { Line1 } from '../../core/model/units.js';
import type { Finding } from '../../core/rules/file-summary.js';
import type { TextRange } from '../../core/source/parse-script.js';
import type { Measured } from './measured-lines.js';

/** A suspicion as it is shown in a document. */
export interface Suspect {
  readonly finding: Finding;
  readonly diagnostic: vscode.Diagnostic;
  /** The line on which it was measured super-linear; nothing where it was not. */
  readonly measuredLine: Line1 | undefined;
}

/** How a finding is shown in a document, with what was measured of it if it was. */
export function suspectOf(
  { finding, uri }: { readonly finding: Finding; readonly uri: vscode.Uri },
  suspected: vscode.DiagnosticSeverity,
  measured: Extract<Measured, { readonly kind: 'superlinear' }> | undefined,
): Suspect {
  const message = `${finding.message}\n${finding.advice}`;
  const diagnostic = new vscode.Diagnostic(
    rangeOf(finding),
    measured === undefined ? message : `Measured: ${measured.text}. ${message}`,
    measured === undefined ? suspected : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Rankscope';
  diagnostic.code = finding.rule;
  diagnostic.relatedInformation = finding.related.map(
    (place) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(
          place.file === finding.file ? uri : vscode.Uri.file(place.file),
          rangeOf(place),
        ),
        place.message,
      ),
  );
  return { finding, diagnostic, measuredLine: measured?.line };
}

/** Ends of findings are exclusive once columns count from 0. */
function rangeOf({ startLine, startColumn, endLine, endColumn }: TextRange): vscode.Range {
  return new vscode.Range(startLine - 1, startColumn - 1, endLine - 1, endColumn);
}
