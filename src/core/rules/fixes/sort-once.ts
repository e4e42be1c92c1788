export function sortOnceFix(..._a: unknown[]): undefined { return undefined; }
