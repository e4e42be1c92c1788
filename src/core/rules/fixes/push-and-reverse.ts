export function pushAndReverseFix(..._a: unknown[]): undefined { return undefined; }
