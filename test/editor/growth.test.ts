import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions.js';
import { CurrentGrowth } from '../../src/editor/growth/current-growth.js';
import { GrowthRunner } from '../../src/editor/growth/growth-runner.js';
import { KeptGrowth } from '../../src/editor/growth/kept-growth.js';
import type { MeasuredGrowth } from '../../src/protocol/growth.js';
import { eventually } from '../support/eventually.js';
import { hoverOf, lensesOf, lineWith, open, problemsIn, withSetting } from './support/documents.js';
import { testRun } from './support/test-run.js';

const RANK = `export function unseen(candidates, seen) {
  const found = [];
  for (const candidate of candidates) {
    if (!seen.includes(candidate.id)) found.push(candidate.score);
  }
  return found;
}
`;

const MMR = `export function rerank(items, k) {
  const picked = [];
  while (picked.length < k) {
    let best = 0;
    for (const item of items) {
      for (const other of picked) best = Math.max(best, item - other);
    }
    picked.push(best);
  }
  return picked;
}
`;

const MMR_WORKLOAD = `import { rerank } from './mmr.mjs';
export const sizes = { items: [30, 60, 120], k: [8, 16, 32] };
export const setup = ({ items, k }) => ({ items: Array.from({ length: items }, (_, i) => i), k });
export const run = ({ items, k }) => rerank(items, k);
`;

/** Tells its process id by a file, and never returns. */
const ENDLESS_WORKLOAD = `import { writeFileSync } from 'node:fs';
export const sizes = [1, 2];
export const run = () => {
  writeFileSync(new URL('pid.txt', import.meta.url), String(process.pid));
  for (;;);
};
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
      const [problem, ...others] = problemsIn(rank);
      assert.deepEqual(others, []);
      assert.equal(problem?.severity, vscode.DiagnosticSeverity.Warning);
      assert.equal(problem.range.start.line + 1, lineWith(rank, 'seen.includes('));
      assert.match(problem.message, /n\^(?:1\.9|2\.0)/);
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

  it('makes one warning of what was suspected and measured, which can be fixed', async () => {
    const editor = await open('growth/rank.mjs');
    await eventually(async () => {
      const [problem, ...others] = problemsIn(editor);
      assert.deepEqual(others, []);
      assert.equal(problem?.code, 'membership-in-loop');
      assert.match(problem.message, /^Measured: n\^(?:1\.9|2\.0)\d, .+ → .+\. `seen\.includes/);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        editor.document.uri,
        problem.range,
      );
      const titles = actions.map(({ title }) => title);
      assert.ok(titles.includes('Ignore membership-in-loop here'), titles.join());
    });
  });

  it('is told by what was measured alone where nothing is suspected', async () => {
    const editor = await open('growth/rank.mjs');
    await withSetting('scan.rules', { 'membership-in-loop': 'off' }, () =>
      eventually(() => {
        const [problem, ...others] = problemsIn(editor);
        assert.deepEqual(others, []);
        assert.equal(problem?.code, 'superlinear');
        assert.match(problem.message, /includes in unseen grows as n\^(?:1\.9|2\.0)/);
      }),
    );
    await eventually(() => assert.equal(problemsIn(editor)[0]?.code, 'membership-in-loop'));
  });

  it('follows the text, and says when a function has changed', async () => {
    const editor = await open('growth/rank.mjs');
    const before = lineWith(editor, 'seen.includes(');
    await editor.edit((change) => change.insert(new vscode.Position(0, 0), '// moved\n\n'));
    await eventually(() => assert.equal(problemsIn(editor)[0]?.range.start.line, before + 1));
    await editor.edit((change) => change.insert(new vscode.Position(before, 0), '  void 0;\n'));
    await eventually(async () => {
      assert.match((await lensTitles(editor)).join(), /\$\(history\) before the change grows/);
    });
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually(() => assert.equal(problemsIn(editor).length, 1));
  });

  it('is kept for after a restart, and forgotten when it is cleared', async () => {
    const storage = vscode.Uri.file(path.join(folder, 'storage'));
    const log = vscode.window.createOutputChannel('Kept', { log: true });
    const first = new CurrentGrowth();
    const keeping = new KeptGrowth(storage, first, log);
    const next = async () => {
      const current = new CurrentGrowth();
      const kept = new KeptGrowth(storage, current, log);
      await kept.restore();
      kept.dispose();
      return current.shown;
    };
    const measured = measuredGrowth(path.join(folder, 'rank.mjs'));
    try {
      assert.equal(await next(), undefined);
      first.show(measured);
      await eventually(async () => assert.deepEqual(await next(), measured));
      writeFileSync(path.join(storage.fsPath, 'growth.json'), '{"schema":"rankscope-growth/0"}');
      assert.equal(await next(), undefined);
      first.show(undefined);
      await eventually(() => assert.ok(!existsSync(path.join(storage.fsPath, 'growth.json'))));
    } finally {
      keeping.dispose();
      log.dispose();
    }
  });

  it('tells how it grows with each parameter of a workload that has several', async () => {
    writeFileSync(path.join(folder, 'mmr.mjs'), MMR);
    writeFileSync(path.join(folder, 'mmr.workload.mjs'), MMR_WORKLOAD);
    const workload = path.join(folder, 'mmr.workload.mjs');
    await vscode.commands.executeCommand(COMMANDS.measureGrowthOf, workload);
    const editor = await open('growth/mmr.mjs');
    await eventually(async () => {
      const line = lineWith(editor, 'of picked');
      const text = await hoverOf(editor, line, 'work grows as');
      assert.match(text, /work grows as n\^(?:1\.[89]|2\.0)\d in k, n\^1\.00 in items\*\*/);
      assert.match(text, /With items = 120:\n\n\| k \| &ensp;work \|.*\n\|---.*\n\| 8 \|/);
      assert.match(text, /With k = 32:\n\n\| items \| &ensp;work \|/);
      const found = problemsIn(editor).filter(({ range }) => range.start.line + 1 === line);
      assert.equal(found.length, 1);
      assert.match(found[0]?.message ?? '', /n\^(?:1\.[89]|2\.0)\d in k/);
      assert.match((await lensTitles(editor)).join(), /grows n\^\S+ in k, n\^1\.00 in items/);
    });
  });

  it('cancelled, leaves nothing running and nothing half kept', async () => {
    writeFileSync(path.join(folder, 'endless.workload.mjs'), ENDLESS_WORKLOAD);
    const pidFile = path.join(folder, 'pid.txt');
    const workload = path.join(folder, 'endless.workload.mjs');
    const current = new CurrentGrowth();
    const log = vscode.window.createOutputChannel('Cancelled', { log: true });
    const runner = new GrowthRunner(path.join(testRun().root, 'dist'), current, log);
    const cancelling = new vscode.CancellationTokenSource();
    try {
      await withProgressCancelledBy(cancelling.token, async () => {
        const measuring = runner.measure(vscode.Uri.file(workload));
        const pid = await eventually(() => Number(readFileSync(pidFile, 'utf8')));
        process.kill(pid, 0);
        await assert.rejects(runner.measure(vscode.Uri.file(workload)), /measured already/);
        cancelling.cancel();
        await measuring;
        await eventually(() => assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' }));
      });
      assert.equal(current.shown, undefined);
    } finally {
      log.dispose();
    }
    const editor = await open('growth/mmr.mjs');
    assert.ok(problemsIn(editor).length > 0, 'what was measured before is still shown');
  });

  it('is gone when it is cleared', async () => {
    const editor = await open('growth/rank.mjs');
    await vscode.commands.executeCommand(COMMANDS.clearGrowth);
    await eventually(async () => {
      assert.deepEqual(problemsIn(editor), []);
      assert.ok(!(await lensTitles(editor)).some((title) => title.includes('grows')));
    });
  });
});

/** Measures with a progress that is cancelled by this token, in place of a user's click. */
async function withProgressCancelledBy(
  token: vscode.CancellationToken,
  during: () => Promise<void>,
): Promise<void> {
  const api = vscode.window as { withProgress: typeof vscode.window.withProgress };
  const original = api.withProgress;
  api.withProgress = (_options, task) => Promise.resolve(task({ report: () => undefined }, token));
  try {
    await during();
  } finally {
    api.withProgress = original;
  }
}

/** One line of a file that was measured to be quadratic. */
function measuredGrowth(file: string): MeasuredGrowth {
  return {
    workload: file,
    sweeps: [{ parameter: 'n', held: {}, sizes: [10, 20] }],
    sites: [
      {
        ...{ file, line: 4, column: 10, endLine: 4, function: 'unseen', kind: 'builtin' },
        ...{
          label: 'includes',
          counts: [100, 400],
          growth: 2,
          uncertainty: 0,
          model: 'n^2',
          ahead: 100,
        },
        ...{ functionLine: 1, share: 1, isSuperlinear: true, parameter: 'n', others: [] },
        lineText: 'if (!seen.includes(candidate.id)) found.push(candidate.score);',
      },
    ],
    ...{ findings: [], warnings: [], sources: [] },
  };
}
