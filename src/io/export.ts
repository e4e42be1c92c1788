import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { reportData } from '../core/analysis/report-data.js';
import { stacksInOrder } from '../core/analysis/summarize.js';
import type { Summary } from '../core/analysis/summary.js';
import { withoutIdle } from '../core/analysis/without-stacks.js';
import type { ProfileFormat } from '../core/formats/format.js';
import { FORMATS, formatForExtension } from '../core/formats/formats.js';
import type { Profile } from '../core/model/profile.js';
import { htmlReport } from '../core/report/html-report.js';
import { markdownReport } from '../core/report/markdown-report.js';
import { writeProfileFile, writeWhole } from './profile-files.js';
import type { LoadedRecording } from './recording-folder.js';

/** Which part of a recording is written. */
export type ExportView = 'cpu' | 'alloc';

/** Says why a recording cannot be written like that; one sentence, and what to do. */
export class ExportError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExportError';
  }
}

/** What can be written: a profile in one of the formats, or a report. */
export type ExportFormat = ProfileFormat | 'html' | 'markdown';

/** A recording, what it says, and how it is called in messages. */
export interface ExportSource {
  readonly name: string;
  readonly loaded: LoadedRecording;
  readonly summary: Summary;
}

/** Where to write a recording to, and how. */
export interface ExportRequest {
  readonly to: string;
  readonly format: ExportFormat;
  /** Nothing for what the format is made for. */
  readonly view: ExportView | undefined;
  readonly page: PageAssets;
  /** How paths are shown in a text. */
  readonly showPath: (file: string) => string;
}

/** What an HTML page is made with. */
export interface PageAssets {
  /** Folder with the built page, `report.js` and `report.css`. */
  readonly folder: string;
  readonly version: string;
}

/** Rows of each table where nobody says how many. */
export const DEFAULT_TOP = 12;

/** The format that the ending of a file's name stands for. Throws `ExportError`. */
export function exportFormat(to: string): ExportFormat {
  const ending = extname(to).toLowerCase();
  if (ending === '.html') return 'html';
  if (ending === '.md') return 'markdown';
  const format = formatForExtension(to);
  if (format?.write !== undefined) return format;
  const known = FORMATS.filter((each) => each.write !== undefined).map(
    (each) => each.extensions[0],
  );
  throw new ExportError(
    `The ending of ${to} names no format that can be written. Use one of ${[...known, '.md', '.html'].join(', ')}.`,
  );
}

/**
 * Writes a recording in another format, whole or not at all. Throws `ExportError` when it does not
 * have what the format is for, `ProfileFileError` when the file cannot be written.
 * @returns how many profiles stand in the file one after another; 0 for a report
 */
export async function exportRecording(
  source: ExportSource,
  { to, format, view, page, showPath }: ExportRequest,
): Promise<number> {
  const { loaded, summary } = source;
  if (format === 'html') {
    await writeWhole(to, Buffer.from(htmlPage(loaded, summary, page)));
    return 0;
  }
  if (format === 'markdown') {
    const sourceLine = (file: string, line: number) => sourceLineOf(loaded, file, line);
    const text = markdownReport(summary, { top: DEFAULT_TOP, showPath, sourceLine });
    await writeWhole(to, Buffer.from(text));
    return 0;
  }
  const profiles = profilesToWrite(source, format, view);
  await writeProfileFile(to, format, profiles);
  return profiles.length;
}

/** The page that opens anywhere: the data of a summary in the built webview. */
export function htmlPage(
  { sources, recordedAtMs }: LoadedRecording,
  summary: Summary,
  { folder, version }: PageAssets,
): string {
  const asset = (name: string) => readFileSync(join(folder, name), 'utf8');
  const data = reportData(summary, sources, {
    version,
    ...(recordedAtMs !== undefined && { recordedAtMs }),
  });
  return htmlReport(data, {
    script: asset('report.js'),
    style: asset('report.css'),
    sha256: (text) => createHash('sha256').update(text).digest('base64'),
  });
}

/** The text of a source line, as far as it may be shown. */
export function sourceLineOf({ sources }: LoadedRecording, file: string, line: number): string {
  return sources.text(file)?.split('\n')[line - 1] ?? '';
}

/** A format with a timeline gets the threads as they were sampled, the others the merged tree. */
function profilesToWrite(
  { loaded, summary, name }: ExportSource,
  format: ProfileFormat,
  wanted: ExportView | undefined,
): readonly Profile[] {
  const usual: ExportView = format.id === 'heapprofile' ? 'alloc' : 'cpu';
  const fallback: ExportView = summary.cpuProfile === undefined ? 'alloc' : usual;
  const view = wanted ?? fallback;
  if (format.id === 'heapprofile' && view === 'cpu') {
    throw new ExportError(
      'A .heapprofile holds allocations only: write .cpuprofile, .pb.gz or .folded instead.',
    );
  }
  if (format.id === 'cpuprofile' && view === 'alloc') {
    throw new ExportError(
      'A .cpuprofile holds CPU time only: write .heapprofile, .pb.gz or .folded instead.',
    );
  }
  if (view === 'alloc') return present(summary.allocationProfile, 'allocations', name);
  const inOrder = format.id === 'cpuprofile' ? stacksInOrder(loaded.recording, loaded.sources) : [];
  if (inOrder.length > 0) return inOrder;
  const cpu = summary.cpuProfile;
  return present(cpu === undefined ? undefined : withoutIdle(cpu), 'CPU samples', name);
}

function present(profile: Profile | undefined, what: string, name: string): readonly Profile[] {
  if (profile === undefined) throw new ExportError(`${name} holds no ${what}.`);
  return [profile];
}
