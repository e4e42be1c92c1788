import type { Line1, Micros } from '../model/units.js';
import type { SourceLibrary } from '../source/source-library.js';
import type { LineRow } from './summary.js';
import { visibleText } from './visible-text.js';

/** One line of a source file and what it costs. */
export interface ExcerptLine {
  readonly line: Line1;
  readonly text: string;
  readonly selfUs: Micros;
}

/** Lines shown before and after a hot one. */
export const CONTEXT_LINES = 3;

/** A longer line is generated code; nobody reads it to its end. */
const MAX_LINE_LENGTH = 240;

/**
 * The source around these lines, by file, in order and each line once. A file whose text cannot be
 * had is left out.
 */
export function sourceExcerpts(
  shown: readonly LineRow[],
  all: readonly LineRow[],
  sources: SourceLibrary,
): Map<string, ExcerptLine[]> {
  const wanted = new Map<string, Set<Line1>>();
  for (const { file, line } of shown) {
    const lines = wanted.get(file) ?? new Set<Line1>();
    wanted.set(file, lines);
    for (let near = line - CONTEXT_LINES; near <= line + CONTEXT_LINES; near++) lines.add(near);
  }
  const selfUs = new Map(all.map((row) => [`${row.file}\0${row.line}`, row.selfUs]));
  const excerpts = new Map<string, ExcerptLine[]>();
  for (const [file, lines] of wanted) {
    const text = sources.text(file)?.split(/\r\n|[\n\r\u2028\u2029]/);
    if (text === undefined) continue;
    const known = [...lines].filter((line) => line >= 1 && line <= text.length);
    const excerpt = known
      .sort((a, b) => a - b)
      .map((line) => ({
        line,
        text: visibleText(text[line - 1] ?? '', MAX_LINE_LENGTH),
        selfUs: selfUs.get(`${file}\0${line}`) ?? 0,
      }));
    excerpts.set(file, excerpt);
  }
  return excerpts;
}
