/** What of a text has to be replaced, and by what. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** The smallest piece of `text` to replace so that it becomes `wanted`: marks elsewhere stay. */
export function changeTo(text: string, wanted: string): TextChange {
  const shorter = Math.min(text.length, wanted.length);
  let start = 0;
  while (start < shorter && text[start] === wanted[start]) start++;
  let same = 0;
  while (same < shorter - start && text.at(-1 - same) === wanted.at(-1 - same)) same++;
  // Between the two halves of a character or of a line end VS Code knows no position.
  while (start > 0 && /[\uD800-\uDBFF\r]/.test(text[start - 1]!)) start--;
  while (same > 0 && /[\uDC00-\uDFFF\n]/.test(text[text.length - same]!)) same--;
  return { start, end: text.length - same, by: wanted.slice(start, wanted.length - same) };
}
