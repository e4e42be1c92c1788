import assert from 'node:assert/strict';
import { temporaryFolder } from '../support/temporary-folder.js';
import { activationMs } from '../support/vscode/activation.js';
import { vscodeForTests } from '../support/vscode/vscode.js';

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
      measured.push(await activationMs(workbench));
      await workbench.close();
    }
    console.log(`      activated in ${measured.join(', ')} ms`);
    assert.ok(Math.min(...measured) <= LONGEST_MS, `${measured.join(', ')} ms`);
  });
});
