import { isChartMessage, type ChartData, type ChartSeries } from '../../src/protocol/chart.js';
import { element } from '../dom/element.js';
import type { VsCodeApi } from '../panel/vs-code-api.js';
import { chartTable } from './chart-table.js';
import { scalingChart } from './scaling-chart.js';

/** Below this width lines cannot be told from each other; the page scrolls. */
const LEAST_WIDTH = 420;

/** Width to height, and how high a chart need not be surpassed. */
const ASPECT = 0.52;
const MOST_HEIGHT = 520;

/** The page with the scaling chart: draws what the editor sends. */
export class ChartPage {
  readonly #root: HTMLElement;
  readonly #editor: VsCodeApi;
  readonly #plot = element('div', { class: 'plot' });
  #data: ChartData | undefined;

  constructor(root: HTMLElement, editor: VsCodeApi) {
    this.#root = root;
    this.#editor = editor;
  }

  /** Asks for something to show. */
  start(): void {
    window.addEventListener('message', (event) => {
      if (isChartMessage(event.data)) this.#show(event.data.data);
    });
    new ResizeObserver(() => this.#draw()).observe(this.#plot);
    this.#editor.postMessage({ type: 'ready' });
  }

  #show(data: ChartData): void {
    this.#data = data;
    const open = (series: ChartSeries) => this.#open(series, false);
    const heading = element(
      'header',
      {},
      element('h1', { text: `How ${data.name} grows` }),
      element('p', { class: 'note', text: summaryOf(data) }),
    );
    const table = chartTable(data, open, (index) => this.#point(index));
    this.#root.replaceChildren(heading, element('main', {}, this.#plot, table));
    this.#draw();
  }

  #draw(): void {
    const data = this.#data;
    if (data === undefined || !this.#plot.isConnected) return;
    const width = Math.max(LEAST_WIDTH, Math.floor(this.#plot.clientWidth));
    const height = Math.min(MOST_HEIGHT, Math.round(width * ASPECT));
    this.#plot.replaceChildren(
      scalingChart(data, { width, height }, (series) => this.#open(series, true)),
    );
  }

  #open({ file, line }: ChartSeries, beside: boolean): void {
    this.#editor.postMessage({ type: 'open', file, line, beside });
  }

  /** Makes one series stand out among the others. */
  #point(index: number | undefined): void {
    for (const group of this.#plot.querySelectorAll('g.series')) {
      const isOther = index !== undefined && group.getAttribute('data-series') !== String(index);
      group.classList.toggle('faint', isOther);
    }
  }
}

function summaryOf({ series }: ChartData): string {
  const fast = series.filter(({ isSuperlinear }) => isSuperlinear).length;
  const found =
    fast === 0
      ? 'Nothing grows faster than its input.'
      : `${fast} of these ${fast === 1 ? 'lines grows' : 'lines grow'} faster than the input.`;
  return `${found} On logarithmic scales a power of n is a straight line: the steeper, the worse.`;
}
