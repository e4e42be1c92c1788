import { parseScript } from '../source/parse-script.js';
import { hasScriptBlocks, scriptBlock } from '../source/script-blocks.js';
import { linesOf, TextPlaces } from '../source/text-lines.js';
import type { TextRange } from '../source/parse-script.js';
import { applyEdits } from './text-edits.js';
import type { RuleId, TextEdit } from './rule.js';

/**
 * A comment that silences a rule on a line: above it where that is code, in braces where it is the
 * text of an element, else at its end. Nothing where none of them would be a comment, as within a
 * template literal.
 */
export function ignoreEdit(
  text: string,
  fileName: string,
  line: TextRange['startLine'],
  rule: RuleId,
): TextEdit | undefined {
  const lineText = linesOf(text)[line - 1];
  if (lineText === undefined) return undefined;
  const start = new TextPlaces(text).lineStart(line);
  const end = start + lineText.length;
  const indent = /^\s*/.exec(lineText)?.[0] ?? '';
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const above = `rankscope-ignore-next-line ${rule}`;
  const edits: readonly TextEdit[] = [
    { start, end: start, text: `${indent}// ${above}${lineBreak}` },
    { start, end: start, text: `${indent}{/* ${above} */}${lineBreak}` },
    { start: end, end, text: ` // rankscope-ignore ${rule}` },
  ];
  return edits.find((edit) => isComment(edit, text, fileName));
}

function isComment(edit: TextEdit, text: string, fileName: string): boolean {
  const edited = applyEdits(text, [edit]);
  const block = hasScriptBlocks(fileName)
    ? scriptBlock(edited, fileName)
    : { text: edited, fileName };
  const places = new TextPlaces(edited);
  const at = edit.start + edit.text.search(/\/[/*]/);
  return (parseScript(block.text, block.fileName)?.comments ?? []).some(
    ({ startLine, startColumn }) => places.offset(startLine, startColumn) === at,
  );
}
