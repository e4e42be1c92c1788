// Merges two rankings by score with two pointers; the inner loop only moves on.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n: number): { left: number[]; right: number[] } {
  return {
    left: Array.from({ length: n }, (_, i) => 3 * (n - i)),
    right: Array.from({ length: n }, (_, i) => 2 * (n - i) + 1),
  };
}

export function run({ left, right }: ReturnType<typeof setup>): number[] {
  const merged: number[] = [];
  let j = 0;
  for (let i = 0; i < left.length; i++) {
    while (j < right.length && right[j]! >= left[i]!) {
      merged.push(right[j]!);
      j += 1;
    }
    merged.push(left[i]!);
  }
  return merged.concat(right.slice(j));
}
