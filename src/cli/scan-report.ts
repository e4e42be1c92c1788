import type { Style } from '../core/report/text-report.js';
import type { Finding } from '../core/rules/file-summary.js';

/** Something that was left out of a scan, and why. */
export interface ScanWarning {
  readonly code: string;
  readonly message: string;
}

/** What a scan has found. */
export interface ScanResult {
  readonly findings: readonly Finding[];
  readonly warnings: readonly ScanWarning[];
  readonly files: number;
  readonly lines: number;
}

/** The JSON document of `scan`, as the other commands write theirs. */
export function scanJson({ findings, warnings }: ScanResult): object {
  return {
    schema: 'rankscope/1',
    findings: findings.map((finding) => ({
      kind: 'superlinear',
      severity: 'info',
      file: finding.file,
      line: finding.startLine,
      column: finding.startColumn,
      endLine: finding.endLine,
      endColumn: finding.endColumn,
      function: finding.function,
      message: finding.message,
      evidence: 'suspected',
      rule: finding.rule,
      degree: finding.degree,
      fix: finding.fix?.title ?? finding.advice,
      ...(finding.fix !== undefined && { edits: finding.fix.edits }),
      related: finding.related.map((place) => ({
        file: place.file,
        line: place.startLine,
        message: place.message,
      })),
      fingerprint: finding.fingerprint,
    })),
    warnings,
  };
}

/** The same for people. */
export function scanText(
  { findings, warnings, files, lines }: ScanResult,
  { style, showPath }: { style: Style; showPath: (file: string) => string },
): string {
  const sections = [
    `${countOf(findings.length, 'suspected place')} in ${countOf(files, 'file')}, ${countOf(lines, 'line')}`,
    findings.length === 0
      ? ''
      : [style.title('Suspected'), ...suspects(findings, style, showPath)].join('\n'),
    warnings.length === 0
      ? ''
      : [style.title('Notes'), ...warnings.map(({ message }) => `- ${message}`)].join('\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function suspects(
  findings: readonly Finding[],
  style: Style,
  showPath: (file: string) => string,
): readonly string[] {
  return findings.flatMap(({ message, advice, fix, file, startLine, rule }) => [
    `- ${message}`,
    `    ${fix === undefined ? advice : `${advice} A quick fix is known.`}`,
    style.dim(`    ${showPath(file)}:${startLine}  ${rule}`),
  ]);
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
