import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/core/rules/text-edits.js';
import { ignoreEdit } from '../../../../src/core/rules/ignore-edit.js';
import { suspectsIn } from '../../../support/suspects.js';

/** The text with its only suspicion ignored; nothing when there is no place for the comment. */
function ignored(text: string, file: string): string | undefined {
  const [finding, ...others] = suspectsIn(text, file);
  assert.ok(finding !== undefined && others.length === 0);
  const edit = ignoreEdit(text, file, finding.startLine, finding.rule);
  if (edit === undefined) return undefined;
  const after = applyEdits(text, [edit]);
  assert.deepEqual(suspectsIn(after, file), [], after);
  return after;
}

describe('a comment that silences a finding', () => {
  const call = 'items.filter((item) => !seen.includes(item.id))';

  it('stands above the line, as far in as it', () => {
    const text = `function f(items, seen) {\r\n  return ${call};\r\n}\r\n`;
    assert.equal(
      ignored(text, '/src/a.js'),
      `function f(items, seen) {\r\n  // rankscope-ignore-next-line membership-in-loop\r\n  return ${call};\r\n}\r\n`,
    );
  });

  it('stands in braces where the line is the text of an element', () => {
    const text = `const List = ({ items, seen }) => (\n  <ul>\n    {${call}}\n  </ul>\n);\n`;
    assert.match(
      ignored(text, '/src/a.jsx') ?? '',
      /<ul>\n {4}\{\/\* rankscope-ignore-next-line membership-in-loop \*\/\}\n {4}\{items/,
    );
  });

  it('stands at the end of the line where the line before is in a text', () => {
    const text = `const f = (items, seen) => \`ids:\n\${items.map((item) =>\n !seen.includes(item.id))}\`;\n`;
    assert.equal(ignored(text, '/src/a.js')?.includes('// rankscope'), true);
    const first = `const f = (items, seen) => \`ids:\n\${${call}.map(\n String)}\`;\n`;
    assert.match(ignored(first, '/src/a.js') ?? '', /\.map\( \/\/ rankscope-ignore membership/);
  });

  it('stands nowhere where it would be part of a text', () => {
    const text = `const f = (items, seen) => \`ids:\n\${${call}}\n\`;\n`;
    assert.equal(ignored(text, '/src/a.js'), undefined);
  });

  it('stands in the script of a Vue file', () => {
    const text = `<template><p /></template>\n<script>\nconst f = (items, seen) => ${call};\n</script>\n`;
    assert.match(ignored(text, '/src/A.vue') ?? '', /<script>\n\/\/ rankscope-ignore-next-line/);
  });
});
