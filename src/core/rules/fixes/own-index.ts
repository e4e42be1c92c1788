export function ownIndexFix(..._a: unknown[]): undefined { return undefined; }
