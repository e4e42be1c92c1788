import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { BROWSER_FLAGS } from '../support/browser.js';
import { CLI, target } from '../support/rankscope.js';
import { chromiumBinary, speedscopeDir } from '../support/tools.js';

describe('speedscope opens what Rankscope writes', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'rankscope-speedscope-'));
  const recording = path.join(folder, 'recording');
  let browser: Browser;

  before(async () => {
    const command = [process.execPath, target('hot-lines.mjs'), '700'];
    rankscope('record', '--out', recording, '--', ...command);
    browser = await chromium.launch({ executablePath: chromiumBinary(), args: BROWSER_FLAGS });
  });

  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function rankscope(...args: string[]): void {
    execFileSync(process.execPath, [CLI, ...args], { stdio: 'ignore' });
  }

  for (const name of ['hot.cpuprofile', 'hot.pb.gz', 'hot.folded']) {
    it(`${name} shows the hot function`, async () => {
      const file = path.join(folder, name);
      rankscope('convert', recording, file);
      // How its own command line hands a profile over to the page.
      const script = path.join(folder, `${name}.js`);
      const content = readFileSync(file).toString('base64');
      const call = `speedscope.loadFileFromBase64(${JSON.stringify(name)}, ${JSON.stringify(content)})`;
      writeFileSync(script, call);
      const page = await browser.newPage();
      const index = pathToFileURL(path.join(speedscopeDir(), 'index.html'));
      await page.goto(`${index.href}#localProfilePath=${script}`);
      // Its third view, "Sandwich", is a table of all functions.
      await page.getByText('Sandwich').click();
      await page.getByText('spend').first().waitFor();
      await page.close();
    });
  }
});
