import type { Profile, ThreadId } from './profile.js';
import type { Bytes, Micros } from './units.js';

/** What V8 calls its collections, in one word each. */
export type GcKind = 'minor' | 'major' | 'incremental' | 'weak';

/** How the start of a pause is known: `exact` from the engine, `aligned` with the samples taken in GC. */
export type GcTiming = 'exact' | 'aligned';

/** One stop of a thread for garbage collection. */
export interface GcPause {
  readonly kind: GcKind;
  readonly startUs: Micros;
  readonly durationUs: Micros;
  /** Heap that the collection gave back; 0 when nothing was freed or it is not known. */
  readonly freedBytes: Bytes;
  readonly timing: GcTiming;
}

/** All that was measured in one thread, on the clock all threads of a recording share. */
export interface ThreadRecording extends ThreadId {
  /** `main`, or the worker's name. */
  readonly name: string;
  /** The order of samples, lines at leaves only (v8-profiler-next or the inspector). */
  readonly timeline?: Profile;
  /** The line of the call in every caller, without an order (@datadog/pprof). */
  readonly callLines?: Profile;
  /** Bytes allocated by function, also those collected since. */
  readonly allocations?: Profile;
  readonly gc: readonly GcPause[];
}

/** What was run. */
export interface TargetInfo {
  readonly command: readonly string[];
  /** As `process.version` says, for example `v20.20.2`; empty when the files do not tell. */
  readonly node: string;
  /** The target's own exit code; null when a signal ended it or it was only attached to. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly wallUs: Micros;
}

/** Something the reader of figures must know, for example what could not be measured and why. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}

/** Everything known of one run: what `report` and the editor ask their questions of. */
export interface Recording {
  readonly target: TargetInfo;
  readonly threads: readonly ThreadRecording[];
  /** Names of the samplers behind the CPU figures. */
  readonly samplers: readonly string[];
  /** SHA-256 in hex of each source file when it was recorded, by absolute path. */
  readonly sourceHashes: ReadonlyMap<string, string>;
  readonly warnings: readonly Warning[];
}
