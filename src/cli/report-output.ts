import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { summarize } from '../core/analysis/summarize.js';
import { jsonReport } from '../core/report/json-report.js';
import { textReport } from '../core/report/text-report.js';
import { DEFAULT_TOP, htmlPage, sourceLineOf, type PageAssets } from '../io/export.js';
import type { LoadedRecording } from '../io/recording-folder.js';
import { shownPath } from '../io/shown-path.js';
import type { Terminal } from './terminal.js';

/** What every command that ends in a report lets its user choose. */
export interface ReportOptions {
  readonly json?: true;
  readonly html?: string;
  readonly top?: number;
  readonly root?: string;
}

/** The folder whose sources may be shown. */
export function rootOf({ root = '.' }: ReportOptions): string {
  return resolve(process.cwd(), root);
}

/** What this program makes HTML pages with. */
export function pageAssets(): PageAssets {
  return { folder: join(__dirname, 'webview'), version: RANKSCOPE_VERSION };
}

/** Prints what a recording says, and writes the HTML page when it is asked for. */
export function writeReport(
  loaded: LoadedRecording,
  options: ReportOptions,
  terminal: Terminal,
  extra: object = {},
): void {
  const cwd = process.cwd();
  const summary = summarize(loaded.recording, loaded.sources);
  if (options.html !== undefined) {
    writeFileSync(options.html, htmlPage(loaded, summary, pageAssets()));
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
    sourceLine: (file, line) => sourceLineOf(loaded, file, line),
  });
  terminal.out(text);
}
