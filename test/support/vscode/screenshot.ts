import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

const SCREENSHOTS = path.resolve(import.meta.dirname, '../../../out/screenshots');

/** Takes a picture of a page, or of a part of it, into `out/screenshots/`. */
export async function screenshot(shown: Page | Locator, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await shown.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
}
