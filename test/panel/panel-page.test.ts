import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { FlameTree } from '../../src/core/analysis/flame-tree.js';
import type { ReportData } from '../../src/core/analysis/report-data.js';
import type { PanelMessage } from '../../src/protocol/panel.js';
import { clickFrame, frameNamed, frames } from '../report/support/frames.js';
import { ATTACKS, hostileData } from '../report/support/hostile-data.js';
import { dataOf, plantedData, recording } from '../report/support/recordings.js';
import { PanelBrowser, type OpenPanel } from './support/panel-browser.js';

describe('the page in a panel', function () {
  this.timeout(60_000);
  const browser = new PanelBrowser();
  const data = plantedData();
  const { tree, callers } = treesOf(data);
  let panel: OpenPanel;
  let page: Page;

  before(() => browser.start());
  after(() => browser.stop());

  beforeEach(async () => {
    panel = await browser.open();
    ({ page } = panel);
  });

  afterEach(async () => {
    assert.deepEqual(panel.complaints, []);
    assert.deepEqual(panel.asked, []);
    await browser.closePages();
  });

  const frame = async (name: string) => frameNamed(await frames(page, data, tree), name);
  const fills = async (name: string) => {
    const all = await frames(page, data, tree);
    return frameNamed(all, name).width === all.find(({ node }) => node === 0)?.width;
  };
  const place = (name: string, line: number, beside = false) => {
    return { type: 'open', file: `/app/src/${name}`, line, beside };
  };

  it('says that it is ready, waits, and says when the graph is on the screen', async () => {
    assert.equal(await page.textContent('#report'), 'Reading the recording…');
    await panel.show({ data });
    const said = await page.evaluate(() =>
      window.rankscopeRequests.map(({ request }) => request.type),
    );
    assert.deepEqual(said, ['ready', 'painted']);
  });

  it('shows the flame graph before anything else, below two rows', async () => {
    await panel.show({ data });
    assert.equal(await page.innerText('h1'), 'node dist/rank-once.js --users 40');
    const headings = await page
      .locator('main > section')
      .evaluateAll((all) => all.map((it) => it.id));
    assert.deepEqual(headings, [
      'flame',
      'findings',
      'lines',
      'functions',
      'allocations',
      'gc',
      'notes',
    ]);
    assert.match(await page.innerText('.figures'), /CPU time\s+1\.00 s[^]*Allocated\s+100 MB/);
    assert.match(await page.innerText('.facts'), /exit code 0/);
    assert.equal(await page.locator('.theme').count(), 0);
    const box = await page.locator('.flame').boundingBox();
    assert.ok(box !== null && box.y < 220, `the graph begins at ${box?.y ?? NaN}`);
  });

  it('zooms by a click and opens lines by a click with a key', async () => {
    await panel.show({ data });
    await clickFrame(page, await frame('rank'));
    assert.ok(await fills('rank'));
    assert.deepEqual(await panel.requests(), []);
    for (const modifiers of [['Control'], ['Meta'], ['Alt']] as const) {
      const { node } = await frame('score');
      const rect = page.locator(`g.frame[data-node="${node}"] rect`);
      await rect.click({ modifiers: [...modifiers], position: { x: 3, y: 8 } });
    }
    assert.deepEqual(await panel.requests(), [
      place('score.ts', 3),
      place('score.ts', 3),
      place('score.ts', 3, true),
    ]);
    assert.ok(await fills('rank'));
  });

  it('opens by Enter and zooms by Space; what has no file it zooms', async () => {
    await panel.show({ data });
    await page.locator('#flame .search').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.deepEqual(await panel.requests(), [place('rank.ts', 5)]);
    assert.ok(!(await fills('rank')));
    await page.keyboard.press('ArrowRight');
    assert.match(await page.innerText('.flame-details'), /^JSON\.parse/);
    await page.keyboard.press('Enter');
    assert.equal((await panel.requests()).length, 1);
    assert.ok(await fills('JSON.parse'));
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    assert.ok(await fills('rank'));
    assert.equal((await panel.requests()).length, 1);
  });

  it('says how to open a line, where there is one', async () => {
    await panel.show({ data });
    assert.match(await page.innerText('.flame-details'), /Space zooms, Ctrl\+click or Enter opens/);
    const hint = page.locator('#flame .tooltip-hint');
    await page.locator(`g[data-node="${(await frame('score')).node}"]`).hover();
    assert.equal(await hint.innerText(), 'Ctrl+click opens the line, Alt+click opens it beside.');
    await page.locator(`g[data-node="${(await frame('readFileSync')).node}"]`).hover();
    assert.equal(await hint.count(), 0);
  });

  it('makes links of places in all sections', async () => {
    await panel.show({ data });
    await page.locator('.finding', { hasText: 'Line 6 of score' }).locator('.place').click();
    await page
      .locator('#lines tr.row .place')
      .first()
      .click({ modifiers: ['Alt'] });
    await page.locator('#functions tr.row', { hasText: 'rank.ts:5' }).locator('.place').click();
    await page.locator('#allocations tr.row .place').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('#gc tr.row .place').last().click();
    assert.deepEqual(await panel.requests(), [
      place('score.ts', 6),
      place('score.ts', 6, true),
      place('rank.ts', 5),
      place('rank.ts', 20),
      place('score.ts', 3),
    ]);
    assert.equal(await page.locator('.detail:visible').count(), 0);
    await page.locator('#functions').getByText('All (7)').click();
    const node = page.locator('#functions tr.row', { hasText: 'node:fs:440' }).locator('.place');
    assert.equal(await node.evaluate((it) => it.tagName), 'SPAN');
  });

  it('asks for an export of what the graph is about', async () => {
    await panel.show({ data });
    const button = page.getByRole('button', { name: 'Export…' });
    await button.click();
    await page.getByRole('tab', { name: 'Allocations' }).click();
    await button.click();
    assert.deepEqual(await panel.requests(), [
      { type: 'export', view: 'cpu' },
      { type: 'export', view: 'alloc' },
    ]);
  });

  it('looks the same when its tab is shown again', async () => {
    await panel.show({ data, recording: '/ws/.rankscope/1' });
    await page.getByText('Callers', { exact: true }).click();
    await page.locator('#flame .search').fill('rank');
    await clickFrame(page, frameNamed(await frames(page, data, callers), 'sort'));
    const before = await look(page);
    await page.locator('#gc').scrollIntoViewIfNeeded();
    await page.waitForFunction(() =>
      /"scrollTop":[1-9]/.test(sessionStorage.getItem('state') ?? ''),
    );
    const scrolled = await page.evaluate(() => window.scrollY);
    await panel.load();
    await panel.show({ data });
    assert.deepEqual(await look(page), before);
    assert.ok(Math.abs((await page.evaluate(() => window.scrollY)) - scrolled) < 2);
  });

  it('keeps which recording it shows, for an editor that starts again', async () => {
    await panel.show({ data, recording: '/ws/.rankscope/1' });
    const state = await page.evaluate(() => sessionStorage.getItem('state'));
    assert.equal((JSON.parse(state ?? '') as { recording?: string }).recording, '/ws/.rankscope/1');
  });

  it('draws the whole when what it kept makes no sense', async () => {
    for (const state of [
      '{"flame":{"subject":"gpu"}}',
      '{"flame":{"subject":"cpu","direction":"callees","search":"","zoomed":123456}}',
      '[]',
      '7',
    ]) {
      await page.evaluate((text) => sessionStorage.setItem('state', text), state);
      await panel.load();
      await panel.show({ data });
      assert.equal((await frames(page, data, tree)).length, tree.frame.length);
    }
  });

  it('points to a function, at once or later, whatever it showed before', async () => {
    const focus = { subject: 'cpu', file: '/app/src/score.ts', line: 3 } as const;
    await panel.show({ data, focus });
    const matches = () => page.locator('g.frame[data-match="yes"]').count();
    assert.equal(await page.inputValue('#flame .search'), 'score');
    assert.equal(await matches(), 2);
    await panel.send({
      type: 'focus',
      focus: { subject: 'allocations', file: '/app/src/rank.ts', line: 20 },
    });
    await page.waitForSelector('#tab-allocations[aria-selected="true"]');
    assert.equal(await page.inputValue('#flame .search'), 'copy');
    assert.equal(await matches(), 1);
    await panel.send({ type: 'focus', focus: { ...focus, line: 999 } });
    await panel.send({ type: 'focus', focus });
    await page.waitForSelector('#tab-cpu[aria-selected="true"]');
    assert.equal(await matches(), 2);
  });

  it('says in one sentence that there is nothing to show, instead of half a view', async () => {
    await panel.show({ data });
    const message = '/ws/<b>bad</b>.cpuprofile: It is no profile but seems to be text.';
    await panel.send({ type: 'fail', message });
    await page.waitForSelector('[role="alert"]');
    assert.equal(await page.innerText('body'), message);
    assert.equal(await page.locator('svg, main, header, b').count(), 0);
    await panel.show({ data });
    assert.equal(await page.locator('g.frame').count(), tree.frame.length);
  });

  it('takes no notice of what is no message, or of another version’s data', async () => {
    const strange = [
      7,
      null,
      { type: 'toString' },
      { type: 'show' },
      { type: 'show', data: { ...data, schema: 'rankscope-page/0' } },
    ] as unknown as PanelMessage[];
    for (const message of strange) await panel.send(message);
    assert.equal(await page.textContent('#report'), 'Reading the recording…');
  });

  it('shows hostile names as text', async () => {
    await panel.show({ data: hostileData() });
    assert.equal(await page.title(), 'Rankscope');
    assert.equal(await page.locator('img, svg[onload], b').count(), 0);
    assert.equal(await page.locator('script').count(), 1);
    const names = await page.locator('#functions .cell-function bdi').allTextContents();
    for (const name of ATTACKS.slice(0, 5)) assert.ok(names.includes(name), name);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false);
  });

  it('says what was not recorded', async () => {
    await panel.show({ data: dataOf(recording({})) });
    assert.equal(await page.innerText('#flame .empty'), 'No CPU samples were taken.');
  });
});

describe('the security policy of a panel', function () {
  this.timeout(60_000);
  const browser = new PanelBrowser();
  before(() => browser.start());
  after(() => browser.stop());

  it('runs no script but the page’s own, and reaches nothing', async () => {
    const { page, complaints, asked } = await browser.open();
    await page.evaluate(() => {
      const inline = document.createElement('script');
      const other = document.createElement('script');
      const image = document.createElement('img');
      const style = document.createElement('style');
      inline.textContent = 'document.title = "inline"';
      other.src = 'https://panel.test/other.js';
      image.src = 'https://elsewhere.test/x.png';
      style.textContent = 'body { display: none }';
      document.body.append(inline, other, image, style);
      document.body.setAttribute('onclick', 'document.title = "attribute"');
      document.body.click();
      return fetch('https://elsewhere.test/').catch(() => undefined);
    });
    assert.equal(await page.title(), 'Rankscope');
    assert.ok(await page.locator('body').isVisible());
    assert.deepEqual(asked, []);
    assert.ok(complaints.length >= 5, complaints.join('\n'));
    assert.ok(complaints.every((each) => /Content Security Policy/.test(each)));
  });
});

function treesOf({ flames }: ReportData): {
  readonly tree: FlameTree;
  readonly callers: FlameTree;
} {
  if (flames.cpu === undefined) throw new Error('There is no flame graph of CPU time.');
  return { tree: flames.cpu.callees, callers: flames.cpu.callers };
}

/** What one sees of the flame graph. */
async function look(page: Page): Promise<unknown> {
  const drawn = await page.$$eval('g.frame', (groups) =>
    groups.map((group) => [
      group.getAttribute('data-node'),
      group.getAttribute('transform'),
      group.getAttribute('data-match'),
    ]),
  );
  return {
    drawn: drawn.map((frame) => frame.join(' ')).sort(),
    search: await page.inputValue('#flame .search'),
    found: await page.textContent('.found'),
    direction: await page.locator('#flame .choice input:checked').getAttribute('value'),
    canReset: await page.getByRole('button', { name: 'Reset zoom' }).isEnabled(),
  };
}
