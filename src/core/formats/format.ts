import type { Profile } from '../model/profile.js';

/** One kind of profile file: how to know it, read it and, where that makes sense, write it. */
export interface ProfileFormat {
  /** Stable name for settings, JSON and `--format`. */
  readonly id: string;
  /** Name for people. */
  readonly label: string;
  /** Endings of file names, in lower case and with the dot; the first is the usual one. */
  readonly extensions: readonly string[];
  /** Does this content look like the format? Looks at the beginning only; bytes are uncompressed. */
  readonly detect: (bytes: Uint8Array) => boolean;
  /** All profiles in the file, at least one. Throws nothing but `ProfileFormatError`. */
  readonly parse: (bytes: Uint8Array) => readonly Profile[];
  /**
   * The profiles as an uncompressed file of this format, leaving out those the format cannot hold.
   * Throws `ProfileFormatError` when none is left, or when the file would be too large to use.
   */
  readonly write?: (profiles: readonly Profile[]) => Uint8Array;
}
