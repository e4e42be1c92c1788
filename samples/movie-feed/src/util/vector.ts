export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

export function norm(a: readonly number[]): number {
  return Math.sqrt(dot(a, a));
}

/** 0 when either vector is zero: a title without signal resembles nothing. */
export function cosine(a: readonly number[], b: readonly number[]): number {
  const norms = norm(a) * norm(b);
  return norms === 0 ? 0 : dot(a, b) / norms;
}
