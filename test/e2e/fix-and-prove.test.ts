import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
import type { Workbench } from '../support/vscode/workbench.js';

const RANK = `export interface Item {
  readonly id: string;
}

export function unseen(items: readonly Item[], seenIds: readonly string[]) {
  return items.filter((item) => !seenIds.includes(item.id));
}
`;

/** Small, so that it is counted and timed in seconds; long enough for the difference to be plain. */
const WORKLOAD = `import { unseen, type Item } from './rank.ts';

export const sizes = [100, 200, 1600];

export function setup(n: number): { items: Item[]; seenIds: string[] } {
  const items = Array.from({ length: n }, (_, i) => ({ id: \`item \${i}\` }));
  return { items, seenIds: items.map(({ id }) => \`\${id} seen\`) };
}

export function run({ items, seenIds }: ReturnType<typeof setup>) {
  return unseen(items, seenIds);
}
`;

/* A user takes a quick fix, has it proved, and takes it back. */
describe('a quick fix that is proved', function () {
  this.timeout(60_000);
  const folder = temporaryFolder().project({
    'package.json': '{ "type": "module" }',
    'rank.ts': RANK,
    'feed.workload.ts': WORKLOAD,
  });
  const file = path.join(folder, 'rank.ts');
  const vscode = vscodeForTests();
  let workbench: Workbench;

  before(async () => {
    workbench = await vscode.current.open(folder);
    await workbench.openFile('rank.ts');
  });

  it('is made by keyboard, and a notification offers to prove it', async () => {
    await workbench.page.locator('.squiggly-hint').first().waitFor();
    const { line } = await workbench.editor.lineWith('seenIds.includes');
    await workbench.editor.goTo(line, 36);
    const menu = workbench.page.locator('.action-widget .monaco-list');
    // While TypeScript starts, VS Code may give up on asking for fixes.
    await eventually(async () => {
      await workbench.page.keyboard.press('Control+.');
      await menu.waitFor({ timeout: 2000 });
    });
    await workbench.page.keyboard.press('Enter');
    await workbench.editor.lineWith('new Set(seenIds)');
    const { text } = await workbench.notification(/^Fixed in rank\.ts/);
    assert.match(text, /Run both versions/);
    await workbench.screenshotsInAllThemes('fix-offer');
  });

  it('says that it returns the same, grows less and is faster, by how much', async () => {
    const offer = await workbench.notification(/^Fixed in rank\.ts/);
    await offer.press('Prove It');
    const verdict = await workbench.notification(/^Proved/, 40_000);
    assert.match(
      verdict.text,
      /^Proved: same output, growth 2\.0 → 1\.0, [\d.]+× faster \[[\d.]+, [\d.]+\]\.$/,
    );
    assert.match(readFileSync(file, 'utf8'), /new Set\(seenIds\)/, 'what was proved is saved');
    await workbench.screenshotsInAllThemes('fix-proved');
  });

  it('is taken back by a button, and the hint is there again', async () => {
    const verdict = await workbench.notification(/^Proved/);
    await verdict.press('Undo');
    await eventually(() => assert.equal(readFileSync(file, 'utf8'), RANK));
    await workbench.editor.lineWith('!seenIds.includes');
    await workbench.page.locator('.squiggly-hint').first().waitFor();
  });
});
