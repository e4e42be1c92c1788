import assert from 'node:assert/strict';
import { contrastOf, frameContrast, parse, textContrast } from './support/contrast.js';
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
