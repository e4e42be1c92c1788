import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
import type { Workbench } from '../support/vscode/workbench.js';
import { hotProgram } from './support/projects.js';

const TESTS = `const { describe, it } = require('node:test');
describe('ranking', () => {
  it('scores', () => {});
  it('sorts', () => {
    const end = Date.now() + 500;
    while (Date.now() < end) Math.sqrt(end);
  });
});
`;

describe('where a recording starts from', function () {
  this.timeout(60_000);
  const folder = temporaryFolder().project({
    'package.json': JSON.stringify({ scripts: { rank: 'node hot.js' } }),
    'hot.js': hotProgram(500),
    'rank.test.js': TESTS,
    '.vscode/launch.json': JSON.stringify({
      configurations: [
        { type: 'node', request: 'launch', name: 'Rank', program: '${workspaceFolder}/hot.js' },
        { type: 'node', request: 'attach', name: 'Not to be launched' },
      ],
    }),
    '.vscode/tasks.json': JSON.stringify({
      version: '2.0.0',
      tasks: [
        {
          type: 'rankscope',
          label: 'rank it',
          command: 'node',
          args: ['hot.js'],
          // Without it VS Code asks for one.
          problemMatcher: [],
        },
      ],
    }),
  });
  const vscode = vscodeForTests();
  let workbench: Workbench;

  before(async () => {
    workbench = await vscode.current.open(folder);
  });

  it('the menu of a file in the explorer', async () => {
    await workbench.explorer.row('hot.js');
    await workbench.contextMenu(workbench.explorer.element('hot.js'), 'Profile This File');
    await recorded('hot.js');
  });

  it('the flame in the title of an editor', async () => {
    await workbench.openFile('hot.js');
    await workbench.editorArea.locator('.editor-actions [aria-label^="Profile This File"]').click();
    await recorded('hot.js');
    await workbench.editor.annotations();
  });

  it('a picker of scripts, launch configurations and the open file', async () => {
    await workbench.command('Rankscope: Record…');
    const offered = await workbench.picks();
    assert.deepEqual(offered, ['hot.js', 'Command…', 'Rank', 'rank']);
    await workbench.screenshot('picker-dark');
    await workbench.pick(/^\s*rank$/);
    await recorded('npm run rank');
    await workbench.command('Rankscope: Record…');
    await workbench.pick(/^\s*Rank$/);
    await recorded('Rank');
  });

  it('a command', async () => {
    await workbench.command('Rankscope: Record…');
    await workbench.pick(/Command…/);
    await workbench.answer('node hot.js');
    await recorded('node hot.js');
  });

  it('the lens above a test: runs that test alone', async () => {
    await workbench.openFile('rank.test.js');
    await (await workbench.editor.lensAbove(4, /Profile/)).click();
    await recorded('rank.test.js › sorts');
    const said = await workbench.terminalText();
    assert.match(said, /# pass 1\n(?:.*\n)*# skipped 1\n/);
  });

  it('a task', async () => {
    await workbench.command('Tasks: Run Task');
    await workbench.pick(/rank it/);
    await recorded('rank it');
  });

  it('a terminal in which every Node program is recorded', async () => {
    await workbench.command('Terminal: Kill All Terminals');
    await workbench.command('Create New Terminal (With Profile)');
    await workbench.pick(/Rankscope: Record Every Node Program/);
    // VS Code leaves terminals of extensions' profiles in the background.
    await workbench.command('Terminal: Focus on Terminal View');
    await workbench.page
      .locator('.terminal-wrapper .xterm-rows', { hasText: /recorded/ })
      .waitFor();
    await workbench.page.keyboard.type('node hot.js\n');
    await recorded('hot.js');
    await workbench.command('Terminal: Kill the Active Terminal Instance');
  });

  it('a process that is running: it goes on afterwards', async () => {
    const program = spawn(process.execPath, ['-e', hotProgram(30_000), 'attach-to-me'], {
      cwd: path.join(folder),
      stdio: 'ignore',
    });
    try {
      await workbench.command('Rankscope: Attach to Node Process…');
      await workbench.page.locator('.quick-input-widget input.input').fill('attach-to-me');
      await workbench.pick(/attach-to-me/);
      await workbench.statusItem('Stop').waitFor();
      await workbench.page.waitForTimeout(1500);
      await workbench.statusItem('Stop').click();
      await recorded(`process ${program.pid ?? ''}`);
      assert.equal(program.exitCode ?? program.signalCode, null, 'it still runs');
    } finally {
      program.kill();
    }
  });

  async function recorded(what: string): Promise<void> {
    const { text, dismiss } = await workbench.notification(/./, 30_000);
    await dismiss();
    assert.ok(text.startsWith(`Recorded ${what}:`), text);
  }
});
