import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { ChartData, SweepChart } from '../../src/protocol/chart.js';
import { parse, contrastOf } from '../report/support/contrast.js';
import { PanelBrowser, type OpenPanel } from './support/panel-browser.js';
import { VS_CODE_THEMES, type VsCodeTheme } from './support/vs-code-themes.js';

/** To be looked at; git ignores them. */
const SCREENSHOTS = path.resolve(import.meta.dirname, '../../out/screenshots/panel');

const N: SweepChart = {
  parameter: 'n',
  held: {},
  sizes: [250, 500, 1000, 2000],
  series: [
    {
      ...{
        title: 'includes in withoutSeen',
        place: 'src/filter.ts:14',
        file: '/app/src/filter.ts',
      },
      ...{ line: 14, unit: 'work', values: [62_500, 250_000, 1_000_000, 4_000_000] },
      ...{ growth: 2, uncertainty: 0, model: 'n^2', isSuperlinear: true },
    },
    {
      ...{ title: 'for loop in <b>score</b>', place: 'src/score.ts:8', file: '/app/src/score.ts' },
      ...{ line: 8, unit: 'work', values: [2500, 5000, 10_000, 20_000] },
      ...{ growth: 1, uncertainty: 0, model: 'n', isSuperlinear: false },
    },
    {
      ...{ title: 'sort in top', place: 'src/top.ts:3', file: '/app/src/top.ts', line: 3 },
      ...{ unit: 'work', values: [0, 4500, 10_000, 22_000] },
      ...{ growth: 1.14, uncertainty: 0.02, model: 'n log n', isSuperlinear: false },
    },
    {
      ...{ title: 'time of a run', place: '', file: '', line: 1, unit: 'ms' },
      ...{ values: [0.6, 1.9, 7.1, 28], growth: 1.92, uncertainty: 0.1, model: 'n^2' },
      isSuperlinear: false,
    },
  ],
};

const DATA: ChartData = { name: 'rank.workload.ts', charts: [N] };

/** The same work, raised in two parameters one after the other. */
const TWO: ChartData = {
  name: 'mmr.workload.ts',
  charts: [
    { ...N, parameter: 'items', held: { k: 20 }, series: N.series.slice(1) },
    { ...N, parameter: 'k', held: { items: 4000 }, sizes: [5, 10, 20, 40] },
  ],
};

describe('the page with the scaling chart', function () {
  this.timeout(60_000);
  const browser = new PanelBrowser();
  let panel: OpenPanel;
  let page: Page;

  before(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await browser.start();
  });
  after(() => browser.stop());
  afterEach(async () => {
    assert.deepEqual(panel.complaints, []);
    assert.deepEqual(panel.asked, []);
    await browser.closePages();
  });

  async function show(
    theme: VsCodeTheme = VS_CODE_THEMES.dark,
    width = 1000,
    data = DATA,
  ): Promise<void> {
    panel = await browser.open({ page: 'chart', theme, width });
    ({ page } = panel);
    await panel.send({ type: 'chart', data });
    await page.waitForSelector('g.series');
  }

  it('draws each series with its points, model, forecast and band', async () => {
    await show();
    const drawn = await page.locator('g.series').evaluateAll((groups) =>
      groups.map((group) => ({
        index: Number(group.getAttribute('data-series')),
        marks: group.querySelectorAll('.mark').length,
        lines: group.querySelectorAll('.model').length,
        bands: group.querySelectorAll('.band').length,
      })),
    );
    const byIndex = drawn.sort((a, b) => a.index - b.index);
    assert.deepEqual(
      byIndex.map(({ marks }) => marks),
      [4, 4, 3, 4],
      'zero has no place on a logarithmic scale',
    );
    assert.ok(byIndex.every(({ lines, bands }) => lines === 2 && bands === 1));
  });

  it('draws the quadratic one twice as steep as the linear one', async () => {
    await show();
    const slopes = await Promise.all([0, 1].map((index) => slopeOf(page, index)));
    assert.ok(Math.abs((slopes[0] ?? 0) / (slopes[1] ?? 1) - 2) < 0.02, slopes.join());
  });

  it('has the numbers in a table, for those who cannot see the chart', async () => {
    await show();
    const rows = await page
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    assert.equal(rows.length, 4);
    assert.deepEqual(rows[0]?.slice(1, 7), [
      ...['n^2.00 ± 0.00', 'n^2', '62 500', '250 000', '1 000 000', '4 000 000'],
    ]);
    assert.match(rows[0][7] ?? '', /^400M \(\d+M – \d+M\)$/);
    assert.match(rows[0][0] ?? '', /faster than its input/);
    assert.match(rows[1]?.[0] ?? '', /<b>score<\/b>/, 'names are text, never markup');
    assert.match(rows[3]?.[6] ?? '', /28\.0 ms/);
    assert.match((await page.locator('svg[role=img]').getAttribute('aria-label')) ?? '', /table/);
  });

  it('opens the line of a series by a click on it, and by the keyboard', async () => {
    await show();
    const hit = page.locator('g.series-0 .mark').last();
    await hit.click();
    await page.locator('button.place', { hasText: 'src/score.ts:8' }).focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await panel.requests(), [
      { type: 'open', file: '/app/src/filter.ts', line: 14, beside: true },
      { type: 'open', file: '/app/src/score.ts', line: 8, beside: false },
    ]);
    const faint = await page.locator('g.series.faint').count();
    assert.equal(faint, 3, 'the others step back while one has the focus');
  });

  it('has a chart for each parameter, of which one is chosen, and keeps the choice', async () => {
    await show(VS_CODE_THEMES.dark, 1000, TWO);
    const note = page.locator('.parameters .note');
    assert.equal(await note.textContent(), 'rises, with k = 20');
    const heads = async () => (await page.locator('thead th').allTextContents())[3];
    assert.equal(await heads(), 'items = 250');
    await page.locator('.choice label', { hasText: /^k$/ }).click();
    assert.equal(await note.textContent(), 'rises, with items = 4 000');
    assert.equal(await heads(), 'k = 5');
    assert.equal(await page.locator('g.series').count(), 4);
    assert.match((await page.locator('.axes').textContent()) ?? '', /k/);
    await page.screenshot({ path: path.join(SCREENSHOTS, 'scaling-chart-parameters.png') });
    await page.keyboard.press('ArrowLeft');
    assert.equal(await heads(), 'items = 250');
    await page.keyboard.press('ArrowRight');
    await panel.load();
    await panel.send({ type: 'chart', data: TWO });
    await page.waitForSelector('g.series');
    assert.equal(await heads(), 'k = 5', 'also by the next page of the panel');
  });

  it('has nothing to choose from where there is only one size', async () => {
    await show();
    assert.equal(await page.locator('.choice').count(), 0);
  });

  it('is drawn anew when the panel becomes narrower', async () => {
    await show(VS_CODE_THEMES.dark, 1000);
    const before = await page.locator('svg.scaling-chart').getAttribute('width');
    await page.setViewportSize({ width: 640, height: 700 });
    await page.waitForFunction(
      (width) => document.querySelector('svg.scaling-chart')?.getAttribute('width') !== width,
      before,
    );
  });

  for (const [name, theme] of Object.entries(VS_CODE_THEMES)) {
    it(`can be read in the theme ${name}`, async () => {
      await show(theme);
      await page.screenshot({ path: path.join(SCREENSHOTS, `scaling-chart-${name}.png`) });
      const colours = await page.evaluate(() => ({
        ground: getComputedStyle(document.body).backgroundColor,
        text: getComputedStyle(document.querySelector('.axes text') ?? document.body).fill,
        lines: [...document.querySelectorAll('g.series .mark')].map(
          (mark) => getComputedStyle(mark).stroke,
        ),
      }));
      const ground = parse(colours.ground);
      assert.ok(contrastOf(parse(colours.text), ground) >= 4.5, colours.text);
      for (const line of colours.lines) {
        assert.ok(contrastOf(parse(line), ground) >= 3, `${line} on ${colours.ground}`);
      }
    });
  }
});

/** How steep the model of a series is drawn, in pixels up for one to the right. */
async function slopeOf(page: Page, index: number): Promise<number> {
  const path = await page.locator(`g.series-${index} .model:not(.ahead)`).getAttribute('d');
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = (path ?? '').match(/[\d.]+/g)?.map(Number) ?? [];
  return (y1 - y2) / (x2 - x1);
}
