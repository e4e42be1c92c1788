import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { contrastOf, frameContrast, parse, textContrast } from '../report/support/contrast.js';
import { dataOf, plantedData, recording, unevenProfile } from '../report/support/recordings.js';
import { PanelBrowser } from './support/panel-browser.js';
import { VS_CODE_THEMES, type VsCodeTheme } from './support/vs-code-themes.js';

/** To be looked at; git ignores them. */
const SCREENSHOTS = path.resolve(import.meta.dirname, '../../out/screenshots/panel');

/** Text one has to be able to read, and what it stands on by its own background. */
const TEXTS = [
  'h1',
  'h2',
  '.page-nav a',
  '.figures dt',
  '.figures dd',
  '.facts li',
  '.finding p',
  '.finding .place',
  '.badge.warning',
  '.badge.info',
  'button.link',
  '.choice label:has(input:checked) span',
  '.choice label:not(:has(input:checked)) span',
  '.tab[aria-selected="false"]',
  '.note',
  '.found',
  '.legend li',
  '.flame-details',
  'thead th',
  'tr.row .figure',
  'tr.row .place',
  '.source-number',
  '.source-heat',
  '.source-text',
  '.axis span',
  'footer',
];

const COLOURS = ['all', 'own', 'dependency', 'node', 'native', 'gc'];

const THEMES: readonly (readonly [name: string, theme: VsCodeTheme])[] =
  Object.entries(VS_CODE_THEMES);

describe('the colours of a panel', function () {
  this.timeout(60_000);
  const browser = new PanelBrowser();
  const data = plantedData();

  before(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await browser.start();
  });
  after(() => browser.stop());
  afterEach(() => browser.closePages());

  for (const [name, theme] of THEMES) {
    it(`can be read by everybody in the ${name} theme`, async () => {
      const { page, complaints, show } = await opened(theme);
      await show();
      await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
      await page.locator('#lines tr.row').first().click();
      await page.locator('#flame .search').fill('sort');
      for (const selector of TEXTS) {
        const contrast = await textContrast(page, selector);
        assert.ok(contrast >= 4.5, `${selector}: ${contrast.toFixed(2)}`);
      }
      for (const selector of ['[data-match="yes"]', '[data-match="no"][data-colour="own"]']) {
        const contrast = await frameContrast(page, `g.frame${selector}`);
        assert.ok(contrast >= 4.5, `${selector}: ${contrast.toFixed(2)}`);
      }
      await page.screenshot({
        path: path.join(SCREENSHOTS, `${name}-search-whole-page.png`),
        fullPage: true,
      });
      await page.locator('#flame .search').fill('');
      for (const colour of COLOURS) {
        const contrast = await frameContrast(page, `g.frame[data-colour="${colour}"]`);
        assert.ok(contrast >= 4.5, `${colour}: ${contrast.toFixed(2)}`);
      }
      await page.locator('g.frame[data-colour="dependency"] rect').first().hover();
      await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-tooltip.png`) });
      assert.deepEqual(complaints, []);
    });
  }

  for (const name of ['high-contrast', 'high-contrast-light'] as const) {
    it(`draw edges in the ${name} theme: of frames, and of all that has a border`, async () => {
      const theme = VS_CODE_THEMES[name];
      const { page, show } = await opened(theme);
      await show();
      const edges = await page.$$eval('g.frame rect', (all) =>
        all.map((rect) => [getComputedStyle(rect).fill, getComputedStyle(rect).stroke] as const),
      );
      for (const [fill, stroke] of edges) {
        const contrast = contrastOf(parse(fill), parse(stroke));
        assert.ok(contrast >= 3, `${stroke} around ${fill}: ${contrast.toFixed(2)}`);
      }
      const border = parseHex(theme.variables.contrastBorder);
      for (const selector of ['.flame', '.table-scroll', '.search', '.findings']) {
        assert.deepEqual(await colourOf(page, selector, 'border-top-color'), border, selector);
      }
    });
  }

  it('follow the theme while the page is open', async () => {
    const { page, show, wear } = await opened(VS_CODE_THEMES.dark);
    await show();
    for (const theme of [...THEMES, ...THEMES].map(([, each]) => each)) {
      await wear(theme);
      const { variables } = theme;
      assert.deepEqual(
        await colourOf(page, 'body', 'background-color'),
        parseHex(variables['editor-background']),
      );
      assert.deepEqual(await colourOf(page, 'h1', 'color'), parseHex(variables['foreground']));
      assert.deepEqual(
        await colourOf(page, '.place.link', 'color'),
        parseHex(variables['textLink-foreground']),
      );
    }
    const font = await page
      .locator('.place')
      .first()
      .evaluate((it) => getComputedStyle(it).fontFamily);
    assert.match(font, /Droid Sans Mono/);
    assert.equal(
      await page.evaluate(() => Math.round(parseFloat(getComputedStyle(document.body).fontSize))),
      13,
    );
  });

  it('do not move for those who asked VS Code for rest', async () => {
    const { page, show, wear } = await opened(VS_CODE_THEMES.dark);
    await show();
    const behaviour = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
    assert.equal(await behaviour(), 'smooth');
    await wear({ ...VS_CODE_THEMES.dark, classes: 'vscode-dark vscode-reduce-motion' });
    assert.equal(await behaviour(), 'auto');
  });

  it('leave room in a narrow panel, and use a wide one', async () => {
    const many = dataOf(recording({ timeline: unevenProfile(40_000, 10_000) }));
    for (const [width, height] of [
      [420, 700],
      [1000, 800],
      [1900, 1000],
    ] as const) {
      const { page, show } = await opened(VS_CODE_THEMES.dark, { width, height });
      await show(many);
      await page.screenshot({ path: path.join(SCREENSHOTS, `many-functions-${width}.png`) });
      assert.equal(
        await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
        false,
      );
      const graph = await page.locator('.flame').boundingBox();
      assert.ok(graph !== null && graph.width > width - 50 && graph.y < height / 2);
      for (const kind of ['function', 'place', 'source']) {
        const cell = await page.locator(`#lines tr.row .cell-${kind}`).first().boundingBox();
        assert.ok(cell !== null && cell.width > 90, `${kind}: ${cell?.width ?? 0}`);
      }
    }
  });

  async function opened(theme: VsCodeTheme, size: { width?: number; height?: number } = {}) {
    const panel = await browser.open({ theme, ...size });
    return {
      page: panel.page,
      complaints: panel.complaints,
      show: (shown = data) => panel.show({ data: shown }),
      wear: (next: VsCodeTheme) => panel.wear(next),
    };
  }
});

async function colourOf(page: Page, selector: string, property: string) {
  const css = await page
    .locator(selector)
    .first()
    .evaluate((it, name) => getComputedStyle(it).getPropertyValue(name), property);
  return parse(css);
}

function parseHex(hex: string | undefined) {
  const at = (i: number) => parseInt((hex ?? '').slice(i, i + 2), 16);
  return [at(1), at(3), at(5), 1] as const;
}
