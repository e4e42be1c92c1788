import { functionTitle } from '../analysis/function-title.js';
import type {
  Attribution,
  Finding,
  FunctionRow,
  GcSummary,
  LineRow,
  Summary,
} from '../analysis/summary.js';
import type { Origin } from '../model/files.js';
import type { GcKind, Warning } from '../model/recording.js';
import type { Line1, Micros } from '../model/units.js';

/** What the JSON follows; raised when a reader of the old one would break. */
export const REPORT_SCHEMA = 'rankscope/1';

/** What `--json` prints. Times in ms, sizes in bytes, shares 0…1, lines from 1. */
export interface JsonReport {
  readonly schema: typeof REPORT_SCHEMA;
  readonly target: {
    readonly command: readonly string[];
    readonly node: string;
    readonly exitCode: number | null;
    /** Only where a signal has ended the target. */
    readonly signal?: string;
    readonly wallMs: number;
    readonly threads: number;
    readonly processes: number;
  };
  readonly threads: readonly {
    readonly pid: number;
    readonly tid: number;
    readonly name: string;
    readonly sampledMs: number;
    readonly idleMs: number;
  }[];
  readonly cpu: {
    /** On-CPU time of all threads, idle time left out: what all shares are shares of. */
    readonly sampledMs: number;
    readonly idleMs: number;
    readonly gcMs: number;
    readonly programMs: number;
    readonly samples: number;
    readonly intervalUs: number;
    readonly sampler: readonly string[];
  };
  readonly functions: readonly FunctionJson[];
  readonly lines: readonly LineJson[];
  readonly gc: GcJson;
  readonly allocations: { readonly totalBytes: number; readonly sites: readonly SiteJson[] };
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
}

interface FunctionJson {
  readonly name: string;
  readonly file: string;
  readonly line: Line1;
  readonly endLine: Line1;
  readonly origin: Origin;
  readonly selfMs: number;
  readonly totalMs: number;
  readonly selfShare: number;
  readonly totalShare: number;
  readonly allocatedBytes: number;
  readonly allocatedShare: number;
  readonly gcMs: number;
  readonly gcPauses: number;
}

interface LineJson {
  readonly file: string;
  readonly line: Line1;
  readonly function: string;
  readonly origin: Origin;
  readonly selfMs: number;
  readonly totalMs: number;
  readonly selfShare: number;
  readonly totalShare: number;
  readonly attribution: Attribution;
  readonly totalAttribution: LineRow['totalAttribution'];
  readonly gcMs: number;
  readonly gcPauses: number;
}

interface SiteJson {
  readonly function: string;
  readonly file: string;
  readonly line: Line1;
  readonly origin: Origin;
  readonly bytes: number;
  readonly share: number;
}

interface GcJson {
  readonly pauses: number;
  readonly totalMs: number;
  readonly share: number;
  readonly maxMs: number;
  readonly byKind: Readonly<Record<string, { readonly pauses: number; readonly totalMs: number }>>;
  /** `startMs` counts from the start of the recording. */
  readonly longest: readonly {
    readonly startMs: number;
    readonly durationMs: number;
    readonly kind: GcKind;
    readonly function?: string;
    readonly file?: string;
    readonly line?: Line1;
  }[];
}

/** How many of the longest GC pauses the report names. */
const LONGEST_PAUSES = 10;

/**
 * The summary as a plain object for JSON: times in ms, sizes in bytes, shares 0…1, lists heaviest
 * first. `top` limits the lists of functions, lines and allocation sites; all are given without.
 */
export function jsonReport(summary: Summary, top = Infinity): JsonReport {
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

function functionJson(row: FunctionRow): FunctionJson {
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

function lineJson(row: LineRow): LineJson {
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
    totalAttribution: row.totalAttribution,
    gcMs: ms(row.gcUs),
    gcPauses: row.gcPauses,
  };
}

function gcJson(gc: GcSummary, recordingStartUs: Micros): GcJson {
  const longest = [...gc.pauses].sort((a, b) => b.durationUs - a.durationUs);
  const byKind = [...gc.byKind].map(
    ([kind, { pauses, totalUs }]) => [kind, { pauses, totalMs: ms(totalUs) }] as const,
  );
  return {
    pauses: gc.pauses.length,
    totalMs: ms(gc.totalUs),
    share: ratio(gc.share),
    maxMs: ms(gc.maxUs),
    byKind: Object.fromEntries<GcJson['byKind'][string]>(byKind),
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
