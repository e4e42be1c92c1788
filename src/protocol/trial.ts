import type { PortableValue } from '../core/model/portable-value.js';
import { isFiniteNumber, isObject, parseJson, type JsonObject } from './guards.js';

export type { PortableItem, PortableObject, PortableValue } from '../core/model/portable-value.js';

/** Raised whenever whoever asks for a trial and the process that makes it would misunderstand. */
export const TRIAL_VERSION = 1;

/** Environment variable by which a process is told which trial to make. */
export const TRIAL_ENV = 'RANKSCOPE_TRIAL';

/** One run of a workload module in a process of its own. */
export interface TrialRequest {
  readonly version: typeof TRIAL_VERSION;
  /** What each size gives, or how long calls take at the first of the sizes. */
  readonly kind: 'outputs' | 'times';
  readonly file: string;
  /** Name of the exported function. */
  readonly exported: string;
  /** Empty for those the module proposes. */
  readonly sizes: readonly number[];
  /** Where the result is to be written. */
  readonly resultFile: string;
}

/** What `run` has given at one size. */
export interface TrialOutput {
  readonly size: number;
  /** Nothing where there is too much of it to be compared. */
  readonly output: PortableValue | undefined;
  /** What `check` said: nothing where there is none, `''` where it found nothing wrong. */
  readonly rejected: string | undefined;
}

/** At which step of a workload something was thrown. */
export type TrialStep = 'load' | 'setup' | 'run' | 'check' | 'teardown';

/** How a trial has ended. */
export type TrialResult =
  | { readonly kind: 'outputs'; readonly outputs: readonly TrialOutput[] }
  | {
      readonly kind: 'times';
      /** A call's time in each repetition. */
      readonly callMs: readonly number[];
      /** `run` changes its input, so that each call got one of its own. */
      readonly freshInputs: boolean;
    }
  | {
      readonly kind: 'failed';
      readonly step: TrialStep;
      /** Nothing where it was not about a size. */
      readonly size: number | undefined;
      readonly message: string;
    };

/** The request behind the text of `TRIAL_ENV`; `undefined` when it is missing or not ours. */
export function parseTrialRequest(text: string | undefined): TrialRequest | undefined {
  const value = text === undefined ? undefined : parseJson(text);
  return isObject(value) && isTrialRequest(value) ? (value as unknown as TrialRequest) : undefined;
}

function isTrialRequest(value: JsonObject): boolean {
  return (
    value['version'] === TRIAL_VERSION &&
    (value['kind'] === 'outputs' || value['kind'] === 'times') &&
    ['file', 'exported', 'resultFile'].every((key) => typeof value[key] === 'string') &&
    isListOf(value['sizes'], isFiniteNumber)
  );
}

/** The result a trial has written; `undefined` when it is none of ours. */
export function parseTrialResult(text: string): TrialResult | undefined {
  const value = parseJson(text);
  return isObject(value) && isTrialResult(value) ? (value as unknown as TrialResult) : undefined;
}

function isTrialResult(value: JsonObject): boolean {
  switch (value['kind']) {
    case 'outputs':
      return isListOf(value['outputs'], isTrialOutput);
    case 'times':
      return isListOf(value['callMs'], isFiniteNumber) && typeof value['freshInputs'] === 'boolean';
    case 'failed':
      return typeof value['step'] === 'string' && typeof value['message'] === 'string';
    default:
      return false;
  }
}

function isTrialOutput(value: unknown): boolean {
  if (!isObject(value) || !isFiniteNumber(value['size'])) return false;
  const { output } = value;
  return output === undefined || (isObject(output) && Array.isArray(output['objects']));
}

function isListOf(value: unknown, isOne: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}
