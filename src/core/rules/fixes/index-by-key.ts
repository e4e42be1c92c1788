export function indexByKey(..._a: unknown[]): undefined { return undefined; }
export function groupByKey(..._a: unknown[]): undefined { return undefined; }
