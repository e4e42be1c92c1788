import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { MAX_DRAWN } from '../../webview/flame-graph/drawn-frames.js';
import { dataOf, evenProfile, recording, unevenProfile } from './support/recordings.js';
import { ReportBrowser } from './support/report-page.js';

describe('a report of 10 000 frames', function () {
  this.timeout(120_000);
  const browser = new ReportBrowser();
  before(() => browser.start());
  after(() => browser.stop());
  afterEach(() => browser.closePages());

  it('draws what can be seen of stacks that are all alike, and more of it by zooming', async () => {
    const data = dataOf(recording({ timeline: evenProfile(10_000, 50) }));
    assert.equal(data.flames.cpu?.callees.parent.length, 10_000);
    const { page, html, complaints } = await browser.open(data);
    await tell(page, 'all alike', html);
    assert.equal(await page.locator('g.frame').count(), MAX_DRAWN);
    assert.match(await page.innerText('#flame-panel > .note'), /8\u202f000 more frames appear/);
    await page
      .locator('g.frame')
      .nth(5)
      .click({ position: { x: 2, y: 8 } });
    assert.equal(await page.locator('g.frame').count(), 51);
    assert.deepEqual(complaints, []);
    assert.ok(html.length < 1_500_000, `${html.length} bytes`);
  });

  it('draws what can be seen of a recording like real ones', async () => {
    const data = dataOf(recording({ timeline: unevenProfile(10_000) }));
    const nodes = data.flames.cpu?.callees.parent.length ?? 0;
    assert.ok(nodes > 4000 && nodes <= 10_000, `${nodes} nodes`);
    const { page, html, complaints } = await browser.open(data);
    await tell(page, 'uneven', html);
    const frames = await page.locator('g.frame').count();
    assert.ok(frames > 500 && frames <= MAX_DRAWN, `${frames} frames`);
    assert.deepEqual(complaints, []);
    assert.ok(html.length < 1_500_000, `${html.length} bytes`);
  });

  it('lists the heaviest of 10 000 functions, a few at first', async () => {
    const data = dataOf(recording({ timeline: unevenProfile(40_000, 10_000) }));
    const { page, html } = await browser.open(data);
    assert.ok(data.functionRows.length <= 1000);
    assert.match(
      await page.innerText('#functions .note'),
      /The heaviest \d+ of \d\u202f\d+ are listed/,
    );
    assert.equal(await page.locator('#functions tr.row').count(), 20);
    await page.locator('#functions .more').click();
    assert.equal(await page.locator('#functions tr.row').count(), 100);
    assert.ok(html.length < 1_500_000, `${html.length} bytes`);
  });
});

/** Prints how long a page took; a clock is no test on a machine that does other things as well. */
async function tell(page: Page, name: string, html: string): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByType('paint').length > 0);
  const paint = await page.evaluate(() =>
    Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
  );
  const zoom = await timed(page, 'click');
  const reset = await timed(page, 'Escape');
  const kilobytes = Math.round(html.length / 1000);
  console.log(
    `      ${name}: ${kilobytes} kB, first paint ${paint} ms, zoom ${zoom} ms, reset ${reset} ms`,
  );
}

/** Time from an event to the end of the next frame, ms. */
async function timed(page: Page, event: 'click' | 'Escape'): Promise<number> {
  return page.evaluate(async (kind) => {
    const start = performance.now();
    if (kind === 'click') {
      const rect = document.querySelectorAll('g.frame rect')[1];
      rect?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    } else {
      const press = new KeyboardEvent('keydown', { key: kind, bubbles: true });
      document.querySelector('.flame')?.dispatchEvent(press);
    }
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return Math.round(performance.now() - start);
  }, event);
}
