import assert from 'node:assert/strict';
import { temporaryFolder } from '../support/temporary-folder.js';
import { vscodeForTests } from '../support/vscode/vscode.js';
import type { Workbench } from '../support/vscode/workbench.js';

/**
 * The promise is 30 ms on a machine that does nothing else. Here the browser draws on the same
 * cores meanwhile, which makes three times that of it now and then.
 */
const LONGEST_MS = 100;
const ATTEMPTS = 3;

describe('activation', function () {
  this.timeout(90_000);
  const folder = temporaryFolder().project({ 'notes.txt': 'no program\n' });
  const vscode = vscodeForTests();

  it('takes little time, as VS Code measures it', async () => {
    const measured: number[] = [];
    while (measured.length < ATTEMPTS && !measured.some((ms) => ms <= LONGEST_MS)) {
      const workbench = await vscode.current.open(folder);
      // Until then VS Code starts extensions of its own.
      await workbench.page.waitForTimeout(2000);
      measured.push(await activationMs(workbench));
      await workbench.close();
    }
    console.log(`      activated in ${measured.join(', ')} ms`);
    assert.ok(Math.min(...measured) <= LONGEST_MS, `${measured.join(', ')} ms`);
  });
});

async function activationMs(workbench: Workbench): Promise<number> {
  await workbench.showContainer('Rankscope');
  await workbench.view('Recordings').welcome();
  await workbench.command('Developer: Show Running Extensions');
  const row = workbench.page.locator('.runtime-extensions-editor .extension', {
    hasText: 'Rankscope',
  });
  const text = await row.locator('.activation-time').innerText();
  const [, ms] = /Activation: (\d+)ms/.exec(text) ?? [];
  assert.ok(ms !== undefined, text);
  return Number(ms);
}
