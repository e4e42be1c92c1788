export function accumulateFix(..._a: unknown[]): undefined { return undefined; }
