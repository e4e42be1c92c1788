/** A parameter that says how large an input is, with the values it takes, which rise. */
export interface SizeParameter {
  /** `n` where there is only one size. */
  readonly name: string;
  readonly values: readonly number[];
}
