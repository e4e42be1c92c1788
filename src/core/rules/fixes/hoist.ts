export function hoistFix(..._a: unknown[]): undefined { return undefined; }
