import type { GrowthSite } from '../core/analysis/growth-sites.js';
import type { Scaling, SuperlinearFinding } from '../core/analysis/scale.js';
import type { SourceFingerprint } from '../core/model/source-fingerprint.js';
import { isObject } from './guards.js';

/*
 * What crosses the border between the editor and the thread that measures growth for it. Everything
 * here survives a structured clone.
 */

/** What the thread is started with. */
export interface GrowthRequest {
  /** The workload module. */
  readonly file: string;
  /** Left out, they are those that the module proposes. */
  readonly sizes?: readonly number[];
  /** The Node to run it with. */
  readonly node: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder with the built bundles. */
  readonly agentFolder: string;
}

/** How the work of a workload grows. */
export interface MeasuredGrowth {
  /** The workload module. */
  readonly workload: string;
  readonly sizes: readonly number[];
  /** Super-linear ones first, then by their share of the time. */
  readonly sites: readonly GrowthSite[];
  readonly wall?: NonNullable<Scaling['wall']>;
  readonly findings: readonly SuperlinearFinding[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** The files that sites stand in, as they were when it was measured. */
  readonly sources: readonly { readonly file: string; readonly fingerprint: SourceFingerprint }[];
}

/** What the thread tells, in this order; `done` or `failed` comes last. */
export type GrowthMessage =
  | {
      readonly type: 'step';
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
