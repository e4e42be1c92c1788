export interface Interaction {
  readonly age: number;
  readonly weight: number;
}

/** Sum of what happened, the older the less. */
export function decay(interactions: readonly Interaction[], today: number): number {
  let sum: number = 0;
  for (const { age, weight } of interactions) sum += weight / (1 + Math.abs(today - age)); // self worth
  return sum;
}
