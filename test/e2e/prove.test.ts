import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
import type { Workbench } from '../support/vscode/workbench.js';

const SUM = `export function positions(items) {
  let sum = 0;
  for (const item of items) sum += items.indexOf(item);
  return sum;
}
`;

const WRONG = SUM.replace('items.indexOf(item)', 'item + 1');

/** Tells its process id by a file, and never returns. */
const ENDLESS = SUM.replace(
  'let sum = 0;',
  `let sum = 0;
  process.getBuiltinModule('node:fs').writeFileSync('pid.txt', String(process.pid));
  for (;;) sum += 1;`,
);

const WORKLOAD = `import { positions } from './positions.mjs';

export const sizes = [100, 200];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => i);
}

export function run(items) {
  return positions(items);
}
`;

/** A change since the last commit, proved from the lens over a workload. */
describe('proving a change', function () {
  this.timeout(60_000);
  const folder = temporaryFolder().project({
    'positions.mjs': SUM,
    'feed.workload.mjs': WORKLOAD,
  });
  const file = path.join(folder, 'positions.mjs');
  const vscode = vscodeForTests();
  let workbench: Workbench;

  before(async () => {
    const git = (...args: readonly string[]) => {
      const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
      execFileSync('git', [...who, ...args], { cwd: folder });
    };
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'slow');
    writeFileSync(file, WRONG);
    workbench = await vscode.current.open(folder);
    await workbench.openFile('feed.workload.mjs');
  });

  it('a wrong one: the verdict names the difference, and takes it back', async () => {
    await workbench.editor.lens('Prove change').click();
    const verdict = await workbench.notification(/^Different output/, 30_000);
    assert.equal(
      verdict.text,
      'Different output: output is 4950 before and 5050 after (size 100).',
    );
    await workbench.screenshot('prove-dark');
    await verdict.press('Undo Since Last Commit…');
    await workbench.pressInDialog('Undo');
    await eventually(() => assert.equal(readFileSync(file, 'utf8'), SUM));
    await workbench.editor.lens('Prove change').waitFor({ state: 'hidden' });
  });

  it('one that never ends can be cancelled', async () => {
    writeFileSync(file, ENDLESS);
    await workbench.openFile('positions.mjs');
    await workbench.command('Rankscope: Prove Change…');
    const progress = await workbench.notification(/^Proving the change with feed\.workload/);
    const pid = await eventually(() => Number(readFileSync(path.join(folder, 'pid.txt'), 'utf8')));
    process.kill(pid, 0);
    await workbench.screenshot('prove-progress-dark');
    await progress.press('Cancel');
    await eventually(() => assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' }));
    await eventually(async () => assert.deepEqual(await workbench.notifications(), []));
  });
});
