export function indexParameterFix(..._a: unknown[]): undefined { return undefined; }
