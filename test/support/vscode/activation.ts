import assert from 'node:assert/strict';
import type { Workbench } from './workbench.js';

/** How long the extension took to activate, as VS Code measures it, in ms. */
export async function activationMs(workbench: Workbench): Promise<number> {
  // Until then VS Code starts extensions of its own.
  await workbench.page.waitForTimeout(2000);
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
