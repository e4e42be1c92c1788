import type { Page } from 'playwright-core';
import type { ReportData } from '../src/core/analysis/report-data.js';
import { PanelBrowser, type OpenPanel } from '../test/panel/support/panel-browser.js';
import {
  dataOf,
  evenProfile,
  recording,
  unevenProfile,
} from '../test/report/support/recordings.js';
import { median, quantile } from './statistics.js';

const RUNS = Number(process.env['BENCH_PAIRS'] ?? 10);

/** Trees of 10 000 nodes: all alike, the worst there is to draw, and as those of real programs. */
const SHAPES: readonly (readonly [name: string, data: () => ReportData])[] = [
  ['even', () => dataOf(recording({ timeline: evenProfile(10_000, 50) }))],
  ['like real ones', () => dataOf(recording({ timeline: unevenProfile(20_000, 2000) }))],
];

/**
 * How long after the editor has sent it is a flame graph on the screen of a panel, and how long
 * does a zoom take? The page's part alone, with its script and style read anew each time.
 */
export async function panelPaint(): Promise<void> {
  const browser = new PanelBrowser();
  await browser.start();
  console.log(
    '| tree | nodes | page → ready, ms | data → painted, ms (slowest) | zoom, ms (slowest) | back, ms (slowest) |',
  );
  console.log('|---|---|---|---|---|---|');
  try {
    for (const [name, make] of SHAPES) {
      const data = make();
      const runs: Run[] = [];
      for (let run = 0; run < RUNS; run++) runs.push(await measure(browser, data));
      const nodes = data.flames.cpu?.callees.parent.length ?? 0;
      const figures = (['readyMs', 'paintedMs', 'zoomMs', 'backMs'] as const).map((each) =>
        text(runs.map((run) => run[each])),
      );
      console.log(`| ${name} | ${nodes} | ${figures.join(' | ')} |`);
    }
  } finally {
    await browser.stop();
  }
}

interface Run {
  readonly readyMs: number;
  readonly paintedMs: number;
  readonly zoomMs: number;
  readonly backMs: number;
}

async function measure(browser: PanelBrowser, data: ReportData): Promise<Run> {
  const panel = await browser.open({ width: 1400, height: 900 });
  const readyMs = await saidAfter(panel, 'ready', 0);
  const sentAtMs = await panel.page.evaluate((sent) => {
    const now = performance.now();
    window.postMessage({ type: 'show', data: sent }, '*');
    return now;
  }, data);
  await panel.page.waitForSelector('footer');
  const paintedMs = await saidAfter(panel, 'painted', sentAtMs);
  const zoomMs = await timed(panel.page, 'click');
  const backMs = await timed(panel.page, 'Escape');
  await browser.closePages();
  return { readyMs, paintedMs, zoomMs, backMs };
}

function saidAfter({ page }: OpenPanel, type: string, fromMs: number): Promise<number> {
  return page.evaluate(
    ([wanted, from]) => {
      const said = window.rankscopeRequests.find(({ request }) => request.type === wanted);
      return (said?.atMs ?? NaN) - from;
    },
    [type, fromMs] as const,
  );
}

/** Time from an event to the end of the next frame, ms. */
function timed(page: Page, event: 'click' | 'Escape'): Promise<number> {
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
    return performance.now() - start;
  }, event);
}

function text(values: readonly number[]): string {
  return `${median(values).toFixed(0)} (${quantile(values, 1).toFixed(0)})`;
}
