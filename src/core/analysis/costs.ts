import { depthFirst, nodeTotals } from '../model/call-tree.js';
import { originOf, type Origin } from '../model/files.js';
import type { FrameFunction, Profile } from '../model/profile.js';
import { UNKNOWN_LINE, type Line1 } from '../model/units.js';

/** What one function costs, in the unit of its profile. */
export interface FunctionCost {
  readonly function: FrameFunction;
  readonly origin: Origin;
  readonly self: number;
  /** With everything it calls; a stack counts once however often the function is on it. */
  readonly total: number;
}

/** What one line costs, in the unit of its profile. */
export interface LineCost {
  readonly file: string;
  readonly line: Line1;
  /** The function in which the line costs most. */
  readonly function: FrameFunction;
  readonly self: number;
  /** With everything the line calls; a stack counts once however often the line is on it. */
  readonly total: number;
  /** With what it calls outside of one's own code: dependencies, Node and the engine. */
  readonly own: number;
}

/** Costs of a profile, heaviest first. */
export interface Costs {
  readonly functions: readonly FunctionCost[];
  readonly lines: readonly LineCost[];
  /** Value of the whole profile without idle time. */
  readonly busy: number;
  readonly idle: number;
  readonly gc: number;
  /** Time of the engine that belongs to no function, V8's `(program)`. */
  readonly program: number;
}

/** What do the functions and lines of a profile cost? Needs a tree without leaf lines (see `fuseCallLines`). */
export function costsOf(profile: Profile): Costs {
  const functionSum = new CostTable<FrameFunction>();
  const lineSum = new CostTable<{ file: string; line: Line1; function: FrameFunction }>();
  const { tree, functions } = profile;
  const totals = nodeTotals(tree);
  const byKind = { code: 0, gc: 0, program: 0, idle: 0, root: 0 };
  const functionRow = functions.map((spec) => functionSum.row(functionKey(spec), spec));
  const lineRow = lineRows(profile, lineSum);
  const ownLines: number[] = [];
  depthFirst(
    tree,
    (node) => {
      const index = tree.functionIndex[node]!;
      const spec = functions[index]!;
      const self = tree.self[node]!;
      byKind[spec.kind] += self;
      if (spec.kind === 'code') functionSum.enter(functionRow[index]!, self, totals[node]!);
      if (lineRow[node] !== -1) lineSum.enter(lineRow[node]!, self, totals[node]!);
      const isOwn = spec.kind === 'code' && originOf(spec.file) === 'own';
      const blamed = isOwn ? lineRow[node]! : (ownLines.at(-1) ?? -1);
      ownLines.push(blamed);
      if (blamed !== -1) lineSum.blame(blamed, self);
    },
    (node) => {
      const index = tree.functionIndex[node]!;
      if (functions[index]!.kind === 'code') functionSum.leave(functionRow[index]!);
      if (lineRow[node] !== -1) lineSum.leave(lineRow[node]!);
      ownLines.pop();
    },
  );
  return {
    functions: functionSum
      .rows()
      .filter(({ total }) => total > 0)
      .map(({ what, self, total }) => ({
        function: what,
        origin: originOf(what.file),
        self,
        total,
      }))
      .sort((a, b) => b.self - a.self || b.total - a.total),
    lines: lineSum
      .rows()
      .filter(({ total }) => total > 0)
      .map(({ what, self, total, own }) => ({ ...what, self, total, own }))
      .sort((a, b) => b.self - a.self || b.total - a.total),
    busy: byKind.code + byKind.gc + byKind.program,
    idle: byKind.idle,
    gc: byKind.gc,
    program: byKind.program,
  };
}

/** A text that is the same for the same function, and another one for any other. */
export function functionKey(spec: FrameFunction): string {
  return `${spec.name}\0${spec.file}\0${spec.line}\0${spec.column}`;
}

/** The row of the line each node runs on; -1 for a node without one. */
function lineRows(
  profile: Profile,
  table: CostTable<{ file: string; line: Line1; function: FrameFunction }>,
): Int32Array {
  const { tree, functions } = profile;
  const heaviest = new Map<number, number>();
  const rows = new Int32Array(tree.parent.length).fill(-1);
  for (let node = 0; node < rows.length; node++) {
    const line = tree.line[node]!;
    const spec = functions[tree.functionIndex[node]!]!;
    if (line === UNKNOWN_LINE || spec.file === '' || spec.kind !== 'code') continue;
    const row = table.row(`${spec.file}\0${line}`, { file: spec.file, line, function: spec });
    rows[node] = row;
    const self = tree.self[node]!;
    if (self > (heaviest.get(row) ?? -1)) {
      heaviest.set(row, self);
      table.describe(row, { file: spec.file, line, function: spec });
    }
  }
  return rows;
}

interface CostRow<T> {
  what: T;
  self: number;
  total: number;
  own: number;
  /** How often this row is on the stack that is being visited. */
  depth: number;
}

/** Adds up self and total by row while a tree is visited depth first. */
class CostTable<T> {
  readonly #rows: CostRow<T>[] = [];
  readonly #byKey = new Map<string, number>();

  row(key: string, what: T): number {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const index = this.#rows.push({ what, self: 0, total: 0, own: 0, depth: 0 }) - 1;
    this.#byKey.set(key, index);
    return index;
  }

  describe(index: number, what: T): void {
    this.#rows[index]!.what = what;
  }

  enter(index: number, self: number, total: number): void {
    const row = this.#rows[index]!;
    row.self += self;
    if (row.depth === 0) row.total += total;
    row.depth += 1;
  }

  leave(index: number): void {
    this.#rows[index]!.depth -= 1;
  }

  blame(index: number, self: number): void {
    this.#rows[index]!.own += self;
  }

  rows(): readonly CostRow<T>[] {
    return this.#rows;
  }
}
