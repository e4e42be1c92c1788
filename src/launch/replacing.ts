/** A file that is loaded with the text of another one; absolute paths. */
export interface Replacement {
  readonly file: string;
  readonly by: string;
}
