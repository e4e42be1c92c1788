export function headIndexFix(..._a: unknown[]): undefined { return undefined; }
