// The longest run of days on which somebody listened.

export const sizes = [250, 500, 1000, 2000];

export function setup(n: number): boolean[] {
  return Array.from({ length: n }, (_, i) => (i * 7919) % 11 !== 0);
}

function longestStreak(days: readonly boolean[], at = 0, current = 0, best = 0): number {
  if (at === days.length) return Math.max(current, best);
  return days[at]
    ? longestStreak(days, at + 1, current + 1, best)
    : longestStreak(days, at + 1, 0, Math.max(current, best));
}

export function run(days: readonly boolean[]): number {
  return longestStreak(days);
}
