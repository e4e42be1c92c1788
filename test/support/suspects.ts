import assert from 'node:assert/strict';
import { runInThisContext } from 'node:vm';
import { fixAll } from '../../src/core/rules/apply-fixes.js';
import type { Finding } from '../../src/core/rules/file-summary.js';
import { PackageScan } from '../../src/core/rules/scan-package.js';

/** What is suspected in one text; it has to parse. */
export function suspectsIn(text: string, file = '/src/rank.js'): readonly Finding[] {
  return suspectsOf({ [file]: text });
}

/** What is suspected in a package of these files. */
export function suspectsOf(files: Readonly<Record<string, string>>): readonly Finding[] {
  const scan = new PackageScan();
  for (const [file, text] of Object.entries(files)) assert.ok(scan.update(file, text), file);
  return scan.findings();
}

/** The same as `rule@line`, which is what most tests are about. */
export function rulesIn(text: string, file?: string): readonly string[] {
  return suspectsIn(text, file).map(({ rule, startLine }) => `${rule}@${startLine}`);
}

/**
 * Makes all fixes of a script that declares `run(input)`, runs it before and after on each input,
 * and fails where the answers or what is left of the input differ. Does the same with the script as
 * others would write it: without semicolons, with tabs, with other line ends. Gives the fixed text.
 */
export function fixedAlike(text: string, makeInputs: () => readonly unknown[]): string {
  const bare = text.replace(/;[ \t]*(?=\r?\n(?!\s*[([`+\-/*;]))/g, '');
  for (const other of [bare, text.replaceAll('\n', '\r\n'), text.replaceAll('  ', '\t')]) {
    const fixed = alike(other, makeInputs);
    assert.equal(fixed.includes('\r'), other.includes('\r'));
    assert.doesNotMatch(other.includes('\r') ? fixed : '', /[^\r]\n/);
  }
  return alike(text, makeInputs);
}

function alike(text: string, makeInputs: () => readonly unknown[]): string {
  const fixed = fixAll(text, '/src/rank.js');
  assert.ok(fixed.count > 0, `no fix for\n${text}`);
  const before = outcomes(text, makeInputs());
  assert.deepEqual(outcomes(fixed.text, makeInputs()), before, fixed.text);
  return fixed.text;
}

/** Are there findings of which none has a fix? */
export function isFoundWithoutFix(text: string, file?: string): boolean {
  const found = suspectsIn(text, file);
  return found.length > 0 && found.every(({ fix }) => fix === undefined);
}

function outcomes(text: string, inputs: readonly unknown[]): readonly unknown[] {
  const run = runInThisContext(`(() => { ${text}\n; return run; })()`) as (
    input: unknown,
  ) => unknown;
  return inputs.map((input) => {
    const answer = run(input);
    // The same list, or one like it?
    const own = Object.entries(input ?? {}).flatMap(([name, each]) =>
      each === answer ? name : [],
    );
    return { answer, left: input, own, isInput: answer === input };
  });
}
