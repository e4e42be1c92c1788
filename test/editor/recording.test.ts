import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions.js';
import { eventually } from '../support/eventually.js';
import { answered } from './support/messages.js';
import { hoverOf, lensesOf, lineWith, open, problemsIn, withSetting } from './support/documents.js';

describe('a recording of the workload', () => {
  const filter = 'src/stages/filter.ts';

  before(async function () {
    this.timeout(60_000);
    await withSetting('workload.seconds', 2, async () => {
      const workload = await open('feed.workload.ts');
      const [lens] = await eventually(async () => {
        const lenses = await lensesOf(workload);
        assert.equal(lenses.length, 2);
        return lenses;
      });
      assert.equal(lens?.title, '$(flame) Profile');
      await lens.press();
    });
  });

  it('is kept in the folder of the workspace', async () => {
    const found = await vscode.workspace.findFiles('.rankscope/*/recording.json');
    assert.equal(found.length, 1);
  });

  it('puts lenses above hot functions', async () => {
    const editor = await open(filter);
    await eventually(async () => {
      const line = lineWith(editor, 'function withoutSeen(');
      const lens = (await lensesOf(editor)).find((each) => each.line === line);
      assert.match(lens?.title ?? '', /^\$\(flame\) [\d.]+ % total \([\d.]+ ms\), [\d.]+ % self/);
    });
  });

  it('lists findings as problems, on the lines they are about', async () => {
    const editor = await open('src/stages/candidates.ts');
    const line = lineWith(editor, '=> [...merged');
    await eventually(() => {
      const found = problemsIn(editor).find(({ code }) => code === 'allocation');
      assert.ok(found !== undefined);
      assert.equal(found.range.start.line, line - 1);
      assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
    });
  });

  it('answers hovers over lines with costs, and over no others', async () => {
    const editor = await open(filter);
    const line = lineWith(editor, '!seen.includes(');
    await eventually(async () => assert.match(await hoverOf(editor, line), /This line: [\d.]+ %/));
    assert.equal(await hoverOf(editor, 1), '');
  });

  it('follows edits, and knows a changed function from a moved one', async () => {
    const editor = await open(filter);
    await editor.edit((change) => change.insert(new vscode.Position(0, 0), '// moved\n\n'));
    const titleAbove = async (text: string) => {
      const lenses = await lensesOf(editor);
      return lenses.find((lens) => lens.line === lineWith(editor, text))?.title ?? '';
    };
    await eventually(async () => {
      assert.match(await titleAbove('function withoutSeen('), /^\$\(flame\)/);
    });
    const inside = new vscode.Position(lineWith(editor, '!seen.includes(') - 1, 0);
    await editor.edit((change) => change.insert(inside, '  void 0;\n'));
    await eventually(async () => {
      assert.match(await titleAbove('function withoutSeen('), /^\$\(history\) was /);
      assert.match(await titleAbove('export function filterCandidates('), /^\$\(flame\)/);
    });
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually(async () => {
      assert.match(await titleAbove('function withoutSeen('), /^\$\(flame\)/);
    });
  });

  it('is what a change is compared with where there is no git', async () => {
    const editor = await open(filter);
    const text = editor.document.getText();
    const line = lineWith(editor, 'function withoutSeen(');
    const failing = "  if (Date.now() > 0) throw new Error('no history');\n";
    await editor.edit((change) => change.insert(new vscode.Position(line, 0), failing));
    await editor.document.save();
    const workload = await open('feed.workload.ts');
    const lens = await eventually(async () => {
      const found = (await lensesOf(workload)).find(({ title }) => title.includes('Prove change'));
      assert.ok(found !== undefined);
      return found;
    });
    const message = await answered('Undo Since Last Recording…', lens.press, 'Undo');
    assert.match(message.text, /^Not proved: run fails .* in the version after: Error: no history/);
    assert.equal(editor.document.getText(), text);
  }).timeout(60_000);

  it('obeys the settings', async () => {
    const editor = await open('src/stages/candidates.ts');
    await withSetting('codeLens.functions', false, () =>
      eventually(async () => assert.deepEqual(await lensesOf(editor), [])),
    );
    await withSetting('problems.enabled', false, () =>
      eventually(() => assert.deepEqual(problemsIn(editor), [])),
    );
    await withSetting('annotations.enabled', false, () =>
      eventually(async () => {
        assert.deepEqual(await lensesOf(editor), []);
        assert.deepEqual(problemsIn(editor), []);
      }),
    );
    await eventually(async () => {
      assert.ok((await lensesOf(editor)).length > 0 && problemsIn(editor).length > 0);
    });
  });

  it('is gone when it is closed', async () => {
    const editor = await open('src/stages/candidates.ts');
    await vscode.commands.executeCommand(COMMANDS.closeRecording);
    await eventually(async () => {
      assert.deepEqual(await lensesOf(editor), []);
      assert.deepEqual(problemsIn(editor), []);
      assert.equal(await hoverOf(editor, lineWith(editor, '=> [...merged')), '');
    });
  });
});
