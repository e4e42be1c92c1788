import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { flameIndex, type FlameTree } from '../../src/core/analysis/flame-tree.js';
import type { ReportData } from '../../src/core/analysis/report-data.js';
import { clickFrame, frameNamed, frames, type DrawnFrame } from './support/frames.js';
import { dataOf, plantedData, recording } from './support/recordings.js';
import { ReportBrowser } from './support/report-page.js';
import { profileFromText } from '../support/profile-from-text.js';

describe('the flame graph of a report', function () {
  this.timeout(60_000);
  const browser = new ReportBrowser();
  const data = plantedData();
  const topDown = treeOf(data, 'cpu', 'callees');
  let page: Page;
  let complaints: readonly string[];

  before(() => browser.start());
  after(() => browser.stop());

  beforeEach(async () => {
    ({ page, complaints } = await browser.open(data));
  });

  afterEach(async () => {
    assert.deepEqual(complaints, []);
    await browser.closePages();
  });

  const drawn = (tree = topDown) => frames(page, data, tree);
  const found = () => page.textContent('.found');
  const details = () => page.textContent('.flame-details');

  it('draws functions as wide as their totals, below their callers', async () => {
    const all = await drawn();
    const whole = wholeOf(all);
    assert.equal(whole.label, 'All CPU time');
    for (const [name, share] of [
      ['main', 1],
      ['rank', 0.75],
      ['score', 0.55],
      ['sort', 0.2],
      ['(garbage collector)', 0.1],
      ['readFileSync', 0.08],
    ] as const) {
      const frame = frameNamed(all, name);
      assert.ok(
        Math.abs(frame.width / whole.width - share) < 0.01,
        `${name}: ${frame.width / whole.width} instead of ${share}`,
      );
    }
    assert.ok(frameNamed(all, 'score').y > frameNamed(all, 'rank').y);
    assert.ok(frameNamed(all, 'rank').y > frameNamed(all, 'main').y);
  });

  it('colours frames by whose code they are, and explains the colours', async () => {
    const all = await drawn();
    const colours = Object.fromEntries(all.map(({ name, colour }) => [name, colour]));
    assert.deepEqual(colours, {
      '': 'all',
      main: 'own',
      rank: 'own',
      score: 'own',
      sort: 'dependency',
      readFileSync: 'node',
      'JSON.parse': 'native',
      '(garbage collector)': 'gc',
    });
    const legend = await page.locator('#flame .legend li').allTextContents();
    assert.deepEqual(legend, [
      'Own code',
      'Dependency',
      'Node.js',
      'Native and engine',
      'Garbage collection',
    ]);
    const fills = await page.$$eval('.flame g.frame', (groups) =>
      groups.map((group) => [
        group.getAttribute('data-colour'),
        getComputedStyle(group.querySelector('rect') ?? group).fill,
      ]),
    );
    assert.equal(new Set(fills.map(([, fill]) => fill)).size, 6);
  });

  it('zooms into the frame that is clicked, and back with Escape or the button', async () => {
    const before = await drawn();
    const button = page.getByRole('button', { name: 'Reset zoom' });
    assert.ok(await button.isDisabled());
    await clickFrame(page, frameNamed(before, 'sort'));
    const zoomed = await drawn();
    const whole = wholeOf(zoomed);
    assert.deepEqual(sortedNames(zoomed), ['', 'main', 'rank', 'score', 'sort']);
    assert.ok(Math.abs(frameNamed(zoomed, 'sort').width - whole.width) < 1);
    assert.ok(Math.abs(frameNamed(zoomed, 'score').width / whole.width - 0.25) < 0.01);
    await page.keyboard.press('Escape');
    assert.deepEqual(places(await drawn()), places(before));
    await clickFrame(page, frameNamed(before, 'rank'));
    await button.click();
    assert.deepEqual(places(await drawn()), places(before));
    assert.ok(await button.isDisabled());
  });

  it('goes from frame to frame by arrow keys, says where it is, and zooms by Enter', async () => {
    await page.locator('#flame .search').focus();
    await page.keyboard.press('Tab');
    assert.ok(await page.locator('.flame').evaluate((it) => it.matches(':focus-visible')));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.match(
      (await details()) ?? '',
      /^rank, rank\.ts:5, Total 750 ms \(75 % of CPU time\), Self 0 ms/,
    );
    await page.keyboard.press('ArrowRight');
    assert.match((await details()) ?? '', /^JSON\.parse/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
    assert.match((await details()) ?? '', /^score, score\.ts:3/);
    const cursor = Number(await page.getAttribute('.flame-cursor', 'data-node'));
    assert.equal(cursor, frameNamed(await drawn(), 'score').node);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    assert.deepEqual(sortedNames(await drawn()), ['', 'main', 'rank', 'score', 'score', 'sort']);
    await page.keyboard.press('Escape');
    assert.equal((await drawn()).length, topDown.frame.length);
    assert.equal(await page.getAttribute('.flame-details', 'aria-live'), 'polite');
  });

  it('says all about the frame under the pointer', async () => {
    await page.locator(`.flame g[data-node="${frameNamed(await drawn(), 'sort').node}"]`).hover();
    const tip = page.locator('#flame .tooltip');
    assert.match(await tip.innerText(), /sort\s+tiny-sort\/index\.js:2\s+Total\s+200 ms \(20 %/);
    assert.match(await tip.innerText(), /Self\s+150 ms \(15 % of CPU time\)\s+Code\s+Dependency/);
    await page.mouse.move(0, 0);
    assert.ok(await tip.isHidden());
  });

  it('highlights what is searched for and tells its share, each stack once', async () => {
    const search = page.locator('#flame .search');
    await search.fill('SCORE');
    const all = await drawn();
    assert.ok(all.every(({ name, match }) => (match === 'yes') === (name === 'score')));
    assert.equal(await found(), '1 function, 60 % of CPU time');
    await search.fill('rank.ts');
    assert.equal(await found(), '1 function, 75 % of CPU time');
    await search.fill('[');
    assert.equal(await found(), 'No match');
    await search.press('Escape');
    assert.equal(await search.inputValue(), '');
    assert.ok((await drawn()).every(({ match }) => match === ''));
  });

  it('turns the graph around: leaves on top, and all of it adds up', async () => {
    await page.getByText('Callers', { exact: true }).click();
    const tree = treeOf(data, 'cpu', 'callers');
    const all = await drawn(tree);
    const whole = wholeOf(all);
    const leaves = all.filter(({ node }) => tree.parent[node] === 0);
    assert.deepEqual(sortedNames(leaves), [
      '(garbage collector)',
      'JSON.parse',
      'readFileSync',
      'score',
      'sort',
    ]);
    const sum = leaves.reduce((total, { width }) => total + width, 0);
    assert.ok(Math.abs(sum - whole.width) < 2, `${sum} of ${whole.width}`);
    assert.ok(Math.abs(frameNamed(leaves, 'score').width / whole.width - 0.6) < 0.01);
    const { total } = flameIndex(tree);
    assert.equal(total[0], data.cpu.busyUs);
  });

  it('has a tab for allocations, by mouse and by keyboard', async () => {
    await page.getByRole('tab', { name: 'Allocations' }).click();
    const tree = treeOf(data, 'allocations', 'callees');
    const all = await drawn(tree);
    const whole = wholeOf(all);
    assert.equal(whole.label, 'All allocated bytes');
    assert.ok(Math.abs(frameNamed(all, 'copy').width / whole.width - 0.6) < 0.01);
    await page.keyboard.press('ArrowLeft');
    const tab = page.getByRole('tab', { name: 'CPU' });
    assert.equal(await tab.getAttribute('aria-selected'), 'true');
    assert.ok(await tab.evaluate((it) => it === document.activeElement));
    assert.equal(wholeOf(await drawn()).label, 'All CPU time');
  });

  it('is as wide as the window lets it', async () => {
    const before = wholeOf(await drawn()).width;
    await page.setViewportSize({ width: 900, height: 800 });
    await page.waitForFunction(
      (width) => (document.querySelector('.flame svg')?.clientWidth ?? width) < width - 300,
      before,
    );
    assert.equal(
      await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth),
      false,
    );
  });
});

describe('the flame graph of little', function () {
  this.timeout(60_000);
  const browser = new ReportBrowser();
  before(() => browser.start());
  after(() => browser.stop());

  it('says that nothing was sampled', async () => {
    const { page, complaints } = await browser.open(dataOf(recording({})));
    assert.equal(await page.locator('#flame .empty').innerText(), 'No CPU samples were taken.');
    await page.getByRole('tab', { name: 'Allocations' }).click();
    assert.equal(await page.locator('#flame .empty').innerText(), 'No allocations were recorded.');
    assert.equal(await page.locator('g.frame').count(), 0);
    assert.deepEqual(complaints, []);
  });

  it('shows allocations first where there is nothing else', async () => {
    const allocations = profileFromText('main>copy 10', { kind: 'allocations' });
    const { page } = await browser.open(dataOf(recording({ allocations })));
    const tab = page.getByRole('tab', { name: 'Allocations' });
    assert.equal(await tab.getAttribute('aria-selected'), 'true');
    assert.equal(await page.locator('g.frame').count(), 3);
  });

  it('draws a single function', async () => {
    const timeline = profileFromText('main@/a.js:1 10', { timeline: true });
    const { page, complaints } = await browser.open(dataOf(recording({ timeline })));
    assert.equal(await page.locator('g.frame').count(), 2);
    await page.locator('g.frame >> nth=1').click();
    assert.deepEqual(complaints, []);
  });

  it('says what it left out', async () => {
    const small = Array.from({ length: 50 }, (_, i) => `main>small${i} 1`).join('\n');
    const timeline = profileFromText(`main>big 999950\n${small}`, { timeline: true });
    const { page } = await browser.open(dataOf(recording({ timeline })));
    assert.match(
      await page.locator('#flame-panel > .note').innerText(),
      /^50 calls below 0\.02 % of the whole are summed up as “\(small frames\)”, <0\.1 % in all\.$/,
    );
  });
});

function treeOf(
  data: ReportData,
  subject: 'cpu' | 'allocations',
  direction: 'callees' | 'callers',
): FlameTree {
  const flame = data.flames[subject];
  if (flame === undefined) throw new Error(`There is no flame graph of ${subject}.`);
  return flame[direction];
}

function wholeOf(all: readonly DrawnFrame[]): DrawnFrame {
  const whole = all.find(({ node }) => node === 0);
  assert.ok(whole !== undefined, 'The frame of the whole is not drawn.');
  return whole;
}

function sortedNames(all: readonly DrawnFrame[]): string[] {
  return all.map(({ name }) => name).sort();
}

function places(all: readonly DrawnFrame[]): string[] {
  const top = Math.min(...all.map(({ y }) => y));
  return all
    .map(({ node, x, y, width }) => [node, x, y - top, width].map(Math.round).join(' '))
    .sort();
}
