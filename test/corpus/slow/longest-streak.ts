// The longest run of days on which somebody listened.

export const sizes = [250, 500, 1000, 2000];

export function setup(n: number): boolean[] {
  return Array.from({ length: n }, (_, i) => (i * 7919) % 11 !== 0);
}

function longestStreak(days: readonly boolean[], current = 0, best = 0): number {
  if (days.length === 0) return Math.max(current, best);
  const [today, ...later] = days; // grows n^2 rule:slice-recursion
  return today
    ? longestStreak(later, current + 1, best)
    : longestStreak(later, 0, Math.max(current, best));
}

export function run(days: readonly boolean[]): number {
  return longestStreak(days);
}
