import assert from 'node:assert/strict';
import path from 'node:path';
import { eventually } from '../support/eventually.js';
import { lineWith } from '../support/rankscope.js';
import { copyOfSample } from '../support/sample.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
import type { Workbench } from '../support/vscode/workbench.js';

/* A user measures how the sample grows. Each test goes on where the one before has ended. */
describe('the growth of the sample', function () {
  this.timeout(60_000);
  const folder = path.join(temporaryFolder().path, 'movie-feed');
  const at = (file: string) => path.join(folder, file);
  const vscode = vscodeForTests();
  let workbench: Workbench;

  before(async () => {
    copyOfSample(folder);
    workbench = await vscode.current.open(folder, { height: 900 });
    await workbench.openFile('feed.workload.ts');
    await workbench.editor.goTo(lineWith(at('feed.workload.ts'), 'function run('));
  });

  it('is measured at the sizes the user gives', async () => {
    await workbench.editor.lens('Measure growth').waitFor();
    await workbench.command('Rankscope: Measure Growth…');
    await workbench.pick('feed.workload.ts');
    const input = workbench.page.locator('.quick-input-widget:visible input.input');
    await eventually(async () => assert.equal(await input.inputValue(), '250, 500, 1000, 2000'));
    await input.fill('250, 500, 1000');
    await input.press('Enter');
    const { text, dismiss } = await workbench.notification(/^Measured/, 40_000);
    assert.match(
      text,
      /^Measured feed\.workload\.ts at n = 250 to 1000: \d+ lines? grows? faster than the input; at 10× about .+\.$/,
    );
    await dismiss();
  });

  it('stands behind the lines that grow, and above their functions', async () => {
    const file = 'src/stages/candidates.ts';
    await workbench.openFile(file);
    await workbench.editor.goTo(lineWith(at(file), '=> [...merged'));
    await eventually(async () => {
      const { after } = await workbench.editor.lineWith('=> [...merged');
      assert.match(after, /^▲ n\^(?:1\.[89]|2\.[01])\d · \d[\d ]+ → \d[\d ]+/);
      const lenses = await workbench.editor.lenses();
      assert.ok(lenses.some(({ text }) => /^grows n\^(?:1\.[89]|2\.[01])/.test(text)));
    });
    await workbench.screenshotsInAllThemes('growth-annotations');
  });

  it('is drawn as a chart, whose series lead to their lines', async () => {
    await workbench.command('Rankscope: Show Scaling Chart');
    const page = await eventually(async () => {
      const shown = await workbench.webview();
      await shown.locator('g.series').first().waitFor({ timeout: 2000 });
      return shown;
    }, 20_000);
    const names = await page.locator('tbody th .title').allInnerTexts();
    assert.ok(names.length >= 2 && names.includes('time of a run'), names.join());
    await workbench.screenshotsInAllThemes('scaling-chart');
    await workbench.screenshot('editor-scaling-chart', workbench.editorArea);
    const place = page.locator('tbody tr.superlinear button.place').first();
    const line = Number(/:(\d+)$/.exec(await place.innerText())?.[1]);
    await place.click();
    await eventually(async () => assert.equal(await workbench.editor.cursorLine(), line));
  });

  it('is there again when the window was reloaded, with its chart', async () => {
    await workbench.reload();
    // Only files have a resource.
    await workbench.page.locator('.tab', { hasText: 'Rankscope: Scaling' }).click();
    await eventually(async () => {
      const shown = await workbench.webview();
      await shown.locator('g.series').first().waitFor({ timeout: 2000 });
    }, 20_000);
    await workbench.tab('candidates.ts').click();
    await eventually(async () => {
      const { after } = await workbench.editor.lineWith('=> [...merged');
      assert.match(after, /^▲ n\^(?:1\.[89]|2\.[01])\d/);
    });
  });

  it('is among the findings', async () => {
    await workbench.showContainer('Rankscope');
    await workbench.view('Findings').row(/^Grows as n\^[12]\.\d\d, mergeSources/);
    await workbench.screenshot('growth-findings-dark');
  });
});

const MMR = `export function rerank(items, k) {
  const picked = [];
  while (picked.length < k) {
    let best = 0;
    for (const item of items) {
      for (const other of picked) best = Math.max(best, Math.abs(item - other));
    }
    picked.push(best);
  }
  return picked;
}
`;

const WORKLOAD = `import { rerank } from './mmr.mjs';

export const sizes = { items: [50, 100, 200], k: [10, 20, 40] };

export function setup({ items, k }) {
  return { items: Array.from({ length: items }, (_, i) => i), k };
}

export function run({ items, k }) {
  return rerank(items, k);
}
`;

/* The work of a reranking grows with the candidates, and with the square of how many are picked. */
describe('growth with several parameters', function () {
  this.timeout(60_000);
  const folder = temporaryFolder().project({ 'mmr.mjs': MMR, 'mmr.workload.mjs': WORKLOAD });
  const vscode = vscodeForTests();
  let workbench: Workbench;

  before(async () => {
    workbench = await vscode.current.open(folder);
    await workbench.openFile('mmr.workload.mjs');
  });

  it('is measured in each of them, at the sizes the workload proposes', async () => {
    await workbench.editor.lens('Measure growth').waitFor();
    await workbench.command('Rankscope: Measure Growth…');
    await workbench.pick('mmr.workload.mjs');
    const input = workbench.page.locator('.quick-input-widget:visible input.input');
    await eventually(async () =>
      assert.equal(await input.inputValue(), 'items = 50, 100, 200; k = 10, 20, 40'),
    );
    await workbench.screenshot('growth-sizes-dark');
    await input.press('Enter');
    const { text, dismiss } = await workbench.notification(/^Measured/, 40_000);
    assert.match(
      text,
      /^Measured mmr\.workload\.mjs at items = 50 to 200, k = 10 to 40: 1 line grows/,
    );
    await dismiss();
  });

  it('stands behind the line, and in its hover', async () => {
    await workbench.openFile('mmr.mjs');
    await eventually(async () => {
      const { after } = await workbench.editor.lineWith('of picked');
      assert.match(after, /^▲ n\^(?:1\.[89]|2\.0)\d in k, n\^1\.00 in items · \d/);
    });
    const text = await workbench.editor.hover('best = Math');
    assert.match(text, /With items = 200:/);
    assert.match(text, /With k = 40:/);
    await workbench.screenshot('growth-hover-dark');
    await workbench.screenshotsInAllThemes('growth-parameters');
  });

  it('is drawn for one of them at a time', async () => {
    await workbench.command('Rankscope: Show Scaling Chart');
    const page = await eventually(async () => {
      const shown = await workbench.webview();
      await shown.locator('g.series').first().waitFor({ timeout: 2000 });
      return shown;
    }, 20_000);
    const note = page.locator('.parameters .note');
    assert.equal(await note.innerText(), 'rises, with k = 40');
    await page.locator('.choice label', { hasText: /^k$/ }).click();
    assert.equal(await note.innerText(), 'rises, with items = 200');
    await workbench.screenshotsInAllThemes('scaling-chart-parameters');
    await workbench.showContainer('Rankscope');
    await workbench.view('Findings').row(/^Grows as n\^[12]\.\d\d in k, rerank/);
  });
});
