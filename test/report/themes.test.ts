import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { plantedData } from './support/recordings.js';
import { ReportBrowser } from './support/report-page.js';

/** Text one has to be able to read, and what it stands on by its own background. */
const TEXTS = [
  'h1',
  'h2',
  '.facts li',
  '.tile dt',
  '.tile strong',
  '.tile small',
  '.page-nav a',
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
  '.place',
  '.source-number',
  '.source-heat',
  '.source-text',
  '.axis span',
  '.lane-name',
  'footer',
];

const COLOURS = ['all', 'own', 'dependency', 'node', 'native', 'gc'];

describe('the colours of a report', function () {
  this.timeout(60_000);
  const browser = new ReportBrowser();
  const data = plantedData();
  before(() => browser.start());
  after(() => browser.stop());
  afterEach(() => browser.closePages());

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`are told apart by everybody in the ${colorScheme} theme`, async () => {
      const { page } = await browser.open(data, { colorScheme });
      await page.locator('#lines tr.row').first().click();
      await page.locator('#flame .search').fill('sort');
      for (const selector of TEXTS) {
        const contrast = await textContrast(page, selector);
        assert.ok(contrast >= 4.5, `${selector}: ${contrast.toFixed(2)}`);
      }
      const found = await frameContrast(page, 'g.frame[data-match="yes"]');
      assert.ok(found >= 4.5, `a match: ${found.toFixed(2)}`);
      const others = await frameContrast(page, 'g.frame[data-match="no"][data-colour="own"]');
      assert.ok(others >= 4.5, `no match: ${others.toFixed(2)}`);
      await page.locator('#flame .search').fill('');
      for (const colour of COLOURS) {
        const contrast = await frameContrast(page, `g.frame[data-colour="${colour}"]`);
        assert.ok(contrast >= 4.5, `${colour}: ${contrast.toFixed(2)}`);
      }
    });
  }

  it('change by the button, and stay so', async () => {
    const { page } = await browser.open(data, { colorScheme: 'light' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const button = page.getByRole('button', { name: 'Dark theme' });
    assert.equal(await button.getAttribute('aria-pressed'), 'false');
    const light = await ground();
    await button.click();
    assert.equal(await button.getAttribute('aria-pressed'), 'true');
    assert.notEqual(await ground(), light);
    const dark = await ground();
    await page.reload();
    assert.equal(await ground(), dark);
    await button.click();
    assert.equal(await ground(), light);
  });

  it('follow the system until then', async () => {
    const { page } = await browser.open(data, { colorScheme: 'light' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.notEqual(await ground(), light);
  });

  it('leave frames with names and edges where the system forces its own', async () => {
    const { page, complaints } = await browser.open(data);
    await page.emulateMedia({ forcedColors: 'active' });
    assert.ok((await textContrast(page, 'h2')) >= 7);
    const frames = await page.$$eval('g.frame', (groups) =>
      groups.map((group) => {
        const { fill, stroke } = getComputedStyle(group.querySelector('rect') ?? group);
        return { fill, stroke, text: getComputedStyle(group.querySelector('div') ?? group).color };
      }),
    );
    assert.equal(frames.length, 9);
    for (const { fill, stroke, text } of frames) {
      assert.ok(contrastOf(parse(fill), parse(stroke)) >= 7);
      assert.ok(contrastOf(parse(fill), parse(text)) >= 7);
    }
    assert.deepEqual(complaints, []);
  });
});

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** Contrast of the first such text with what lies behind it, 1…21. */
async function textContrast(page: Page, selector: string): Promise<number> {
  const [text, ...grounds] = await page
    .locator(selector)
    .first()
    .evaluate((found) => {
      const colours = [getComputedStyle(found).color];
      for (let at: Element | null = found; at !== null; at = at.parentElement) {
        colours.push(getComputedStyle(at).backgroundColor);
      }
      return colours;
    });
  const ground = grounds.map(parse).reduceRight(over, [255, 255, 255, 1]);
  return contrastOf(over(ground, parse(text ?? '')), ground);
}

/** Contrast of the name on the first such frame with its fill. */
async function frameContrast(page: Page, selector: string): Promise<number> {
  const { text, fill, opacity, ground } = await page
    .locator(selector)
    .first()
    .evaluate((group) => {
      const rect = getComputedStyle(group.querySelector('rect') ?? group);
      return {
        text: getComputedStyle(group.querySelector('div') ?? group).color,
        fill: rect.fill,
        opacity: Number(rect.fillOpacity),
        ground: getComputedStyle(group.closest('.flame') ?? group).backgroundColor,
      };
    });
  const [red, green, blue] = parse(fill);
  const behind = over(parse(ground), [red, green, blue, opacity]);
  return contrastOf(parse(text), behind);
}

function parse(css: string): Colour {
  const numbers = (css.match(/[\d.]+/g) ?? []).map(Number);
  const scale = css.startsWith('color(srgb') ? 255 : 1;
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
  return [red * scale, green * scale, blue * scale, alpha];
}

function over(below: Colour, above: Colour): Colour {
  const [, , , alpha] = above;
  const mix = (i: 0 | 1 | 2) => above[i] * alpha + below[i] * (1 - alpha);
  return [mix(0), mix(1), mix(2), 1];
}

/** As WCAG 2 reckons it. */
function contrastOf(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  const [r, g, b] = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
