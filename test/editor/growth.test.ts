import assert from 'node:assert/strict';
import { writeFileSync, mkdirSync, rmSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions.js';
import { eventually } from '../support/eventually.js';
import { hoverOf, lensesOf, lineWith, open, problemsIn } from './support/documents.js';
import { testRun } from './support/test-run.js';

const RANK = `export function unseen(candidates, seen) {
  const found = [];
  for (const candidate of candidates) {
    if (!seen.includes(candidate.id)) found.push(candidate.score);
  }
  return found;
}
`;

describe('measured growth', function () {
  this.timeout(60_000);
  const folder = path.join(testRun().workspace, 'growth');
  const scaffolded = path.join(folder, 'unseen.workload.mjs');

  before(() => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'rank.mjs'), RANK);
  });

  after(async () => {
    await vscode.commands.executeCommand(COMMANDS.clearGrowth);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true });
  });

  const lensTitles = async (editor: vscode.TextEditor) =>
    (await lensesOf(editor)).map(({ title }) => title);

  it('has a lens above the exported function at the cursor, which makes a workload', async () => {
    const editor = await open('growth/rank.mjs');
    await eventually(async () => {
      editor.selection = new vscode.Selection(0, 20, 0, 20);
      const [lens] = await lensesOf(editor);
      assert.equal(lens?.title, '$(graph-line) Scale this function');
      await lens.press();
    });
    await eventually(() => {
      assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, scaffolded);
    });
    assert.match(readFileSync(scaffolded, 'utf8'), /import \{ unseen \} from '\.\/rank\.mjs'/);
  });

  it('is measured by the lens above the workload as it was made', async () => {
    const text = readFileSync(scaffolded, 'utf8').replace(
      '[250, 500, 1000, 2000]',
      '[64, 128, 256]',
    );
    writeFileSync(scaffolded, text);
    const editor = await open('growth/unseen.workload.mjs');
    const lens = await eventually(async () => {
      assert.match(editor.document.getText(), /64, 128/);
      const found = (await lensesOf(editor)).find(({ title }) => /Measure growth/.test(title));
      assert.ok(found !== undefined);
      return found;
    });
    await lens.press();
    const rank = await open('growth/rank.mjs');
    await eventually(() => {
      const [problem, ...others] = measuredIn(rank);
      assert.deepEqual(others, []);
      assert.equal(problem?.code, 'superlinear');
      assert.equal(problem.severity, vscode.DiagnosticSeverity.Warning);
      assert.equal(problem.range.start.line + 1, lineWith(rank, 'seen.includes('));
      assert.match(problem.message, /includes in unseen grows as n\^(?:1\.9|2\.0)/);
    });
  });

  it('is told by the lens of the function and by hovers, with the counts at each size', async () => {
    const editor = await open('growth/rank.mjs');
    await eventually(async () => {
      assert.match((await lensTitles(editor)).join(), /\$\(graph-line\) grows n\^(?:1\.9|2\.0)/);
      const text = await hoverOf(editor, lineWith(editor, 'seen.includes('), 'work grows as');
      assert.match(text, /\| 64 \| .+\n\| 128 \| .+\n\| 256 \|/);
    });
    assert.equal(await hoverOf(editor, lineWith(editor, 'return found'), 'work grows as'), '');
  });

  it('makes a warning of what was suspected there, which can be fixed', async () => {
    const editor = await open('growth/rank.mjs');
    await eventually(() => {
      const found = problemsIn(editor).find(({ code }) => code === 'membership-in-loop');
      assert.match(
        found?.message ?? '',
        /^Measured: n\^(?:1\.9|2\.0)\d, .+ → .+\. `seen\.includes/,
      );
    });
  });

  it('follows the text, and says when a function has changed', async () => {
    const editor = await open('growth/rank.mjs');
    const before = lineWith(editor, 'seen.includes(');
    await editor.edit((change) => change.insert(new vscode.Position(0, 0), '// moved\n\n'));
    await eventually(() => assert.equal(measuredIn(editor)[0]?.range.start.line, before + 1));
    await editor.edit((change) => change.insert(new vscode.Position(before, 0), '  void 0;\n'));
    await eventually(async () => {
      assert.deepEqual(measuredIn(editor), []);
      assert.match((await lensTitles(editor)).join(), /\$\(history\) before the change grows/);
    });
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually(() => assert.equal(measuredIn(editor).length, 1));
  });

  it('is gone when it is cleared', async () => {
    const editor = await open('growth/rank.mjs');
    await vscode.commands.executeCommand(COMMANDS.clearGrowth);
    await eventually(async () => {
      assert.deepEqual(measuredIn(editor), []);
      assert.ok(!(await lensTitles(editor)).some((title) => title.includes('grows')));
    });
  });
});

/** Without suspicions that the same measurement has made warnings of. */
function measuredIn(editor: vscode.TextEditor): vscode.Diagnostic[] {
  return problemsIn(editor).filter(({ code }) => code === 'superlinear');
}
