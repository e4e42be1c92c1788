import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions.js';
import { eventually } from '../support/eventually.js';
import { lensesOf, lineWith, open } from './support/documents.js';
import { answered, choosing } from './support/messages.js';
import { testRun } from './support/test-run.js';

const SLOW = `export function count(items) {
  let sum = 0;
  for (const item of items) sum += items.indexOf(item);
  return sum;
}
`;
const FAST = SLOW.replace('const item of items', 'let i = 0; i < items.length; i++').replace(
  'items.indexOf(item)',
  'i',
);
const WRONG = FAST.replace('sum += i', 'sum += i + 1');

const WORKLOAD = `import { count } from './count.mjs';
export const sizes = [200, 2000];
export const setup = (n) => Array.from({ length: n }, (_, i) => i);
export const run = (items) => count(items);
`;

describe('proving a change', function () {
  this.timeout(60_000);
  const folder = path.join(testRun().workspace, 'proofs');
  const file = path.join(folder, 'count.mjs');

  const git = (...args: readonly string[]) => {
    const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
    execFileSync('git', [...who, ...args], { cwd: folder });
  };

  before(() => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
    writeFileSync(path.join(folder, 'count.workload.mjs'), WORKLOAD);
    writeFileSync(file, SLOW);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'slow');
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Edits the file in an editor, which leaves it unsaved. */
  async function edit(text: string): Promise<vscode.TextEditor> {
    const editor = await open('proofs/count.mjs');
    const { document } = editor;
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    await editor.edit((change) => change.replace(all, text));
    assert.equal(document.getText(), text);
    return editor;
  }

  const proof = (before: string) => () =>
    vscode.commands.executeCommand(COMMANDS.prove, { file, before });

  it('an edit that helps is proved, with its growth', async () => {
    await edit(FAST);
    const message = await answered('Details', proof(SLOW));
    assert.match(
      message.text,
      /^Proved: same output, growth 2\.0 → 1\.0, [\d.]+× faster \[.+\]\.$/,
    );
    assert.equal(message.severity, 'information');
    assert.equal(readFileSync(file, 'utf8'), FAST);
  });

  it('one that does nothing is not', async () => {
    await edit(`${SLOW}// better now\n`);
    const message = await answered(undefined, proof(SLOW));
    assert.match(message.text, /^Not proved: same output, growth 2\.0 → 2\.0, /);
    assert.equal(message.severity, 'warning');
    assert.deepEqual(message.actions, ['Undo', 'Details']);
  });

  it('a wrong one is named, and taken back; the editor brings it back', async () => {
    const { document } = await edit(WRONG);
    const message = await answered('Undo', proof(SLOW));
    assert.match(message.text, /^Different output: output is 19900 before and 20100 after /);
    assert.equal(document.getText(), SLOW);
    assert.equal(readFileSync(file, 'utf8'), SLOW);
    await open('proofs/count.mjs');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), WRONG);
  });

  it('what was edited after the proof is left alone', async () => {
    const { document } = await edit(WRONG);
    const messages = await choosing(
      async (message) => {
        if (!message.actions.includes('Undo')) return undefined;
        await edit(`${WRONG}// more\n`);
        return 'Undo';
      },
      () => proof(SLOW)(),
    );
    assert.match(messages.at(-1)?.text ?? '', /^count\.mjs was edited after the proof/);
    assert.equal(document.getText(), `${WRONG}// more\n`);
  });

  it('the lens over a workload compares with the last commit', async () => {
    const { document } = await edit(WRONG);
    await document.save();
    const workload = await open('proofs/count.workload.mjs');
    const lens = await eventually(async () => {
      const lenses = await lensesOf(workload);
      const found = lenses.find(({ title }) => title === '$(beaker) Prove change');
      assert.ok(found !== undefined);
      return found;
    });
    assert.equal(lens.line, lineWith(workload, 'export const run'));
    const message = await answered('Undo Since Last Commit…', lens.press, 'Undo');
    assert.match(message.text, /^Different output: /);
    assert.equal(document.getText(), SLOW);
    await eventually(async () => {
      const titles = (await lensesOf(workload)).map(({ title }) => title);
      assert.ok(titles.length > 0 && !titles.some((title) => title.includes('Prove change')));
    });
  });

  it('says that nothing has changed', async () => {
    const message = await answered(undefined, () =>
      vscode.commands.executeCommand(COMMANDS.prove, vscode.Uri.file(file)),
    );
    assert.match(message.text, /^No code has changed since the last commit/);
    assert.equal(message.severity, 'error');
  });

  it('says what to write when no workload runs the file', async () => {
    const lone = path.join(folder, 'lone', 'rank.mjs');
    mkdirSync(path.dirname(lone));
    writeFileSync(lone, FAST);
    const message = await answered(undefined, () =>
      vscode.commands.executeCommand(COMMANDS.prove, { file: lone, before: SLOW }),
    );
    assert.match(
      message.text,
      /^No workload runs rank\.mjs, .* Write a module such as rank\.workload/,
    );
  });
});
