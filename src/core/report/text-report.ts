import { commandLine } from '../analysis/command-name.js';
import { bytesText, durationText, percentText } from '../analysis/figures.js';
import { functionTitle } from '../analysis/function-title.js';
import type { GcSummary, Summary } from '../analysis/summary.js';
import { textTable } from './text-table.js';

/** Puts emphasis on a text; a terminal does it with colours, a file not at all. */
export interface Style {
  title(text: string): string;
  warning(text: string): string;
  dim(text: string): string;
}

/** Text as it is. */
export const PLAIN: Style = {
  title: (text) => text,
  warning: (text) => text,
  dim: (text) => text,
};

/** What a text report needs besides the summary. */
export interface TextReportOptions {
  /** Rows a table has at most. */
  readonly top: number;
  readonly style: Style;
  /** A path as it is shown, for example relative to the working folder. */
  readonly showPath: (file: string) => string;
  /** The text of a source line; empty when it is not known. */
  readonly sourceLine: (file: string, line: number) => string;
}

/** The summary as a person reads it in a terminal. */
export function textReport(summary: Summary, options: TextReportOptions): string {
  const sections = [
    header(summary, options),
    findings(summary, options),
    hotLines(summary, options),
    hotFunctions(summary, options),
    allocations(summary, options),
    gc(summary.gc, options),
    warnings(summary, options),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function header(summary: Summary, { style }: TextReportOptions): string {
  const { target, cpu, threads, processCount } = summary;
  const lines: string[] = [];
  if (target.command.length > 0) lines.push(style.title(commandLine(target.command)));
  const ended = endText(target.exitCode, target.signal);
  const facts = [
    target.node === '' ? '' : `Node ${target.node.replace(/^v/, '')}`,
    target.wallUs === 0 ? '' : `${durationText(target.wallUs)} wall time`,
    `${durationText(cpu.busyUs)} on the CPU`,
    cpu.idleUs === 0 ? '' : `${durationText(cpu.idleUs)} idle`,
    `${threads.length} ${threads.length === 1 ? 'thread' : 'threads'}`,
    processCount > 1 ? `${processCount} processes` : '',
    ended,
  ];
  lines.push(facts.filter((fact) => fact !== '').join(', '));
  const sampling = `${cpu.samples} samples every ${(cpu.intervalUs / 1000).toFixed(2)} ms`;
  const by = cpu.samplers.length > 0 ? ` by ${cpu.samplers.join(' and ')}` : '';
  lines.push(style.dim(cpu.samples === 0 ? 'No CPU samples' : sampling + by));
  return lines.join('\n');
}

function endText(exitCode: number | null, signal: string | null): string {
  if (signal !== null) return `ended by ${signal}`;
  return exitCode === null || exitCode === 0 ? '' : `exit code ${exitCode}`;
}

function findings(summary: Summary, { style, showPath }: TextReportOptions): string {
  if (summary.findings.length === 0) return '';
  const lines = summary.findings.flatMap((finding) => [
    `${finding.severity === 'warning' ? style.warning('!') : '-'} ${finding.message}`,
    style.dim(`    ${showPath(finding.file)}:${finding.line}`),
  ]);
  return [style.title('Findings'), ...lines].join('\n');
}

function hotLines(summary: Summary, options: TextReportOptions): string {
  const rows = summary.lines.slice(0, options.top);
  if (rows.length === 0) return '';
  const table = textTable(
    [
      { title: 'self', align: 'right' },
      { title: '', align: 'right' },
      { title: 'total', align: 'right' },
      { title: 'line', align: 'left' },
      { title: 'source', align: 'left' },
    ],
    rows.map((row) => [
      percentText(row.selfShare),
      durationText(row.selfUs),
      percentText(row.totalShare),
      `${options.showPath(row.file)}:${row.line}`,
      shorten(options.sourceLine(row.file, row.line).trim(), 60),
    ]),
  );
  return titled('Hot lines', table, options.style);
}

function hotFunctions(summary: Summary, options: TextReportOptions): string {
  const rows = summary.functions.filter((row) => row.totalUs > 0).slice(0, options.top);
  if (rows.length === 0) return '';
  const table = textTable(
    [
      { title: 'self', align: 'right' },
      { title: '', align: 'right' },
      { title: 'total', align: 'right' },
      { title: '', align: 'right' },
      { title: 'function', align: 'left' },
      { title: 'place', align: 'left' },
    ],
    rows.map((row) => [
      percentText(row.selfShare),
      durationText(row.selfUs),
      percentText(row.totalShare),
      durationText(row.totalUs),
      shorten(functionTitle(row.function), 40),
      place(row.function.file, row.function.line, options),
    ]),
  );
  return titled('Hot functions', table, options.style);
}

function allocations(summary: Summary, options: TextReportOptions): string {
  const rows = summary.allocationSites.slice(0, options.top);
  if (rows.length === 0) return '';
  const table = textTable(
    [
      { title: 'bytes', align: 'right' },
      { title: '', align: 'right' },
      { title: 'function', align: 'left' },
      { title: 'place', align: 'left' },
    ],
    rows.map((row) => [
      percentText(row.share),
      bytesText(row.bytes),
      shorten(functionTitle(row.function), 40),
      place(row.function.file, row.function.line, options),
    ]),
  );
  const title = `Allocations (${bytesText(summary.allocatedBytes)}, those collected since included)`;
  return titled(title, table, options.style);
}

function gc(summary: GcSummary, options: TextReportOptions): string {
  if (summary.pauses.length === 0) return '';
  const kinds = [...summary.byKind].map(
    ([kind, { pauses, totalUs }]) => `${pauses} ${kind} (${durationText(totalUs)})`,
  );
  const charged = new Map<string, { name: string; place: string; pauses: number; us: number }>();
  for (const { function: spec, durationUs } of summary.pauses) {
    const name = spec === undefined ? '(no function was running)' : functionTitle(spec);
    const where = spec === undefined ? '' : place(spec.file, spec.line, options);
    const row = charged.get(`${name}\0${where}`) ?? { name, place: where, pauses: 0, us: 0 };
    row.pauses += 1;
    row.us += durationUs;
    charged.set(`${name}\0${where}`, row);
  }
  const rows = [...charged.values()].sort((x, y) => y.us - x.us).slice(0, 5);
  const table = textTable(
    [
      { title: 'time', align: 'right' },
      { title: 'pauses', align: 'right' },
      { title: 'began in', align: 'left' },
      { title: 'place', align: 'left' },
    ],
    rows.map((row) => [durationText(row.us), String(row.pauses), shorten(row.name, 40), row.place]),
  );
  const title =
    `Garbage collection: ${percentText(summary.share)} of CPU time, ${summary.pauses.length} pauses, ` +
    `longest ${durationText(summary.maxUs)}`;
  return `${titled(title, kinds.join(', '), options.style)}\n${table}`;
}

function warnings(summary: Summary, { style }: TextReportOptions): string {
  if (summary.warnings.length === 0) return '';
  return [style.title('Notes'), ...summary.warnings.map(({ message }) => `- ${message}`)].join(
    '\n',
  );
}

function titled(title: string, body: string, style: Style): string {
  return `${style.title(title)}\n${body}`;
}

function place(file: string, line: number, { showPath }: TextReportOptions): string {
  if (file === '') return '';
  const path = showPath(file);
  return line > 0 ? `${path}:${line}` : path;
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
