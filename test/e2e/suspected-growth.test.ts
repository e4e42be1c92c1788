import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
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
    const text = await workbench.editor.hover('seenIds.includes');
    assert.match(text, /`seenIds\.includes` walks `seenIds` for each element of `items`/);
    assert.match(text, /Rankscope\(membership-in-loop\)/);
    await workbench.screenshotsInAllThemes('suspected-growth');
    await workbench.editor.hover('seenIds.includes');
    await workbench.screenshot('suspected-growth-hover-dark');
  });

  it('is fixed by keyboard, and the hint is gone', async () => {
    const { line } = await workbench.editor.lineWith('seenIds.includes');
    const before = await hints().count();
    await workbench.editor.goTo(line, 36);
    const menu = workbench.page.locator('.action-widget .monaco-list');
    await workbench.page.keyboard.press('Control+.');
    await menu.waitFor();
    assert.match(await menu.innerText(), /Look up in a Set of `seenIds`/);
    assert.match(await menu.innerText(), /Ignore membership-in-loop here/);
    await workbench.screenshot('suspected-growth-fixes-dark');
    await workbench.page.keyboard.press('Enter');
    await menu.waitFor({ state: 'hidden' });
    await workbench.editor.lineWith('const seenIdsSet = new Set(seenIds);');
    await eventually(async () => assert.ok((await hints().count()) < before));
    await workbench.editor.save();
    assert.match(readFileSync(path.join(folder, 'rank.ts'), 'utf8'), /seenIdsSet\.has\(item\.id\)/);
  });
});
