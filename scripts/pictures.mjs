// Takes the pictures that README and walkthrough show: the icon from its drawing, the rest from
// the screenshots of the last `npm test e2e`.
//   npm run pictures
import { existsSync } from 'node:fs';
import { copyFile, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { ensureInstalled } from './support/install.mjs';
import { root } from './support/run.mjs';
import { findTool, howToGet, systemTools } from './support/tools.mjs';

const screenshots = path.join(root, 'out', 'screenshots');
const media = path.join(root, 'media');

/** Screenshots by the picture they become. */
const pictures = {
  'walkthrough/recording.png': 'recording-dark.png',
  'walkthrough/annotations.png': 'editor-annotations.png',
  'walkthrough/flame-graph.png': 'editor-flame-graph.png',
  'walkthrough/growth.png': 'editor-scaling-chart.png',
  'walkthrough/export.png': 'export.png',
  'walkthrough/settings.png': 'settings.png',
};

async function takeScreenshots() {
  const missing = Object.values(pictures).filter(
    (name) => !existsSync(path.join(screenshots, name)),
  );
  if (missing.length > 0) {
    throw new Error(`${screenshots} has no ${missing.join(', ')}. Run \`npm test e2e\` first.`);
  }
  for (const [picture, screenshot] of Object.entries(pictures)) {
    await copyFile(path.join(screenshots, screenshot), path.join(media, picture));
    await tell(picture);
  }
}

async function drawIcon() {
  const chromiumBinary = findTool(systemTools.chromium);
  if (chromiumBinary === undefined) throw new Error(howToGet(systemTools.chromium));
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: chromiumBinary,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
    const svg = await readFile(path.join(media, 'icon.svg'), 'utf8');
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.screenshot({ path: path.join(media, 'icon.png'), omitBackground: true });
  } finally {
    await browser.close();
  }
  await tell('icon.png');
}

/** @param {string} picture */
async function tell(picture) {
  const { size } = await stat(path.join(media, picture));
  console.log(`media/${picture.padEnd(32)} ${(size / 1024).toFixed(0).padStart(5)} KiB`);
}

try {
  await ensureInstalled();
  await drawIcon();
  await takeScreenshots();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
