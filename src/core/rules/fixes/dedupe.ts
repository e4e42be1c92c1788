export function dedupeFilterFix(..._a: unknown[]): undefined { return undefined; }
export function dedupeGuardFix(..._a: unknown[]): undefined { return undefined; }
