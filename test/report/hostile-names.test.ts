import assert from 'node:assert/strict';
import { ATTACKS, hostileData } from './support/hostile-data.js';
import { ReportBrowser, type OpenReport } from './support/report-page.js';

describe('a report with hostile names', function () {
  this.timeout(60_000);
  const browser = new ReportBrowser();
  let report: OpenReport;

  before(async () => {
    await browser.start();
    report = await browser.open(hostileData());
  });
  after(() => browser.stop());

  it('runs nothing, asks for nothing, and complains of nothing', async () => {
    assert.match(await report.page.title(), /^node <\/title><script>document\.title=5/);
    assert.equal(await report.page.locator('img, svg[onload], b').count(), 0);
    assert.equal(await report.page.locator('script').count(), 2);
    assert.deepEqual(report.requests, []);
    assert.deepEqual(report.complaints, []);
  });

  it('shows them as they are, in the graph and in the tables', async () => {
    const { page } = report;
    const labels = await page.locator('g.frame.labelled').allTextContents();
    const names = await page.locator('#functions .cell-function bdi').allTextContents();
    for (const name of ATTACKS.map((each) => each.replace('\ud800', '\ufffd'))) {
      assert.ok(
        names.some((shown) => wellFormed(shown) === name),
        `${name} is not in the table`,
      );
      assert.ok(
        labels.some((shown) => wellFormed(shown) === name),
        `${name} is not in the graph`,
      );
    }
    const messages = await page.locator('.finding p').allTextContents();
    assert.ok(messages.some((text) => text.includes('</script><img src=x')));
  });

  it('writes out what would turn or hide the text around it', async () => {
    const names = await report.page.locator('#functions .cell-function bdi').allTextContents();
    assert.ok(names.includes('safe⟨U+202E⟩gpj.exe'));
    assert.ok(names.includes('bell⟨U+0007⟩'));
    assert.doesNotMatch(
      await report.page.innerText('body'),
      /[\u202a-\u202e\u2066-\u2069]|(?!\s)\p{Cc}/u,
    );
  });

  it('cuts what is endless, and lets it break nothing', async () => {
    const { page } = report;
    const names = await page.locator('#functions .cell-function bdi').allTextContents();
    const long = names.find((name) => name.startsWith('long'));
    assert.equal(long?.length, 1001);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false);
    const place = page.locator('#functions .cell-place bdi', { hasText: 'deep' }).first();
    assert.match((await place.textContent()) ?? '', /…:9$|end\.ts:9$/);
  });

  it('shows hostile source lines as text', async () => {
    const text = await report.page.locator('#lines .cell-source code').first().textContent();
    assert.equal(text, '</code></script><img src=x onerror=alert(1)> // ⟨U+202E⟩ turned');
  });
});

/** Half a letter cannot be handed over as it is. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])/g, '\ufffd');
}
