import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
import { FlamePage } from './support/flame-page.js';
import { hotProgram } from './support/projects.js';

const RANK = `export function unseen(items, seenIds) {
  return items.filter((item) => !seenIds.includes(item.id));
}
`;

/** Leaves a file behind when it is loaded. */
const WORKLOAD = `import { writeFileSync } from 'node:fs';
import { unseen } from './rank.mjs';
writeFileSync('ran.txt', '');
export const run = (n) => unseen([], []);
`;

describe('workspaces', function () {
  this.timeout(60_000);
  const temporary = temporaryFolder();

  describe('one that is not trusted', () => {
    const vscode = vscodeForTests({
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.banner': 'never',
        'security.workspace.trust.emptyWindow': false,
      },
    });

    it('records nothing, and says why', async () => {
      const folder = temporary.project({ 'hot.js': hotProgram(500) });
      const workbench = await vscode.current.open(folder);
      await workbench.openFile('hot.js');
      await workbench.statusItem('Restricted Mode').waitFor();
      await workbench.command('Rankscope: Profile This File');
      const { text } = await workbench.notification(/^Recording runs hot\.js/);
      assert.match(text, /Restricted Mode.*looked at without/);
      await workbench.screenshot('untrusted-dark');
      assert.ok(!existsSync(path.join(folder, '.rankscope')));
      await workbench.close();
    });

    it('measures and proves nothing, and says what it would have run', async () => {
      const folder = temporary.project({
        'rank.mjs': RANK,
        'rank.workload.mjs': WORKLOAD,
      });
      const workbench = await vscode.current.open(folder);
      await workbench.openFile('rank.workload.mjs');
      await workbench.statusItem('Restricted Mode').waitFor();
      await workbench.editor.lens('Measure growth').click();
      const measuring = await workbench.notification(/^Measuring growth runs rank\.workload\.mjs/);
      assert.match(measuring.text, /Restricted Mode\. Trust the workspace to measure;/);
      await measuring.dismiss();
      await workbench.command('Rankscope: Prove Change…');
      const proving = await workbench.notification(/^Proving a change runs code of this workspace/);
      assert.match(proving.text, /Trust the workspace to prove;/);
      await workbench.screenshot('untrusted-prove-dark');
      assert.ok(!existsSync(path.join(folder, 'ran.txt')));
      await workbench.close();
    });

    it('hints at suspected growth, for which nothing is run', async () => {
      const folder = temporary.project({ 'rank.mjs': RANK });
      const workbench = await vscode.current.open(folder);
      await workbench.openFile('rank.mjs');
      await workbench.page.locator('.squiggly-hint').first().waitFor();
      assert.match(await workbench.editor.hover('!se'), /Rankscope\(membership-in-loop\)/);
      await workbench.close();
    });

    it('shows profiles', async () => {
      const folder = temporary.project({
        'seen.folded': 'main;rank;score 75\nmain;rank;sort 25\n',
      });
      const workbench = await vscode.current.open(folder);
      await workbench.openFile('seen.folded');
      const graph = await FlamePage.shownIn(workbench);
      const [score, sort] = [await graph.frame('score'), await graph.frame('sort')];
      assert.ok(Math.abs(score.width / sort.width - 3) < 0.1);
    });
  });

  describe('one of two folders', () => {
    const vscode = vscodeForTests();

    it('keeps each recording in the folder of its file, and shows the latest', async () => {
      const feed = temporary.project({ 'feed.js': hotProgram(800) }, 'feed service');
      const search = temporary.project({ 'search.js': hotProgram(800) }, 'поиск');
      const file = path.join(temporary.path, 'both.code-workspace');
      writeFileSync(file, JSON.stringify({ folders: [{ path: feed }, { path: search }] }));
      const workbench = await vscode.current.open(file);
      for (const [folder, name] of [
        [feed, 'feed.js'],
        [search, 'search.js'],
      ] as const) {
        await workbench.openFile(name);
        await workbench.command('Rankscope: Profile This File');
        const { dismiss } = await workbench.notification(`Recorded ${name}`, 20_000);
        await dismiss();
        assert.equal(recordingsIn(folder), 1);
        await workbench.editor.annotations();
      }
      await workbench.openFile('feed.js');
      await eventually(async () => {
        const lines = await workbench.editor.lines();
        assert.ok(lines.length > 5 && lines.every(({ after }) => after === ''));
      });
      await workbench.showContainer('Rankscope');
      const recordings = workbench.view('Recordings');
      await eventually(async () => {
        const rows = await recordings.rows();
        assert.match(rows.map(({ label }) => label).join('; '), /^[^;]*search\.js; [^;]*feed\.js$/);
      });
      await recordings.element('feed.js').click();
      await workbench.editor.annotations();
    });
  });

  function recordingsIn(folder: string): number {
    return readdirSync(path.join(folder, '.rankscope')).filter((name) => !name.startsWith('.'))
      .length;
  }
});
