import type { Origin } from '../model/files.js';
import type { FrameFunction, Profile, ThreadId } from '../model/profile.js';
import type { GcKind, TargetInfo, Warning } from '../model/recording.js';
import type { Bytes, Line1, Micros } from '../model/units.js';
import type { ChargedPause } from './charge-gc.js';
import type { RepairKind } from './line-evidence.js';

/** How the line of a cost is known. */
export type Attribution = 'sampled' | 'repaired' | 'estimated';

/** All that is known of the cost of one function. Shares are of busy time or of all bytes, 0…1. */
export interface FunctionRow {
  readonly function: FrameFunction;
  readonly origin: Origin;
  readonly endLine: Line1;
  readonly selfUs: Micros;
  readonly totalUs: Micros;
  readonly selfShare: number;
  readonly totalShare: number;
  readonly allocatedBytes: Bytes;
  readonly allocatedShare: number;
  readonly gcUs: Micros;
  readonly gcPauses: number;
}

/** The CPU cost of one line. */
export interface LineRow {
  readonly file: string;
  readonly line: Line1;
  readonly origin: Origin;
  readonly function: FrameFunction;
  readonly selfUs: Micros;
  readonly totalUs: Micros;
  /** Self time and that of everything the line calls which is not one's own code. */
  readonly ownUs: Micros;
  readonly selfShare: number;
  readonly totalShare: number;
  readonly ownShare: number;
  /** Pauses of functions in which this line alone allocates. */
  readonly gcUs: Micros;
  readonly gcPauses: number;
  /** How its own time is known to be its own. */
  readonly attribution: Attribution;
  /** How its total is known: `estimated` where calls may have been made from another line. */
  readonly totalAttribution: Exclude<Attribution, 'repaired'>;
  /** Why most of what was moved to the line was; nothing where it was simply sampled. */
  readonly repair?: LineRepair;
}

/** Why own time stands on a line on which no sampler has seen it. */
export interface LineRepair {
  readonly why: RepairKind;
  /** The function under which the profiler had booked it, as it is shown. */
  readonly caller: string;
}

/** A function that allocates. */
export interface AllocationSite {
  readonly function: FrameFunction;
  readonly origin: Origin;
  readonly bytes: Bytes;
  readonly share: number;
}

/** A pause in the coordinates of the sources. */
export interface SummarizedPause extends ChargedPause, ThreadId {
  /** The line of the function that allocates, where only one does. */
  readonly line: Line1;
}

/** What garbage collection cost. */
export interface GcSummary {
  /** In the order of time. */
  readonly pauses: readonly SummarizedPause[];
  readonly totalUs: Micros;
  /** Share of busy time. */
  readonly share: number;
  readonly maxUs: Micros;
  readonly byKind: ReadonlyMap<GcKind, { readonly pauses: number; readonly totalUs: Micros }>;
}

/** What kind of thing a finding is about. */
export type FindingKind = 'hot-line' | 'allocation' | 'gc-pressure' | 'superlinear';

/** One thing worth telling, with its place and its evidence. */
export interface Finding {
  readonly kind: FindingKind;
  readonly severity: 'warning' | 'info';
  readonly file: string;
  readonly line: Line1;
  readonly endLine: Line1;
  /** Name of the function, as it is shown. */
  readonly function: string;
  readonly message: string;
  readonly evidence: 'measured' | 'suspected';
  /** Share of what the finding is about, to sort by. */
  readonly share: number;
}

/** One recorded thread. */
export interface ThreadSummary extends ThreadId {
  readonly name: string;
  readonly busyUs: Micros;
  readonly idleUs: Micros;
}

/** The answers to all questions about one recording; what every report shows. */
export interface Summary {
  readonly target: TargetInfo;
  readonly threads: readonly ThreadSummary[];
  readonly processCount: number;
  /** When the first thread was first sampled, on the clock of all times here. */
  readonly startUs: Micros;
  readonly endUs: Micros;
  readonly cpu: {
    readonly busyUs: Micros;
    readonly idleUs: Micros;
    readonly gcUs: Micros;
    readonly programUs: Micros;
    readonly samples: number;
    readonly intervalUs: Micros;
    readonly samplers: readonly string[];
  };
  /** Heaviest self time first. */
  readonly functions: readonly FunctionRow[];
  /** Heaviest self time first. */
  readonly lines: readonly LineRow[];
  readonly gc: GcSummary;
  readonly allocatedBytes: Bytes;
  /** Most bytes first. */
  readonly allocationSites: readonly AllocationSite[];
  /** Most important first. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
  /** All threads in one tree, in the coordinates of the sources. */
  readonly cpuProfile: Profile | undefined;
  readonly allocationProfile: Profile | undefined;
}
