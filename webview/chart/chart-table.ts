import { durationText } from '../../src/core/analysis/figures.js';
import { groups } from '../../src/core/analysis/superlinear.js';
import type { ChartSeries, SweepChart } from '../../src/protocol/chart.js';
import { button, element, svgElement } from '../dom/element.js';
import { AHEAD, forecast } from './chart-layout.js';
import { shortNumber } from './log-scale.js';
import { marker } from './marker.js';
import { seriesClass } from './scaling-chart.js';

/** The numbers of the chart, and its legend: a row for each series. */
export function chartTable(
  data: SweepChart,
  onOpen: (series: ChartSeries) => void,
  onPoint: (index: number | undefined) => void,
): HTMLElement {
  const sizes = data.sizes.map((size) => `${data.parameter} = ${groups(size)}`);
  const titles = ['What', 'Growth', 'Model', ...sizes];
  const head = element('tr');
  for (const text of [...titles, `expected at ${AHEAD}×`]) {
    head.append(element('th', { text, attributes: { scope: 'col' } }));
  }
  const body = element('tbody');
  for (const [index, series] of data.series.entries()) {
    const made = row(data, series, index, onOpen);
    made.addEventListener('pointerenter', () => onPoint(index));
    made.addEventListener('pointerleave', () => onPoint(undefined));
    made.addEventListener('focusin', () => onPoint(index));
    made.addEventListener('focusout', () => onPoint(undefined));
    body.append(made);
  }
  const caption = element('caption', {
    text: 'Work is counted: rounds of loops and steps inside of builtins. Time is taken in runs without counters.',
  });
  const table = element('table', {}, caption, element('thead', {}, head), body);
  return element('div', { class: 'table-scroll' }, table);
}

function row(
  { sizes }: SweepChart,
  series: ChartSeries,
  index: number,
  onOpen: (series: ChartSeries) => void,
): HTMLTableRowElement {
  const { growth, uncertainty, model, values, isSuperlinear } = series;
  const next = forecast(series, sizes);
  const figures = [
    `n^${growth.toFixed(2)} ± ${uncertainty.toFixed(2)}`,
    model,
    ...values.map((value) => valueText(series, value)),
    next === undefined
      ? '–'
      : `${expectedText(series, next.value)} (${expectedText(series, next.low)} – ${expectedText(series, next.high)})`,
  ];
  const made = element('tr', { class: isSuperlinear ? 'superlinear' : '' });
  made.append(what(series, index, onOpen));
  for (const text of figures) made.append(element('td', { class: 'figure', text }));
  return made;
}

function what(
  series: ChartSeries,
  index: number,
  onOpen: (series: ChartSeries) => void,
): HTMLTableCellElement {
  const { title, place, file, unit, isSuperlinear } = series;
  const swatch = svgElement('svg', {
    class: seriesClass(series, index),
    width: 16,
    height: 16,
    viewBox: '-8 -8 16 16',
    'aria-hidden': 'true',
  });
  swatch.append(marker(index, unit === 'ms', 0, 0));
  const name = element('span', { class: 'title', text: title });
  const mark = isSuperlinear
    ? element('span', { class: 'badge warning', text: 'faster than its input' })
    : undefined;
  const where =
    file === ''
      ? undefined
      : button({ class: 'place link', text: place, title: 'Show the line' }, () => onOpen(series));
  const all = element('div', { class: 'what' }, swatch, name, mark, where);
  return element('th', { attributes: { scope: 'row' } }, all);
}

function valueText({ unit }: ChartSeries, value: number): string {
  return unit === 'ms' ? durationText(value * 1000) : groups(value);
}

/** Nobody knows what is expected to the last digit. */
function expectedText(series: ChartSeries, value: number): string {
  return series.unit === 'ms' ? valueText(series, value) : shortNumber(value);
}
