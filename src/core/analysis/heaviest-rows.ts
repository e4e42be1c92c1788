import type { FunctionRow, LineRow } from './summary.js';

/**
 * The functions that come first by any of their figures, in the order they had.
 * @param count how many by each figure
 */
export function heaviestFunctions(
  rows: readonly FunctionRow[],
  count: number,
): readonly FunctionRow[] {
  const figures = [
    (row: FunctionRow) => row.selfUs,
    (row: FunctionRow) => row.totalUs,
    (row: FunctionRow) => row.allocatedBytes,
    (row: FunctionRow) => row.gcUs,
  ];
  return heaviest(rows, count, figures, () => false);
}

/**
 * The lines that come first by any of their figures, in the order they had.
 * @param count how many by each figure
 * @param isNeeded says which one cannot do without
 */
export function heaviestLines(
  rows: readonly LineRow[],
  count: number,
  isNeeded: (row: LineRow) => boolean = () => false,
): readonly LineRow[] {
  return heaviest(rows, count, [(row) => row.selfUs, (row) => row.totalUs], isNeeded);
}

function heaviest<T>(
  rows: readonly T[],
  count: number,
  figures: readonly ((row: T) => number)[],
  isNeeded: (row: T) => boolean,
): readonly T[] {
  if (rows.length <= count) return rows;
  const chosen = new Set<T>(rows.filter(isNeeded));
  for (const figure of figures) {
    const sorted = [...rows].sort((a, b) => figure(b) - figure(a));
    for (const row of sorted.slice(0, count)) if (figure(row) > 0) chosen.add(row);
  }
  return rows.filter((row) => chosen.has(row));
}
