import { functionTitle } from '../analysis/function-title.js';
import type { FunctionRow, GcSummary, LineRow, Summary } from '../analysis/summary.js';
import type { Micros } from '../model/units.js';

/** What the JSON follows; raised when a reader of the old one would break. */
export const REPORT_SCHEMA = 'rankscope/1';

/** How many of the longest GC pauses the report names. */
const LONGEST_PAUSES = 10;

/**
 * The summary as a plain object for JSON: times in ms, sizes in bytes, shares 0…1, lists heaviest
 * first. `top` limits the lists of functions, lines and allocation sites; all are given without.
 */
export function jsonReport(summary: Summary, top = Infinity) {
  const { target, cpu } = summary;
  return {
    schema: REPORT_SCHEMA,
    target: {
      command: target.command,
      node: target.node,
      exitCode: target.exitCode,
      ...(target.signal !== null && { signal: target.signal }),
      wallMs: ms(target.wallUs),
      threads: summary.threads.length,
      processes: summary.processCount,
    },
    threads: summary.threads.map((thread) => ({
      pid: thread.pid,
      tid: thread.tid,
      name: thread.name,
      sampledMs: ms(thread.busyUs),
      idleMs: ms(thread.idleUs),
    })),
    cpu: {
      sampledMs: ms(cpu.busyUs),
      idleMs: ms(cpu.idleUs),
      gcMs: ms(cpu.gcUs),
      programMs: ms(cpu.programUs),
      samples: cpu.samples,
      intervalUs: Math.round(cpu.intervalUs),
      sampler: cpu.samplers,
    },
    functions: summary.functions.slice(0, top).map(functionJson),
    lines: summary.lines.slice(0, top).map(lineJson),
    gc: gcJson(summary.gc, summary.startUs),
    allocations: {
      totalBytes: Math.round(summary.allocatedBytes),
      sites: summary.allocationSites.slice(0, top).map((site) => ({
        function: functionTitle(site.function),
        file: site.function.file,
        line: site.function.line,
        origin: site.origin,
        bytes: Math.round(site.bytes),
        share: ratio(site.share),
      })),
    },
    findings: summary.findings.map(({ share, ...finding }) => ({
      ...finding,
      share: ratio(share),
    })),
    warnings: summary.warnings,
  };
}

/** What `--json` prints. */
export type JsonReport = ReturnType<typeof jsonReport>;

function functionJson(row: FunctionRow) {
  return {
    name: functionTitle(row.function),
    file: row.function.file,
    line: row.function.line,
    endLine: row.endLine,
    origin: row.origin,
    selfMs: ms(row.selfUs),
    totalMs: ms(row.totalUs),
    selfShare: ratio(row.selfShare),
    totalShare: ratio(row.totalShare),
    allocatedBytes: Math.round(row.allocatedBytes),
    allocatedShare: ratio(row.allocatedShare),
    gcMs: ms(row.gcUs),
    gcPauses: row.gcPauses,
  };
}

function lineJson(row: LineRow) {
  return {
    file: row.file,
    line: row.line,
    function: functionTitle(row.function),
    origin: row.origin,
    selfMs: ms(row.selfUs),
    totalMs: ms(row.totalUs),
    selfShare: ratio(row.selfShare),
    totalShare: ratio(row.totalShare),
    attribution: row.attribution,
  };
}

function gcJson(gc: GcSummary, recordingStartUs: Micros) {
  const longest = [...gc.pauses].sort((a, b) => b.durationUs - a.durationUs);
  const byKind = [...gc.byKind].map(([kind, { pauses, totalUs }]) => [
    kind,
    { pauses, totalMs: ms(totalUs) },
  ]);
  return {
    pauses: gc.pauses.length,
    totalMs: ms(gc.totalUs),
    share: ratio(gc.share),
    maxMs: ms(gc.maxUs),
    byKind: Object.fromEntries(byKind) as Record<string, { pauses: number; totalMs: number }>,
    longest: longest.slice(0, LONGEST_PAUSES).map((pause) => ({
      startMs: ms(pause.startUs - recordingStartUs),
      durationMs: ms(pause.durationUs),
      kind: pause.kind,
      ...(pause.function !== undefined && {
        function: functionTitle(pause.function),
        file: pause.function.file,
        line: pause.function.line,
      }),
    })),
  };
}

/** Milliseconds to the microsecond. */
function ms(us: Micros): number {
  return Math.round(us) / 1000;
}

/** A share with as many digits as anyone can use. */
function ratio(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
