import type { Column1, Line1, Micros } from './units.js';

/**
 * What a frame stands for. `code` is anything with a name of its own (JavaScript, native builtins,
 * another language); the rest are states of the engine which V8 writes as frames.
 */
export type FrameKind = 'code' | 'gc' | 'program' | 'idle' | 'root';

/** One function as a profile names it. Two entries never describe the same function. */
export interface FrameFunction {
  /** The name the engine gives; empty for an anonymous function. */
  readonly name: string;
  /** Absolute path, `node:…` name or whatever else the profile says; empty when there is none. */
  readonly file: string;
  /** Where the function starts. */
  readonly line: Line1;
  readonly column: Column1;
  readonly kind: FrameKind;
}

/**
 * A call tree as parallel arrays; index 0 is the root and a parent always comes before its
 * children, so one pass backwards adds up totals and one pass forwards pushes facts down.
 */
export interface CallTree {
  /** Index of the caller's node; -1 for the root. */
  readonly parent: Int32Array;
  /** Index into `Profile.functions`. */
  readonly functionIndex: Int32Array;
  /**
   * The line of that function which was running: the line of the call for an inner node, the line
   * itself for a leaf. `UNKNOWN_LINE` where the sampler does not tell.
   */
  readonly line: Int32Array;
  /** Value of the node without its children, in the profile's unit. */
  readonly self: Float64Array;
}

/** How the self value of tree nodes spreads over lines, where a sampler counts lines at leaves only. */
export interface LeafLines {
  readonly node: Int32Array;
  readonly line: Int32Array;
  readonly value: Float64Array;
}

/** The order in which things happened: sample `i` was in `node[i]` from `startUs[i]` for `durationUs[i]`. */
export interface Timeline {
  readonly node: Int32Array;
  readonly startUs: Float64Array;
  readonly durationUs: Float64Array;
}

/** What a profile's values mean. */
export type ProfileKind = 'cpu' | 'allocations' | 'live-heap' | 'other';

/** Unit of a profile's values. Times are µs and sizes bytes, whatever the file said. */
export type ProfileUnit = 'microseconds' | 'bytes' | 'count';

/** A thread of a process, as the machine numbers them. The main thread is 0. */
export interface ThreadId {
  readonly pid: number;
  readonly tid: number;
}

/** One measured call tree: immutable, in one unit, with 1-based lines. Made by `ProfileBuilder`. */
export interface Profile {
  readonly kind: ProfileKind;
  readonly unit: ProfileUnit;
  /** The name the file gives this value, for example `wall` or `alloc_space`. */
  readonly valueName: string;
  readonly functions: readonly FrameFunction[];
  readonly tree: CallTree;
  /** `tree.line` tells the line of the call in each caller, so lines have an exact total. */
  readonly hasCallLines: boolean;
  readonly leafLines?: LeafLines;
  readonly timeline?: Timeline;
  /** How many samples were taken; 0 when the file does not say. */
  readonly sampleCount: number;
  /** Mean distance of samples, µs; 0 when not known. */
  readonly intervalUs: Micros;
  readonly thread?: ThreadId;
}
