import assert from 'node:assert/strict';
import type { Workbench } from './workbench.js';

/** How long the extension took to activate, as VS Code measures it, in ms. */
export async function activationMs(workbench: Workbench): Promise<number> {
  // Until then VS Code starts extensions of its own.
  await workbench.page.waitForTimeout(2000);
  await workbench.showContainer('Rankscope');
  await workbench.view('Recordings').welcome();
  await workbench.command('Developer: Show Running Extensions');
  // The slowest are listed first, and only what is to be seen of the list is in the page.
  const size = workbench.page.viewportSize() ?? { width: 1280, height: 800 };
  await workbench.page.setViewportSize({ ...size, height: 4000 });
  const row = workbench.page.locator('.runtime-extensions-editor .extension', {
    hasText: 'Rankscope',
  });
  const text = await row.locator('.activation-time').innerText();
  await workbench.page.setViewportSize(size);
  const [, ms] = /Activation: (\d+)ms/.exec(text) ?? [];
  assert.ok(ms !== undefined, text);
  return Number(ms);
}
