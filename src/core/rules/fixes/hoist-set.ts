export function hoistSet(..._a: unknown[]): undefined { return undefined; }
