import { isFiniteNumber, isObject } from './guards.js';

/*
 * The envelopes between the analyst's thread and whoever asks it; `analyst/questions.ts` says what
 * is inside.
 */

/** A question on its way to the analyst. */
export interface AnalystRequest {
  /** Comes back with the answer. */
  readonly id: number;
  readonly question: string;
  readonly request: unknown;
}

/** Why a question has no answer, as sentences for users. */
export interface AnalystFailure {
  readonly name: string;
  readonly message: string;
  /** What kind of failure it is, where its maker tells. */
  readonly kind?: string;
  /** For a log: where in our own code it happened. */
  readonly stack?: string;
}

/** What the analyst's thread is started with. */
export interface AnalystData {
  /** The id of the first recording; those of an earlier thread stay unknown. */
  readonly firstRecordingId: number;
  /** Folder with the page of HTML exports. */
  readonly pageFolder: string;
  readonly version: string;
}

/** The answer to a question. */
export type AnalystReply =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly error: AnalystFailure };

/** Is this a question? */
export function isAnalystRequest(value: unknown): value is AnalystRequest {
  return isObject(value) && isFiniteNumber(value['id']) && typeof value['question'] === 'string';
}

/** Is this an answer? */
export function isAnalystReply(value: unknown): value is AnalystReply {
  if (!isObject(value) || !isFiniteNumber(value['id'])) return false;
  if (value['ok'] === true) return true;
  const { ok, error } = value;
  return ok === false && isObject(error) && typeof error['message'] === 'string';
}
