import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
import type { Workbench } from '../support/vscode/workbench.js';

const RANK = `interface Item {
  readonly id: string;
}

export function unseen(items: readonly Item[], seenIds: readonly string[]) {
  return items.filter((item) => !seenIds.includes(item.id));
}

export function ranks(items: readonly Item[], order: string[][]) {
  return items.map((item) => order.find((entry) => entry.includes(item.id)));
}
`;

describe('suspected growth', function () {
  this.timeout(60_000);
  const folder = temporaryFolder().project({ 'package.json': '{}', 'rank.ts': RANK });
  const vscode = vscodeForTests({ settings: { 'editor.lightbulb.enabled': 'onCode' } });
  let workbench: Workbench;

  before(async () => {
    workbench = await vscode.current.open(folder);
    await workbench.openFile('rank.ts');
  });

  const hints = () => workbench.page.locator('.squiggly-hint');

  it('is hinted at, and told in words by a hover', async () => {
    await hints().first().waitFor();
    // Hints are drawn, and have a hover, at their first letters.
    const text = await workbench.editor.hover('!se');
    assert.match(text, /`seenIds\.includes` walks `seenIds` for each element of `items`/);
    assert.match(text, /Rankscope\(membership-in-loop\)/);
    await workbench.screenshot('suspected-growth-hover-dark');
    await workbench.page.mouse.move(0, 0);
  });

  it('is fixed by keyboard, and the hint is gone', async () => {
    const before = await hints().count();
    const menu = await fixesOf('seenIds.includes', 36);
    assert.match(await menu.innerText(), /Look up in a Set of `seenIds`/);
    assert.match(await menu.innerText(), /Ignore membership-in-loop here/);
    await workbench.screenshot('suspected-growth-fixes-dark');
    await workbench.page.keyboard.press('Enter');
    await workbench.editor.lineWith('const seenIdsSet = new Set(seenIds);');
    await eventually(async () => assert.ok((await hints().count()) < before));
    await workbench.editor.save();
    await eventually(() => {
      const text = readFileSync(path.join(folder, 'rank.ts'), 'utf8');
      assert.match(text, /seenIdsSet\.has\(item\.id\)/);
    });
  });

  it('has a page that shows what to do where there is no safe fix', async () => {
    const menu = await fixesOf('order.find', 32);
    assert.match(await menu.innerText(), /Show how to avoid it/);
    await workbench.page.keyboard.press('Enter');
    await eventually(async () => {
      const page = await workbench.webview();
      assert.notEqual(await page.locator('h1').first().innerText({ timeout: 500 }), '');
      assert.equal(await page.locator('pre').count(), 2);
    }, 20_000);
    await workbench.screenshotsInAllThemes('suspected-growth-advice');
  });

  /** The menu of fixes at a line, opened by keyboard; the first entry is chosen. */
  async function fixesOf(text: string, column: number): Promise<Locator> {
    const { line } = await workbench.editor.lineWith(text);
    await workbench.editor.goTo(line, column);
    const menu = workbench.page.locator('.action-widget .monaco-list');
    // While TypeScript starts, VS Code may give up on asking for fixes.
    await eventually(async () => {
      await workbench.page.keyboard.press('Control+.');
      await menu.waitFor({ timeout: 2000 });
    });
    return menu;
  }
});
