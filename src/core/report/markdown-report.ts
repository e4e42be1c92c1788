import { commandLine } from '../analysis/command-name.js';
import { bytesText, durationText, percentText } from '../analysis/figures.js';
import { functionTitle } from '../analysis/function-title.js';
import type { Summary } from '../analysis/summary.js';
import type { FrameFunction } from '../model/profile.js';

/** What a Markdown report needs besides the summary. */
export interface MarkdownOptions {
  readonly top: number;
  readonly showPath: (file: string) => string;
  readonly sourceLine: (file: string, line: number) => string;
}

/** The summary for a pull request or a chat: findings, hot lines, functions, allocations, GC. */
export function markdownReport(summary: Summary, options: MarkdownOptions): string {
  const sections = [
    `# ${summary.target.command.length > 0 ? code(commandLine(summary.target.command)) : 'Profile'}`,
    facts(summary),
    findings(summary, options),
    hotLines(summary, options),
    hotFunctions(summary, options),
    allocations(summary, options),
    collections(summary),
    list(
      'Notes',
      summary.warnings.map(({ message }) => text(message)),
    ),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function facts({ target, cpu, gc, threads, processCount, allocatedBytes }: Summary): string {
  const known = [
    target.node === '' ? '' : `Node ${target.node.replace(/^v/, '')}`,
    `${durationText(cpu.busyUs)} on the CPU (${cpu.samples} samples)`,
    `${threads.length} thread(s) in ${processCount} process(es)`,
    allocatedBytes > 0 ? `${bytesText(allocatedBytes)} allocated` : '',
    `GC ${percentText(gc.share)} (${gc.pauses.length} pauses)`,
  ];
  return known.filter((fact) => fact !== '').join(' · ');
}

function findings(summary: Summary, { showPath }: MarkdownOptions): string {
  return list(
    'Findings',
    summary.findings.map(
      ({ message, file, line }) => `${text(message)} ${code(`${showPath(file)}:${line}`)}`,
    ),
  );
}

function hotLines(summary: Summary, { top, showPath, sourceLine }: MarkdownOptions): string {
  return table(
    'Hot lines',
    ['Self', 'Total', 'Line', 'Source'],
    summary.lines
      .slice(0, top)
      .map((row) => [
        percentText(row.selfShare),
        percentText(row.totalShare),
        code(`${showPath(row.file)}:${row.line}`),
        code(sourceLine(row.file, row.line).trim().slice(0, 80)),
      ]),
  );
}

function hotFunctions(summary: Summary, options: MarkdownOptions): string {
  return table(
    'Hot functions',
    ['Self', 'Total', 'Function', 'Place'],
    summary.functions
      .slice(0, options.top)
      .map((row) => [
        `${percentText(row.selfShare)} (${durationText(row.selfUs)})`,
        `${percentText(row.totalShare)} (${durationText(row.totalUs)})`,
        code(functionTitle(row.function)),
        place(row.function, options),
      ]),
  );
}

function allocations(summary: Summary, options: MarkdownOptions): string {
  return table(
    'Allocations',
    ['Share', 'Bytes', 'Function', 'Place'],
    summary.allocationSites
      .slice(0, options.top)
      .map((site) => [
        percentText(site.share),
        bytesText(site.bytes),
        code(functionTitle(site.function)),
        place(site.function, options),
      ]),
  );
}

function collections({ gc }: Summary): string {
  return table(
    'Garbage collection',
    ['Kind', 'Pauses', 'Time'],
    [...gc.byKind].map(([kind, { pauses, totalUs }]) => [
      kind,
      String(pauses),
      durationText(totalUs),
    ]),
  );
}

function place(spec: FrameFunction, { showPath }: MarkdownOptions): string {
  return spec.file === '' ? '' : code(`${showPath(spec.file)}:${spec.line}`);
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `## ${title}\n\n${items.map((item) => `- ${item}`).join('\n')}`;
}

function table(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${title}\n`, line(columns), line(columns.map(() => '---')), ...rows.map(line)].join(
    '\n',
  );
}

/** Code in a table cell; names come from a profile and may hold anything. */
function code(value: string): string {
  if (value === '') return '';
  const clean = value.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const fence = clean.includes('`') ? '``' : '`';
  return `${fence}${fence.length > 1 ? ` ${clean} ` : clean}${fence}`;
}

/** Prose that cannot become HTML or a link. */
function text(value: string): string {
  return value.replace(/[<>[\]*_`|\\]/g, '\\$&').replace(/\s+/g, ' ');
}
