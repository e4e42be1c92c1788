import type { LineShares } from './truth.js';

/** How far what was measured is from the truth, 0 (the same) to 1 (nothing in common). */
export interface LineError {
  readonly self: number;
  readonly total: number;
  /** Does it name the line that takes most time, or one that takes as much within 5 %? */
  readonly isTopRight: boolean;
}

/** A line that may be taken for the top one, as its true share is almost the same. */
const AS_MUCH = 0.95;

/**
 * Half the sum over lines of |measured share − true share|. Time that was given to no line counts
 * as missing where it belongs and again as wrong where it is.
 */
export function lineError(truth: LineShares, measured: LineShares): LineError {
  const lost = Math.max(0, 1 - sum(measured.self.values()));
  return {
    self: (difference(truth.self, measured.self) + lost) / 2,
    // Totals overlap, and what stands on a line without a mark is not known.
    total:
      difference(truth.total, only(measured.total, truth.total)) / 2 / sum(truth.total.values()),
    isTopRight: isTopRight(truth.self, measured.self),
  };
}

function difference(
  truth: ReadonlyMap<string, number>,
  measured: ReadonlyMap<string, number>,
): number {
  const lines = new Set([...truth.keys(), ...measured.keys()]);
  return sum(
    [...lines].map((line) => Math.abs((truth.get(line) ?? 0) - (measured.get(line) ?? 0))),
  );
}

function only(
  shares: ReadonlyMap<string, number>,
  lines: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  return new Map([...shares].filter(([line]) => lines.has(line)));
}

function isTopRight(
  truth: ReadonlyMap<string, number>,
  measured: ReadonlyMap<string, number>,
): boolean {
  const [named] = [...measured].sort((a, b) => b[1] - a[1])[0] ?? [''];
  return (truth.get(named) ?? 0) >= AS_MUCH * Math.max(...truth.values());
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
