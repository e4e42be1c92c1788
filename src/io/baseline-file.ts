import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { readBaseline } from '../core/rules/baseline.js';
import type { Finding } from '../core/rules/file-summary.js';

/** Tells which findings are known, or why a file cannot tell it. */
export type BaselineFile =
  | { readonly ok: true; readonly isKnown: (finding: Finding) => boolean }
  | { readonly ok: false; readonly reason: 'missing' | 'no-baseline' };

/** What a baseline file knows; paths in it count from its own folder. */
export function readBaselineFile(file: string): BaselineFile {
  if (!existsSync(file)) return { ok: false, reason: 'missing' };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // A folder, or not for us to read.
    return { ok: false, reason: 'no-baseline' };
  }
  const isKnown = readBaseline(text);
  if (isKnown === undefined) return { ok: false, reason: 'no-baseline' };
  const shown = shownFrom(file);
  return { ok: true, isKnown: (finding) => isKnown(finding, shown(finding.file)) };
}

/** Paths as a baseline has them: from its own folder, the same on all systems. */
export function shownFrom(baseline: string): (file: string) => string {
  const folder = dirname(resolve(baseline));
  return (file) => relative(folder, file).split(sep).join('/');
}
