import type { Column1, Line1 } from '../model/units.js';
import type { TextRange } from './parse-script.js';

/** What ends a line, for V8 as for the parser. */
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;
const NO_LINE_BREAK = /[^\n\r\u2028\u2029]/g;

/** The lines of a text without what ends them. */
export function linesOf(text: string): string[] {
  return text.split(LINE_BREAK);
}

/** Finds places in a text by line and column. */
export class TextPlaces {
  readonly #lineStarts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (const { 0: end, index } of text.matchAll(new RegExp(LINE_BREAK, 'g'))) {
      starts.push(index + end.length);
    }
    this.#lineStarts = starts;
  }

  /** Index of the first character of a line. */
  lineStart(line: Line1): number {
    return this.#lineStarts[line - 1] ?? Infinity;
  }

  /** Index of the character at a place. */
  offset(line: Line1, column: Column1): number {
    return this.lineStart(line) + column - 1;
  }
}

/** The text with spaces in place of its comments, so that everything else stays where it is. */
export function withoutComments(text: string, comments: readonly TextRange[]): string {
  if (comments.length === 0) return text;
  const places = new TextPlaces(text);
  const parts: string[] = [];
  let done = 0;
  for (const { startLine, startColumn, endLine, endColumn } of comments) {
    const start = places.offset(startLine, startColumn);
    const end = places.offset(endLine, endColumn) + 1;
    parts.push(text.slice(done, start), text.slice(start, end).replace(NO_LINE_BREAK, ' '));
    done = end;
  }
  return parts.join('') + text.slice(done);
}
