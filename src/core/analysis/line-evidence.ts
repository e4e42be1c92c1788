import type { FrameFunction } from '../model/profile.js';
import type { Line1 } from '../model/units.js';

/**
 * Why a value stands on a line on which no sampler has seen it: V8 had booked inlined code under
 * its caller; it had left frames out; it had left frames out and this is one of several lines the
 * value may belong to; a source map tells the line only roughly; or everything is on one line, of
 * which the innermost loop is taken.
 */
export type RepairKind = 'inlined' | 'lost-frame' | 'one-of-several' | 'rough-map' | 'one-line';

/** What was moved to one line for one reason. */
export interface Repair {
  readonly why: RepairKind;
  /** The function under which the profiler had booked it. */
  readonly caller: FrameFunction;
  /** In the unit of the profile. */
  readonly value: number;
}

/** How the costs of lines are known, where they were not simply sampled. */
export class LineEvidence {
  readonly #repairs = new Map<string, Repair[]>();
  readonly #guessedTotals = new Map<string, number>();

  /** Says that a part of the line's own value was moved to it. */
  addRepair(file: string, line: Line1, repair: Repair): void {
    const key = lineKey(file, line);
    const known = this.#repairs.get(key) ?? [];
    this.#repairs.set(key, known);
    const same = known.findIndex(
      ({ why, caller }) => why === repair.why && caller === repair.caller,
    );
    if (same === -1) known.push(repair);
    else known[same] = { ...repair, value: known[same]!.value + repair.value };
  }

  /** Says that calls of this value may have been made from another line of the function. */
  addGuessedTotal(file: string, line: Line1, value: number): void {
    const key = lineKey(file, line);
    this.#guessedTotals.set(key, (this.#guessedTotals.get(key) ?? 0) + value);
  }

  /** What was moved to this line. */
  repairs(file: string, line: Line1): readonly Repair[] {
    return this.#repairs.get(lineKey(file, line)) ?? [];
  }

  /** How much of the line's total is in calls that it may not have made. */
  guessedTotal(file: string, line: Line1): number {
    return this.#guessedTotals.get(lineKey(file, line)) ?? 0;
  }

  /** All that is known of any line, together. */
  static merged(all: readonly LineEvidence[]): LineEvidence {
    const merged = new LineEvidence();
    for (const each of all) {
      for (const [key, repairs] of each.#repairs) {
        for (const repair of repairs) merged.addRepair(...placeOf(key), repair);
      }
      for (const [key, value] of each.#guessedTotals) {
        merged.addGuessedTotal(...placeOf(key), value);
      }
    }
    return merged;
  }
}

function lineKey(file: string, line: Line1): string {
  return `${file}\0${line}`;
}

function placeOf(key: string): [file: string, line: Line1] {
  const [file = '', line = ''] = key.split('\0');
  return [file, Number(line)];
}
