import type { TextEdit } from './rule.js';

/** The text after some edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text: inserted } of inOrder) {
    parts.push(text.slice(done, start), inserted);
    done = Math.max(done, end);
  }
  return parts.join('') + text.slice(done);
}
