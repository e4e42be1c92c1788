import { commandLine, commandName } from './command-name.js';
import type { FrameFunction, Profile, ProfileUnit } from '../model/profile.js';
import type { GcKind, TargetInfo, Warning } from '../model/recording.js';
import type { Bytes, Micros } from '../model/units.js';
import type { SourceLibrary } from '../source/source-library.js';
import { flameTree, type FlameTree } from './flame-tree.js';
import { functionTitle } from './function-title.js';
import { gcStrip, type GcBar, type GcLane, type GcStrip } from './gc-strip.js';
import { heaviestFunctions, heaviestLines } from './heaviest-rows.js';
import {
  NameTable,
  type FileId,
  type FunctionId,
  type ReportFile,
  type ReportFunctions,
} from './name-table.js';
import { sourceExcerpts, type ExcerptLine } from './source-excerpts.js';
import type { Finding, FunctionRow, LineRow, Summary, ThreadSummary } from './summary.js';
import { visibleText } from './visible-text.js';

/** What the page checks before it reads the rest; raised with every change of `ReportData`. */
export const REPORT_DATA_SCHEMA = 'rankscope-page/1';

/** Two readings of one call tree; `frame` holds ids of `ReportData.functions`. */
export interface ReportFlame {
  readonly unit: ProfileUnit;
  readonly callees: FlameTree;
  readonly callers: FlameTree;
}

export interface ReportFinding extends Pick<Finding, 'severity' | 'message' | 'line'> {
  readonly file: FileId;
  readonly about: 'cpu' | 'allocations';
  /** -1 where it cannot be told. */
  readonly function: FunctionId;
  /** Does the table of lines have the line the finding is about? */
  readonly hasRow: boolean;
}

export interface ReportLine extends Pick<
  LineRow,
  'line' | 'selfUs' | 'totalUs' | 'attribution' | 'totalAttribution' | 'repair'
> {
  readonly file: FileId;
  readonly function: FunctionId;
}

export interface ReportFunctionRow extends Pick<FunctionRow, 'selfUs' | 'totalUs' | 'gcUs'> {
  readonly function: FunctionId;
  readonly allocatedBytes: Bytes;
}

export type ReportGcBar = Omit<GcBar, 'function'> & { readonly function: FunctionId };

export interface ReportGc extends Omit<GcStrip, 'lanes'> {
  readonly pauses: number;
  readonly totalUs: Micros;
  readonly share: number;
  readonly maxUs: Micros;
  readonly byKind: readonly {
    readonly kind: GcKind;
    readonly pauses: number;
    readonly totalUs: Micros;
  }[];
  readonly lanes: readonly {
    readonly thread: GcLane['thread'];
    readonly bars: readonly ReportGcBar[];
  }[];
  /** Heaviest first; function -1 where none was running. */
  readonly byFunction: readonly {
    readonly function: FunctionId;
    readonly pauses: number;
    readonly totalUs: Micros;
  }[];
  /** Pauses whose time was told from the samples. */
  readonly aligned: number;
}

/** All a page shows of a recording, as plain data for JSON: names once, and ids for them. */
export interface ReportData {
  readonly schema: typeof REPORT_DATA_SCHEMA;
  readonly version: string;
  /** On the wall, in ms since 1970. */
  readonly recordedAtMs: number | undefined;
  readonly target: Omit<TargetInfo, 'command'> & {
    readonly command: string;
    /** The same in few words. */
    readonly name: string;
  };
  readonly threads: readonly ThreadSummary[];
  readonly processCount: number;
  readonly startUs: Micros;
  readonly endUs: Micros;
  readonly cpu: Summary['cpu'];
  readonly allocatedBytes: Bytes;
  readonly files: readonly ReportFile[];
  readonly functions: ReportFunctions;
  readonly flames: {
    readonly cpu: ReportFlame | undefined;
    readonly allocations: ReportFlame | undefined;
  };
  readonly findings: readonly ReportFinding[];
  readonly lines: readonly ReportLine[];
  readonly functionRows: readonly ReportFunctionRow[];
  readonly sites: readonly { readonly function: FunctionId; readonly bytes: Bytes }[];
  /** How many there are in all; the tables above may have only the heaviest. */
  readonly counts: { readonly lines: number; readonly functions: number; readonly sites: number };
  readonly excerpts: readonly {
    readonly file: FileId;
    readonly lines: readonly ExcerptLine[];
  }[];
  readonly gc: ReportGc;
  readonly warnings: readonly Warning[];
}

/** What a page says of itself besides the summary. */
export interface ReportOrigin {
  readonly version: string;
  readonly recordedAtMs?: number;
}

/** A table has the heaviest this many rows by each figure it can be sorted by. */
const TABLE_ROWS = 250;

/** A message quotes names, which may be endless. */
const MAX_MESSAGE = 4000;

/** What does a page need to show this summary? */
export function reportData(
  summary: Summary,
  sources: SourceLibrary,
  origin: ReportOrigin,
): ReportData {
  const names = new NameTable(summary);
  return {
    schema: REPORT_DATA_SCHEMA,
    version: origin.version,
    recordedAtMs: origin.recordedAtMs,
    ...overview(summary),
    flames: {
      cpu: flame(summary.cpuProfile, names),
      allocations: flame(summary.allocationProfile, names),
    },
    ...tables(summary, sources, names),
    gc: reportGc(summary, names),
    // Last: everything above adds names.
    files: names.files(),
    functions: names.functions(),
  };
}

function overview(summary: Summary) {
  const { target, threads, cpu, startUs, endUs, processCount, allocatedBytes } = summary;
  return {
    target: {
      ...target,
      command: visibleText(commandLine(target.command), 2000),
      name: visibleText(commandName(target.command), 200),
    },
    threads: threads.map((thread) => ({ ...thread, name: visibleText(thread.name) })),
    ...{ processCount, startUs, endUs, cpu, allocatedBytes },
    counts: {
      lines: summary.lines.length,
      functions: summary.functions.length,
      sites: summary.allocationSites.length,
    },
    warnings: summary.warnings.map(({ code, message }) => {
      return { code, message: visibleText(message, MAX_MESSAGE) };
    }),
  };
}

function tables(summary: Summary, sources: SourceLibrary, names: NameTable) {
  const lines = heaviestLines(summary.lines, TABLE_ROWS, (row) =>
    summary.findings.some((finding) => isAbout(finding, row)),
  );
  const functionRows = heaviestFunctions(summary.functions, TABLE_ROWS);
  return {
    findings: summary.findings.map((finding) => reportFinding(finding, summary, lines, names)),
    lines: lines.map((row) => ({
      file: names.file(row.file),
      line: row.line,
      function: names.function(row.function),
      selfUs: tenths(row.selfUs),
      totalUs: tenths(row.totalUs),
      attribution: row.attribution,
      totalAttribution: row.totalAttribution,
      ...(row.repair && { repair: { ...row.repair, caller: visibleText(row.repair.caller) } }),
    })),
    functionRows: functionRows.map((row) => ({
      function: names.function(row.function),
      selfUs: tenths(row.selfUs),
      totalUs: tenths(row.totalUs),
      allocatedBytes: Math.round(row.allocatedBytes),
      gcUs: tenths(row.gcUs),
    })),
    sites: summary.allocationSites.slice(0, TABLE_ROWS).map((site) => {
      return { function: names.function(site.function), bytes: Math.round(site.bytes) };
    }),
    excerpts: [...sourceExcerpts(lines, summary.lines, sources)].map(([file, excerpt]) => ({
      file: names.file(file),
      lines: excerpt.map((line) => ({ ...line, selfUs: tenths(line.selfUs) })),
    })),
  };
}

function flame(profile: Profile | undefined, names: NameTable): ReportFlame | undefined {
  if (profile === undefined) return undefined;
  const named = (tree: FlameTree): FlameTree => ({
    ...tree,
    frame: tree.frame.map((index) =>
      index < 0 ? index : names.function(profile.functions[index]!),
    ),
  });
  const callees = named(flameTree(profile, 'callees'));
  if (callees.frame.length === 1 && callees.self[0] === 0) return undefined;
  return { unit: profile.unit, callees, callers: named(flameTree(profile, 'callers')) };
}

function reportFinding(
  finding: Finding,
  summary: Summary,
  lines: readonly LineRow[],
  names: NameTable,
): ReportFinding {
  const row = lines.find((line) => isAbout(finding, line));
  const spec =
    row?.function ??
    summary.functions.find(
      ({ function: each }) =>
        each.file === finding.file &&
        each.line === finding.line &&
        functionTitle(each) === finding.function,
    )?.function;
  return {
    severity: finding.severity,
    message: visibleText(finding.message, MAX_MESSAGE),
    file: names.file(finding.file),
    line: finding.line,
    about: finding.kind === 'allocation' ? 'allocations' : 'cpu',
    function: spec === undefined ? -1 : names.function(spec),
    hasRow: row !== undefined,
  };
}

function isAbout(finding: Finding, row: LineRow): boolean {
  return finding.kind === 'hot-line' && finding.file === row.file && finding.line === row.line;
}

function reportGc(summary: Summary, names: NameTable): ReportGc {
  const { gc } = summary;
  const id = (spec: FrameFunction | undefined) => (spec === undefined ? -1 : names.function(spec));
  const byFunction = new Map<FunctionId, { pauses: number; totalUs: number }>();
  for (const pause of gc.pauses) {
    const charged = id(pause.function);
    const sum = byFunction.get(charged) ?? { pauses: 0, totalUs: 0 };
    byFunction.set(charged, { pauses: sum.pauses + 1, totalUs: sum.totalUs + pause.durationUs });
  }
  const { lanes, binUs, hidden } = gcStrip(gc.pauses, summary.threads, summary);
  return {
    pauses: gc.pauses.length,
    totalUs: gc.totalUs,
    share: gc.share,
    maxUs: gc.maxUs,
    byKind: [...gc.byKind].map(([kind, sum]) => ({ kind, ...sum })),
    lanes: lanes.map(({ thread, bars }) => ({
      thread: { ...thread, name: visibleText(thread.name) },
      bars: bars.map((bar) => ({
        ...bar,
        startUs: tenths(bar.startUs - summary.startUs),
        endUs: tenths(bar.endUs - summary.startUs),
        totalUs: tenths(bar.totalUs),
        longestUs: tenths(bar.longestUs),
        function: id(bar.function),
      })),
    })),
    binUs,
    hidden,
    byFunction: [...byFunction]
      .map(([charged, sum]) => ({ function: charged, ...sum }))
      .sort((a, b) => b.totalUs - a.totalUs)
      .slice(0, TABLE_ROWS),
    aligned: gc.pauses.filter((pause) => pause.timing === 'aligned').length,
  };
}

/** Finer than any sampler, and short to write down. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
