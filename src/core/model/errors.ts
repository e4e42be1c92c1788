/** Why a profile could not be read. */
export type ProfileFormatErrorKind =
  'empty' | 'not-a-profile' | 'truncated' | 'malformed' | 'no-samples' | 'too-large';

/**
 * States why the content of a file is no usable profile. `message` is one sentence without the
 * file's name, which the reader of the file adds as `file`.
 */
export class ProfileFormatError extends Error {
  readonly kind: ProfileFormatErrorKind;
  /** Byte or node at which reading stopped, where that is known. */
  readonly offset: number | undefined;

  constructor(kind: ProfileFormatErrorKind, message: string, offset?: number) {
    super(message);
    this.name = 'ProfileFormatError';
    this.kind = kind;
    this.offset = offset;
  }
}
