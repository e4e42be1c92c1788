/** A line number as people and editors count: the first line is 1. `0` means "not known". */
export type Line1 = number;

/** A column number as people count: the first column is 1. `0` means "not known". */
export type Column1 = number;

/** A time or a duration in microseconds. */
export type Micros = number;

/** A size in bytes. */
export type Bytes = number;

/** The value that stands for a line or column nobody knows. */
export const UNKNOWN_LINE: Line1 = 0;
