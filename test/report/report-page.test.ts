import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ReportData } from '../../src/core/analysis/report-data.js';
import {
  dataOf,
  pause,
  plantedData,
  randomFrom,
  recording,
  SCORE_SOURCE,
} from './support/recordings.js';
import { ReportBrowser, type OpenReport } from './support/report-page.js';
import { profileFromText } from '../support/profile-from-text.js';

describe('a report page', function () {
  this.timeout(60_000);
  const browser = new ReportBrowser();
  before(() => browser.start());
  after(() => browser.stop());
  afterEach(() => browser.closePages());

  describe('of a planted recording', () => {
    const data = plantedData();
    let report: OpenReport;
    let page: Page;

    beforeEach(async () => {
      report = await browser.open(data);
      ({ page } = report);
    });

    afterEach(() => assert.deepEqual(report.complaints, []));

    it('opens from disk without asking for anything', async () => {
      await page.waitForLoadState('networkidle');
      assert.deepEqual(report.requests, []);
    });

    it('says first what ran, how it ended, and the figures to know', async () => {
      assert.equal(await page.innerText('h1'), 'node dist/rank-once.js --users 40');
      const facts = await page.locator('.facts li').allInnerTexts();
      assert.equal(facts[0], 'exit code 0');
      assert.equal(facts[1], 'Node 20.20.2');
      assert.match(facts[2] ?? '', /2026/);
      assert.deepEqual(facts.slice(3), [
        '1.25 s wall time',
        '1 thread',
        'sampled by v8-profiler-next',
      ]);
      const tiles = await page.locator('.tile').allInnerTexts();
      assert.deepEqual(
        tiles.map((text) => text.split('\n').filter(Boolean).slice(0, 2)),
        [
          ['CPU time', '1.00 s'],
          ['Idle', '250 ms'],
          ['Garbage collection', '4.0 %'],
          ['Allocated', '100 MB'],
          ['Samples', '1\u202f250'],
        ],
      );
      assert.equal(await page.title(), 'node dist/rank-once.js --users 40 – Rankscope');
    });

    it('leads from a finding to its line and to its frame', async () => {
      const finding = page.locator('.finding', { hasText: 'Line 6 of score' });
      await finding.getByRole('button', { name: 'Source line' }).click();
      const row = page.locator('#lines tr.row', { hasText: 'score.ts:6' });
      assert.ok(await row.locator('button').evaluate((it) => it === document.activeElement));
      assert.ok(await page.locator('#lines .excerpt').first().isVisible());
      await finding.getByRole('button', { name: 'Flame graph' }).click();
      assert.equal(await page.textContent('.found'), '1 function, 60 % of CPU time');
      const copy = page.locator('.finding', { hasText: 'copy allocates' });
      await copy.getByRole('button', { name: 'Flame graph' }).click();
      assert.equal(await page.textContent('.found'), '1 function, 60 % of allocated bytes');
      assert.equal(await page.locator('g.frame[data-match="yes"]').count(), 1);
    });

    it('shows hot lines with their source, and the lines around them with their heat', async () => {
      const first = page.locator('#lines tr.row').first();
      const cells = await first.locator('td').allInnerTexts();
      assert.deepEqual(cells.map((cell) => cell.trim()).filter(Boolean), [
        '55 %',
        '550 ms',
        '55 %',
        'Own code:\nscore',
        'score.ts:6',
        SCORE_SOURCE.split('\n')[5]?.trim(),
      ]);
      await first.click();
      const lines = page.locator('#lines tr.detail >> nth=0 >> .source-line');
      assert.deepEqual(await lines.locator('.source-number').allTextContents(), [
        '3',
        '4',
        '5',
        '6',
        '7',
        '8',
        '9',
      ]);
      assert.deepEqual(
        await lines.locator('.source-text').allTextContents(),
        SCORE_SOURCE.split('\n').slice(2, 9),
      );
      assert.deepEqual(await lines.locator('.source-heat').allTextContents(), [
        '',
        '',
        '',
        '55 %',
        '5.0 %',
        '',
        '',
      ]);
      const hot = page.locator('#lines .source-line.hot >> nth=0');
      assert.match((await hot.textContent()) ?? '', /^55 %6 {4}if \(!seen\.includes/);
      await first.locator('button').click();
      assert.ok(await lines.first().isHidden());
    });

    it('sorts lines and functions by the figures one clicks', async () => {
      const places = () => page.locator('#lines tr.row .cell-place').allInnerTexts();
      assert.equal((await places())[0], 'score.ts:6');
      const total = page.locator('#lines th', { hasText: 'Total' });
      await total.getByRole('button').click();
      assert.equal(await total.getAttribute('aria-sort'), 'descending');
      assert.equal((await places())[0], 'main.ts:3');
      await total.getByRole('button').click();
      assert.equal(await total.getAttribute('aria-sort'), 'ascending');
      assert.equal((await places()).at(-1), 'main.ts:3');
      const names = () => page.locator('#functions tr.row .cell-function bdi').allInnerTexts();
      assert.equal((await names())[0], 'score');
      await page.locator('#functions th button', { hasText: 'Allocated' }).click();
      assert.equal((await names())[0], 'copy');
    });

    it('shows one’s own code, or all of it', async () => {
      const names = () => page.locator('#functions tr.row .cell-function bdi').allInnerTexts();
      assert.deepEqual((await names()).sort(), ['copy', 'main', 'rank', 'score']);
      await page.locator('#functions').getByText('All (7)').click();
      assert.ok((await names()).includes('JSON.parse'));
      assert.ok((await names()).includes('sort'));
    });

    it('shows who allocates', async () => {
      const rows = await page.locator('#allocations tr.row').allInnerTexts();
      assert.match(rows[0] ?? '', /60 %\s+60\.0 MB\s+Own code:\s+copy\s+rank\.ts:20/);
      assert.equal(rows.length, 2);
    });

    it('draws each pause where it was, as high as it was long', async () => {
      const bars = await page.$$eval('.gc-bar', (all) =>
        all.map((bar) => ({
          kind: bar.getAttribute('data-kind'),
          x: Number(bar.getAttribute('x')),
          height: Number(bar.getAttribute('height')),
        })),
      );
      assert.deepEqual(
        bars.map(({ kind }) => kind),
        ['minor', 'minor', 'major'],
      );
      assert.deepEqual(
        bars.map(({ x }) => Math.round(x)),
        [8, 416, 456],
      );
      assert.ok(Math.abs(bars[1]!.height / bars[2]!.height - 0.2) < 0.01);
      const last = page.locator('.gc-bar >> nth=2');
      await last.hover();
      const tip = await page.locator('#gc .tooltip').innerText();
      assert.match(
        tip,
        /Major collection\s+Duration\s+30\.0 ms\s+At\s+570 ms\s+Began in\s+sort \(tiny-sort\/index\.js:2\)/,
      );
      await page.mouse.move(0, 0);
      await page.locator('.lane').focus();
      await page.keyboard.press('ArrowRight');
      assert.match(
        (await page.textContent('.strip-details')) ?? '',
        /^Minor collection, Duration 4\.0 ms/,
      );
    });

    it('charges collections to functions', async () => {
      const rows = await page.locator('#gc tr.row').allInnerTexts();
      assert.equal(rows.length, 2);
      assert.match(rows[0] ?? '', /75 %\s+30\.0 ms\s+1\s+Dependency:\s+sort/);
      assert.match(rows[1] ?? '', /25 %\s+10\.0 ms\s+2\s+Own code:\s+score/);
    });

    it('repeats what was noted', async () => {
      assert.deepEqual(await page.locator('.notes li').allInnerTexts(), [
        'One source map could not be read.',
      ]);
    });

    it('prints without what is only for the screen', async () => {
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.locator('.page-nav').isHidden());
      const svg = page.locator('.flame svg');
      assert.equal(await svg.evaluate((it) => getComputedStyle(it).display), 'block');
      assert.ok(/^0 0 \d+ 100$/.test((await svg.getAttribute('viewBox')) ?? ''));
    });
  });

  it('says what was not recorded', async () => {
    const { page, complaints } = await browser.open(dataOf(recording({})));
    const empty = await page.locator('main > section > .empty').allInnerTexts();
    assert.deepEqual(empty, [
      'Nothing in this recording stands out.',
      'No line of your code or its dependencies was sampled.',
      'No function was sampled.',
      'No allocations were recorded.',
      'No garbage collection was recorded.',
      'There is nothing to note about this recording.',
    ]);
    assert.deepEqual(complaints, []);
  });

  it('names what failed, and all threads', async () => {
    const timeline = profileFromText('main 10', { timeline: true });
    const made = recording({});
    const data = dataOf({
      ...made,
      target: { ...made.target, exitCode: null, signal: 'SIGKILL' },
      threads: [1, 2, 3].map((tid) => ({
        pid: 7 + tid,
        tid,
        name: `worker ${tid}`,
        gc: [],
        timeline,
      })),
    });
    const { page } = await browser.open(data);
    assert.equal(await page.locator('.facts .failed').innerText(), 'ended by SIGKILL');
    assert.equal(
      await page.locator('.facts li', { hasText: '3 threads in 3 processes' }).count(),
      1,
    );
    await page.locator('.threads summary').click();
    assert.equal(await page.locator('.threads tbody tr').count(), 3);
  });

  it('puts 20 000 pauses of four threads into bars that fit', async () => {
    const { page, html, complaints } = await browser.open(manyPauses());
    const bars = await page.locator('.gc-bar').count();
    assert.ok(bars <= 1500 && bars > 1000, `${bars} bars`);
    assert.equal(await page.locator('.lane').count(), 4);
    assert.match(await page.innerText('#gc'), /20\u202f000 pauses/);
    assert.match(await page.innerText('#gc'), /more pauses than room/);
    assert.ok(html.length < 700_000, `${html.length} bytes`);
    assert.deepEqual(complaints, []);
  });
});

function manyPauses(): ReportData {
  const random = randomFrom(5);
  const timeline = profileFromText('main@/a.js:1#2 10000000', { timeline: true });
  const threads = [0, 1, 2, 3].map((tid) => ({
    pid: 1,
    tid,
    name: tid === 0 ? 'main' : `worker ${tid}`,
    timeline,
    gc: Array.from({ length: 5000 }, (_, i) =>
      pause(i % 40 === 0 ? 'major' : 'minor', i * 2000, 100 + random() * 1500),
    ),
  }));
  return dataOf({ ...recording({}), threads });
}
