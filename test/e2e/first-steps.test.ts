import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
import type { Workbench } from '../support/vscode/workbench.js';

describe('first steps', function () {
  this.timeout(60_000);
  const folder = temporaryFolder().project({ 'notes.txt': 'no program\n' });
  const vscode = vscodeForTests();
  let workbench: Workbench;

  before(async () => {
    workbench = await vscode.current.open(folder, { width: 1500 });
  });

  it('the view says how to begin', async () => {
    await workbench.showContainer('Rankscope');
    const welcome = await workbench.view('Recordings').welcome();
    for (const button of ['Record…', 'Attach to Node Process…', 'Open Recording or Profile…']) {
      assert.ok(welcome.includes(button), welcome);
    }
    await workbench.screenshotsInAllThemes('welcome');
  });

  it('the palette offers nothing that makes no sense yet', async () => {
    assert.ok(await workbench.offersCommand('Rankscope: Record…'));
    assert.ok(!(await workbench.offersCommand('Rankscope: Stop Recording')));
    assert.ok(!(await workbench.offersCommand('Rankscope: Delete Recording…')));
  });

  it('the walkthrough has six steps, with a text each', async () => {
    // The texts need room.
    await workbench.command('View: Close Primary Side Bar');
    await workbench.command('Rankscope: Open Walkthrough');
    const steps = workbench.page.locator('.getting-started-step .step-title');
    await steps.first().waitFor();
    assert.deepEqual(await steps.allInnerTexts(), [
      'Record',
      'Read the lines',
      'See the flame graph',
      'Measure how it grows',
      'Share it',
      'Make it yours',
    ]);
    const headings = [
      ...['Record something', 'Read the lines', 'See the flame graph', 'Measure how it grows'],
      ...['Share it', 'Make it yours'],
    ];
    for (const [i, heading] of headings.entries()) {
      await steps.nth(i).click();
      await eventually(async () => {
        const text = await workbench.webview();
        assert.equal(await text.locator('h2').first().innerText(), heading);
        const widths = await text
          .locator('img')
          .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
        assert.ok(
          widths.length === 1 && widths.every((width) => width > 0),
          'a picture is missing',
        );
      });
      await workbench.screenshot(`walkthrough-${i + 1}-dark`);
    }
  });

  it('the settings are ours alone', async () => {
    await workbench.command('Rankscope: Open Settings');
    const names = workbench.page.locator('.settings-editor .setting-item-category');
    await names.first().waitFor();
    const categories = await names.allInnerTexts();
    assert.ok(
      categories.every((text) => text.startsWith('Rankscope')),
      categories.join(' '),
    );
    await workbench.screenshot('settings', workbench.page.locator('.settings-editor'));
  });
});
