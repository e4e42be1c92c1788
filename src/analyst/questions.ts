import type { ReportData } from '../core/analysis/report-data.js';
import type { Attribution, Finding, LineRepair, LineRow } from '../core/analysis/summary.js';
import type { Origin } from '../core/model/files.js';
import type { TargetInfo, Warning } from '../core/model/recording.js';
import type { Bytes, Line1, Micros } from '../core/model/units.js';
import type { SizeParameter } from '../core/model/size-parameter.js';
import type { SourceFingerprint } from '../core/model/source-fingerprint.js';
import type { Runnables } from '../core/source/runnables.js';
import type { ExportedFunction, ScaffoldRequest } from '../core/source/workload-scaffold.js';
import type { ExportView } from '../io/export.js';
import type { RunInfo } from '../io/recording-folder.js';
import type { WorkloadFor } from '../io/workloads-for.js';
import type { RecordingPlace } from '../protocol/recording-place.js';
import type { ScanQuestions } from './scan-questions.js';

/*
 * The analyst answers questions about recordings in a thread of its own, so that whoever asks (the
 * editor) never waits. This is all that crosses the border between them; everything here survives a
 * structured clone.
 */

/** A recording the analyst holds; it keeps counting up. */
export type RecordingId = number;

/** Index into `OpenedRecording.functions`. */
export type FunctionIndex = number;

/** A function and what it costs. Shares are of busy time or of all allocated bytes, 0…1. */
export interface FunctionFigures {
  readonly name: string;
  /** Absolute path; empty for what has no file. */
  readonly file: string;
  readonly line: Line1;
  readonly endLine: Line1;
  readonly origin: Origin;
  readonly selfUs: Micros;
  readonly totalUs: Micros;
  readonly selfShare: number;
  readonly totalShare: number;
  readonly allocatedBytes: Bytes;
  readonly allocatedShare: number;
  readonly gcUs: Micros;
  readonly gcPauses: number;
}

/** A line and what it costs. */
export interface LineFigures {
  readonly line: Line1;
  readonly function: FunctionIndex;
  readonly selfUs: Micros;
  readonly totalUs: Micros;
  readonly selfShare: number;
  readonly totalShare: number;
  /** Self time and that of what the line calls outside of one's own code. */
  readonly ownShare: number;
  readonly gcUs: Micros;
  readonly gcPauses: number;
  readonly attribution: Attribution;
  readonly totalAttribution: LineRow['totalAttribution'];
  readonly repair?: LineRepair;
}

/** What one source file costs, on the lines it had when it was recorded. */
export interface FileFigures {
  /** Absolute path, as the recording names it. */
  readonly file: string;
  readonly origin: Origin;
  /** Sum of the self time of its functions, and its share of busy time. */
  readonly selfUs: Micros;
  readonly selfShare: number;
  /** In the order of the file. */
  readonly lines: readonly LineFigures[];
  /** Heaviest self time first. */
  readonly functions: readonly FunctionIndex[];
}

/** A thread of a recording. */
export interface ThreadFigures {
  /** `pid-tid`. */
  readonly id: string;
  readonly name: string;
  readonly busyUs: Micros;
}

/** What a recording says, apart from the flame graphs. */
export interface OpenedRecording {
  readonly id: RecordingId;
  readonly target: TargetInfo;
  readonly recordedAtMs: number | undefined;
  /** In the order in which they started. */
  readonly threads: readonly ThreadFigures[];
  readonly processCount: number;
  readonly cpu: { readonly busyUs: Micros; readonly samples: number };
  readonly allocatedBytes: Bytes;
  readonly gc: { readonly pauses: number; readonly totalUs: Micros; readonly share: number };
  /** Heaviest self time first; those of Node and the engine included. Thousands at most. */
  readonly functions: readonly FunctionFigures[];
  /** Files with a line or a function that costs anything; heaviest first. */
  readonly files: readonly FileFigures[];
  /** Most important first. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
}

/** A caller or callee of a function. */
export interface Neighbour {
  readonly function: FunctionIndex;
  /** Time that passed between the two, µs. */
  readonly totalUs: Micros;
}

/** Who calls a function, and whom does it call? Heaviest first. */
export interface Neighbours {
  readonly callers: readonly Neighbour[];
  readonly callees: readonly Neighbour[];
}

/**
 * Where what was recorded of a file stands in a text of today. A recorded line that is in no list
 * is gone, or its function has changed.
 */
export interface PlacedFile {
  /**
   * Does the text differ from the one that was recorded, in more than line ends? If not, everything
   * stands where it was. Unknown counts as no.
   */
  readonly changed: boolean;
  /** The text does not parse at the moment, so nothing can be told; the lists are empty. */
  readonly isBroken: boolean;
  /** `now[i]` is where the recorded line `then[i]` stands; for lines and functions with figures. */
  readonly lines: readonly { readonly then: Line1; readonly now: Line1 }[];
  /** Where functions with figures stand now, and whether their own text is the recorded one. */
  readonly functions: readonly {
    readonly function: FunctionIndex;
    readonly line: Line1;
    readonly endLine: Line1;
    readonly stale: boolean;
  }[];
}

/** Where measured sites stand in a text of today; those that are gone or changed are left out. */
export interface PlacedSites {
  /** The text does not parse at the moment, so nothing can be told; the lists are empty. */
  readonly isBroken: boolean;
  readonly lines: PlacedFile['lines'];
  /** `then` is the line that a function had. */
  readonly functions: readonly {
    readonly then: Line1;
    readonly line: Line1;
    readonly endLine: Line1;
    readonly stale: boolean;
  }[];
}

/**
 * Every question with what it takes and what it gives. A few recordings are kept; a question about
 * one that was closed or pushed out by others fails with the kind `not-open`.
 */
export interface Questions extends ScanQuestions {
  /** Makes a recording of what the agents have written, and opens it. */
  finish(request: {
    readonly folder: string;
    readonly run: RunInfo;
    readonly root: string;
  }): OpenedRecording;
  /** Opens a recording folder or a profile file of any format, or one thread of it. */
  open(request: RecordingPlace & { readonly root: string }): OpenedRecording;
  /** Forgets a recording. */
  close(request: { readonly id: RecordingId }): void;
  /** All that a page with flame graphs shows. */
  page(request: { readonly id: RecordingId }): ReportData;
  neighbours(request: { readonly id: RecordingId; readonly function: FunctionIndex }): Neighbours;
  place(request: {
    readonly id: RecordingId;
    readonly file: string;
    readonly text: string;
  }): PlacedFile;
  /** Where do lines and functions of a text of which there is a fingerprint stand in this text? */
  placeSites(request: {
    readonly source: SourceFingerprint;
    readonly file: string;
    readonly text: string;
    readonly lines: readonly Line1[];
    readonly functions: readonly { readonly name: string; readonly line: Line1 }[];
  }): PlacedSites;
  /** The sizes a workload module proposes for its parameters; nothing when it has none. */
  proposedSizes(request: {
    readonly file: string;
    readonly text: string;
  }): readonly SizeParameter[] | undefined;
  /** The functions a module exports that can be given an input. */
  exportedFunctions(request: {
    readonly file: string;
    readonly text: string;
  }): readonly ExportedFunction[];
  /** The text of a workload module for a function. */
  scaffold(request: ScaffoldRequest): string;
  runnables(request: { readonly file: string; readonly text: string }): Runnables;
  /** Which of these workload modules load one of these files? Nearest first. */
  workloadsFor(request: {
    readonly files: readonly string[];
    readonly workloads: readonly string[];
    /** Folder whose files are read. */
    readonly root: string;
  }): readonly WorkloadFor[];
  /** Writes a recording in the format that the ending of `to` names. */
  export(request: {
    readonly id: RecordingId;
    readonly to: string;
    /** Left out, it is what the format is for. */
    readonly view?: ExportView;
  }): void;
}
