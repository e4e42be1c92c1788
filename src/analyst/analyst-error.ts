import { ExportError } from '../io/export.js';
import { ProfileFileError } from '../io/profile-files.js';
import type { AnalystFailure } from '../protocol/analyst.js';

/** Why the analyst has no answer. */
export type AnalystErrorKind = 'not-open';

/** The analyst cannot answer; one sentence, and what to do. */
export class AnalystError extends Error {
  readonly kind: AnalystErrorKind;

  constructor(kind: AnalystErrorKind, message: string) {
    super(message);
    this.name = 'AnalystError';
    this.kind = kind;
  }
}

/** An error as it crosses to another thread, where its message is shown to users. */
export function failureOf(error: unknown): AnalystFailure {
  if (!(error instanceof Error)) return fault(String(error));
  const { name, message, stack = '' } = error;
  if (error instanceof ProfileFileError || error instanceof AnalystError) {
    return { name, message, kind: error.kind };
  }
  if (error instanceof ExportError) return { name, message };
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== undefined && path !== undefined) {
    const advice = 'Check that it is there, that you may use it and that the disk has room.';
    return {
      name: 'FileError',
      message: `${path} cannot be used (${code}). ${advice}`,
      kind: code,
    };
  }
  return { ...fault(message), stack };
}

function fault(what: string): AnalystFailure {
  return {
    name: 'InternalError',
    message: `This is a fault of Rankscope: ${what.split('\n', 1)[0] ?? ''}. Please report it.`,
  };
}
