import type { GrownSite, ParameterFinding, ParameterScaling } from '../core/analysis/parameters.js';
import type { SizeParameter } from '../core/model/size-parameter.js';
import type { SourceFingerprint } from '../core/model/source-fingerprint.js';
import { isObject } from './guards.js';

export type { SizeParameter } from '../core/model/size-parameter.js';

/*
 * What crosses the border between the editor and the thread that measures growth for it. Everything
 * here survives a structured clone, and JSON.
 */

/** What the thread is started with. */
export interface GrowthRequest {
  /** The workload module. */
  readonly file: string;
  /** Left out, they are those that the module proposes. */
  readonly sizes?: readonly SizeParameter[];
  /** The Node to run it with. */
  readonly node: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder with the built bundles. */
  readonly agentFolder: string;
}

/** One parameter that was raised while the others were held. */
export interface GrowthSweep extends Pick<ParameterScaling, 'parameter' | 'held'> {
  readonly sizes: readonly number[];
  readonly wall?: NonNullable<ParameterScaling['scaling']['wall']>;
}

/** A site, with what its line said when it was measured. */
export interface MeasuredSite extends GrownSite {
  readonly lineText: string;
}

/** A longer line is told from others by its beginning. */
const MOST_LINE_TEXT = 300;

/** What tells a line from others, wherever it stands. */
export function lineTextOf(line: string): string {
  return line.trim().slice(0, MOST_LINE_TEXT);
}

/** How the work of a workload grows. */
export interface MeasuredGrowth {
  /** The workload module. */
  readonly workload: string;
  /** At least one. */
  readonly sweeps: readonly GrowthSweep[];
  /** Super-linear ones first, then by their share of the time. */
  readonly sites: readonly MeasuredSite[];
  readonly findings: readonly ParameterFinding[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** The files that sites stand in, as they were when it was measured. */
  readonly sources: readonly { readonly file: string; readonly fingerprint: SourceFingerprint }[];
}

/** What the thread tells, in this order; `done` or `failed` comes last. */
export type GrowthMessage =
  | {
      readonly type: 'step';
      readonly parameter: string;
      readonly size: number;
      readonly what: 'count' | 'time' | 'samples';
      /** Share of all steps that are behind. */
      readonly done: number;
    }
  | { readonly type: 'done'; readonly growth: MeasuredGrowth }
  /** One sentence or two, for the user. */
  | { readonly type: 'failed'; readonly message: string };

/** What the thread is told: to end all runs and itself. */
export const CANCEL_GROWTH = 'cancel';

/** Is this a message of the thread? Both ends are of one build, so its type stands for the rest. */
export function isGrowthMessage(value: unknown): value is GrowthMessage {
  return isObject(value) && ['step', 'done', 'failed'].includes(String(value['type']));
}
