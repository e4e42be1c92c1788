import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reportData } from '../core/analysis/report-data.js';
import { summarize } from '../core/analysis/summarize.js';
import type { Summary } from '../core/analysis/summary.js';
import { htmlReport } from '../core/report/html-report.js';
import { jsonReport } from '../core/report/json-report.js';
import { textReport } from '../core/report/text-report.js';
import type { LoadedRecording } from '../io/recording-folder.js';
import { SourceFiles } from '../io/source-files.js';
import { shownPath, type Terminal } from './terminal.js';

/** What every command that ends in a report lets its user choose. */
export interface ReportOptions {
  readonly json?: true;
  readonly html?: string;
  readonly top?: number;
  readonly root?: string;
}

/** Rows of each table when `--top` does not say. */
export const DEFAULT_TOP = 12;

/** Prints what a recording says, and writes the HTML page when it is asked for. */
export function writeReport(
  loaded: LoadedRecording,
  options: ReportOptions,
  terminal: Terminal,
  extra: object = {},
): void {
  const cwd = process.cwd();
  const sources = new SourceFiles({
    root: resolve(cwd, options.root ?? '.'),
    hashes: loaded.recording.sourceHashes,
    maps: loaded.maps,
  });
  const summary = summarize(loaded.recording, sources);
  if (options.html !== undefined) {
    writeFileSync(options.html, htmlPage(summary, sources, loaded.recordedAtMs));
    terminal.note(`Wrote ${options.html}`);
  }
  if (options.json === true) {
    const report = { ...jsonReport(summary, options.top), ...extra };
    terminal.out(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  const text = textReport(summary, {
    top: options.top ?? DEFAULT_TOP,
    style: terminal.style,
    showPath: (file) => shownPath(file, cwd),
    sourceLine: (file, line) => sources.text(file)?.split('\n')[line - 1] ?? '',
  });
  terminal.out(text);
}

/** The page that opens anywhere: the data of a summary in the built webview. */
export function htmlPage(
  summary: Summary,
  sources: SourceFiles,
  recordedAtMs: number | undefined,
): string {
  const asset = (name: string) => readFileSync(join(__dirname, 'webview', name), 'utf8');
  const data = reportData(summary, sources, {
    version: RANKSCOPE_VERSION,
    ...(recordedAtMs !== undefined && { recordedAtMs }),
  });
  return htmlReport(data, {
    script: asset('report.js'),
    style: asset('report.css'),
    sha256: (text) => createHash('sha256').update(text).digest('base64'),
  });
}
