import { linesOf } from '../core/source/text-lines.js';
import type { Finding } from '../core/rules/file-summary.js';

/** A finding that took other files to make, with the line by which it is found again. */
export interface KeptFinding {
  readonly finding: Finding;
  readonly lineText: string;
}

/** Which findings of a package does a file not make by itself? */
export function keptFrom(
  text: string,
  whole: readonly Finding[],
  alone: readonly Finding[],
): readonly KeptFinding[] {
  const own = new Set(alone.map(({ fingerprint }) => fingerprint));
  const lines = linesOf(text);
  return whole
    .filter(({ fingerprint }) => !own.has(fingerprint))
    .map((finding) => ({ finding, lineText: lines[finding.startLine - 1] ?? '' }));
}

/**
 * Where they stand in the text of now, until the package is asked again: on the nearest line that
 * says the same. Their fixes were made for another text, and are left out.
 */
export function keptIn(
  text: string,
  kept: readonly KeptFinding[],
  alone: readonly Finding[],
): readonly Finding[] {
  if (kept.length === 0) return [];
  const own = new Set(alone.map(({ fingerprint }) => fingerprint));
  const lines = linesOf(text);
  return kept.flatMap(({ finding, lineText }) => {
    const { startLine, endLine, fingerprint } = finding;
    const line = nearest(lines, lineText, startLine);
    if (line === undefined || own.has(fingerprint)) return [];
    const end = line + endLine - startLine;
    return end > lines.length
      ? []
      : [{ ...finding, startLine: line, endLine: end, fix: undefined }];
  });
}

function nearest(lines: readonly string[], wanted: string, from: number): number | undefined {
  for (let distance = 0; distance < lines.length; distance++) {
    for (const line of [from - distance, from + distance]) {
      if (lines[line - 1] === wanted) return line;
    }
  }
  return undefined;
}
