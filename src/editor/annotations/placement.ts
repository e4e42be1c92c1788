import type {
  FileFigures,
  FunctionFigures,
  LineFigures,
  PlacedFile,
} from '../../analyst/questions.js';

/** A line of a text of today with what it cost when it was recorded. */
export interface PlacedLine {
  /** From 1, in the text as it is now. */
  readonly line: number;
  readonly figures: LineFigures;
}

/** A function in a text of today with what it cost when it was recorded. */
export interface PlacedFunction {
  readonly line: number;
  readonly endLine: number;
  /** Its text is not the one that was recorded. */
  readonly stale: boolean;
  readonly index: number;
  readonly figures: FunctionFigures;
}

/** Where the costs of a file stand in its text. */
export interface Placement {
  readonly lines: readonly PlacedLine[];
  readonly functions: readonly PlacedFunction[];
}

/** Something that stands on a line, and a function, wherever they came from. */
export interface Standing<Line, Fn> {
  readonly lines: readonly Line[];
  readonly functions: readonly Fn[];
}

export type OnLine = Pick<PlacedLine, 'line'>;

export type InText = Pick<PlacedFunction, 'line' | 'endLine' | 'stale'>;

/** An edit: the lines from `startLine` to `endLine` (from 0) became `newLines` lines. */
export interface LineEdit {
  readonly startLine: number;
  readonly endLine: number;
  readonly newLines: number;
}

/** Puts the figures of a file where they belong now. */
export function placementOf(
  file: FileFigures,
  functions: readonly FunctionFigures[],
  placed: PlacedFile,
): Placement {
  const byLine = new Map(file.lines.map((figures) => [figures.line, figures]));
  return {
    lines: placed.lines.flatMap(({ then, now }) => {
      const figures = byLine.get(then);
      return figures === undefined ? [] : [{ line: now, figures }];
    }),
    functions: placed.functions.flatMap(({ function: index, line, endLine, stale }) => {
      const figures = functions[index];
      return figures === undefined ? [] : [{ line, endLine, stale, index, figures }];
    }),
  };
}

/**
 * Moves a placement along with an edit, until somebody has looked at the new text: what lies below
 * moves, lines that were touched lose their figures, and the function around them is stale.
 */
export function movedBy<Line extends OnLine, Fn extends InText>(
  placement: Standing<Line, Fn>,
  edit: LineEdit,
): Standing<Line, Fn> {
  const first = edit.startLine + 1;
  const last = edit.endLine + 1;
  const shift = edit.newLines - (edit.endLine - edit.startLine + 1);
  const moved = (line: number) => (line > last ? line + shift : Math.min(line, first));
  const isTouched = (line: number) => line >= first && line <= last;
  const around = innermostAround(placement.functions, first, last);
  return {
    lines: placement.lines
      .filter(({ line }) => !isTouched(line))
      .map((each) => (each.line > last ? { ...each, line: each.line + shift } : each)),
    functions: placement.functions
      .filter(({ line, endLine }) => !(isTouched(line) && isTouched(endLine) && line !== endLine))
      .map((each) => ({
        ...each,
        line: each.line > last ? each.line + shift : each.line,
        endLine: each.endLine >= last ? each.endLine + shift : moved(each.endLine),
        stale: each.stale || each === around,
      })),
  };
}

function innermostAround<Fn extends InText>(
  functions: readonly Fn[],
  first: number,
  last: number,
): Fn | undefined {
  let found: Fn | undefined;
  for (const each of functions) {
    if (each.line > first || each.endLine < last) continue;
    if (found === undefined || each.endLine - each.line <= found.endLine - found.line) found = each;
  }
  return found;
}

/** The function whose text holds this line; the innermost one. */
export function functionAround(placement: Placement, line: number): PlacedFunction | undefined {
  return innermostAround(placement.functions, line, line);
}
