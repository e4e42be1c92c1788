import {
  isChartMessage,
  type ChartData,
  type ChartSeries,
  type SweepChart,
} from '../../src/protocol/chart.js';
import { groups } from '../../src/core/analysis/superlinear.js';
import { element } from '../dom/element.js';
import type { VsCodeApi } from '../panel/vs-code-api.js';
import { Choice } from '../report/choice.js';
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
    const chosen = this.#chosen(data);
    if (chosen === undefined) return;
    const heading = element(
      'header',
      {},
      element('h1', { text: `How ${data.name} grows` }),
      element('p', { class: 'note', text: summaryOf(chosen) }),
    );
    if (data.charts.length > 1) heading.append(this.#choice(data, chosen));
    const open = (series: ChartSeries) => this.#open(series, false);
    const table = chartTable(chosen, open, (index) => this.#point(index));
    this.#root.replaceChildren(heading, element('main', {}, this.#plot, table));
    this.#draw();
  }

  /** The chart of the parameter that was chosen last, in this panel or an earlier one. */
  #chosen({ charts }: ChartData): SweepChart | undefined {
    const name = keptParameter(this.#editor.getState());
    return charts.find(({ parameter }) => parameter === name) ?? charts[0];
  }

  #choice({ charts }: ChartData, chosen: SweepChart): HTMLElement {
    const options = charts.map(({ parameter }) => ({ value: parameter, text: parameter }));
    const choice = new Choice('Parameter', options, chosen.parameter, (parameter) => {
      this.#editor.setState({ parameter });
      if (this.#data !== undefined) this.#show(this.#data);
      this.#root.querySelector<HTMLInputElement>('.choice input:checked')?.focus();
    });
    const others = Object.entries(chosen.held).map(([name, value]) => `${name} = ${groups(value)}`);
    return element(
      'div',
      { class: 'parameters' },
      choice.element,
      element('span', { class: 'note', text: `rises, with ${others.join(', ')}` }),
    );
  }

  #draw(): void {
    const chosen = this.#data && this.#chosen(this.#data);
    if (chosen === undefined || !this.#plot.isConnected) return;
    const width = Math.max(LEAST_WIDTH, Math.floor(this.#plot.clientWidth));
    const height = Math.min(MOST_HEIGHT, Math.round(width * ASPECT));
    this.#plot.replaceChildren(
      scalingChart(chosen, { width, height }, (series) => this.#open(series, true)),
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

/** The parameter in what a page has kept; nothing when there is none. */
function keptParameter(state: unknown): unknown {
  return typeof state === 'object' && state !== null && 'parameter' in state
    ? state.parameter
    : undefined;
}

function summaryOf({ parameter, series }: SweepChart): string {
  const fast = series.filter(({ isSuperlinear }) => isSuperlinear).length;
  const than = parameter === 'n' ? 'the input' : parameter;
  const found =
    fast === 0
      ? `Nothing grows faster than ${than === 'the input' ? 'its input' : than}.`
      : `${fast} of these ${fast === 1 ? 'lines grows' : 'lines grow'} faster than ${than}.`;
  return `${found} On logarithmic scales a power of ${parameter} is a straight line: the steeper, the worse.`;
}
