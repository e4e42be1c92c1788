export function keyOnceFix(..._a: unknown[]): undefined { return undefined; }
