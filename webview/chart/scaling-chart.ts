import { durationText } from '../../src/core/analysis/figures.js';
import type { ChartSeries, SweepChart } from '../../src/protocol/chart.js';
import { svgElement } from '../dom/element.js';
import {
  AHEAD,
  chartLayout,
  MARGIN,
  modelLine,
  pointsOf,
  type ChartLayout,
} from './chart-layout.js';
import { logTicks, shortNumber, type LogScale } from './log-scale.js';
import { marker } from './marker.js';

/** An axis has a figure for about so many pixels. */
const TICK_WIDTH = 70;
const TICK_HEIGHT = 42;

/** Draws the chart; the table beside it says the same to those who do not see it. */
export function scalingChart(
  data: SweepChart,
  size: { readonly width: number; readonly height: number },
  onOpen: (series: ChartSeries) => void,
): SVGSVGElement {
  const { width, height } = size;
  const layout = chartLayout(data, width, height);
  const svg = svgElement('svg', {
    class: 'scaling-chart',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': `How the work grows with ${data.parameter}, on logarithmic scales. The table below has the numbers.`,
  });
  svg.append(axes(data, layout), future(data, layout));
  // The most important one is drawn last, above the others.
  for (const [index, series] of [...data.series.entries()].reverse()) {
    svg.append(drawnSeries(series, index, { data, layout, onOpen }));
  }
  return svg;
}

function axes(
  { parameter, sizes, series }: SweepChart,
  { width, height, x, y }: ChartLayout,
): SVGGElement {
  const group = svgElement('g', { class: 'axes' });
  const bottom = height - MARGIN.bottom;
  const right = width - MARGIN.right;
  for (const tick of sizeTicks(sizes, x, right - MARGIN.left)) {
    const at = x.at(tick);
    group.append(
      rule(at, MARGIN.top, at, bottom),
      label(at, bottom + 18, 'middle', shortNumber(tick)),
    );
  }
  group.append(
    label(
      (MARGIN.left + right) / 2,
      height - 6,
      'middle',
      parameter === 'n' ? 'size of the input, n' : parameter,
    ),
  );
  const most = (bottom - MARGIN.top) / TICK_HEIGHT;
  for (const tick of logTicks(y.work.from, y.work.to, most)) {
    const at = y.work.at(tick);
    group.append(
      rule(MARGIN.left, at, right, at),
      label(MARGIN.left - 8, at + 4, 'end', shortNumber(tick)),
    );
  }
  group.append(label(MARGIN.left - 8, 14, 'end', 'work'));
  if (!series.some(({ unit }) => unit === 'ms')) return group;
  for (const tick of logTicks(y.ms.from, y.ms.to, most)) {
    group.append(label(right + 8, y.ms.at(tick) + 4, 'start', tickDuration(tick)));
  }
  group.append(label(right + 8, 14, 'start', 'time'));
  return group;
}

/** The sizes themselves, where there is room for them, and round ones where there are none. */
function sizeTicks(sizes: readonly number[], x: LogScale, width: number): number[] {
  const ticks: number[] = [];
  for (const size of [x.to, ...sizes, ...logTicks(x.from, x.to, width / TICK_WIDTH)]) {
    const isFree = ticks.every((tick) => Math.abs(x.at(tick) - x.at(size)) >= TICK_WIDTH / 2);
    if (isFree) ticks.push(size);
  }
  return ticks;
}

function tickDuration(ms: number): string {
  // Nothing is that quick, but both axes have as many decades.
  if (ms < 0.001) return `${Number((ms * 1e6).toPrecision(1))} ns`;
  return durationText(ms * 1000).replace(/\.0+(?= )/, '');
}

/** What lies to the right of the last size is expected, not measured. */
function future({ sizes }: SweepChart, { x, width, height }: ChartLayout): SVGGElement {
  const group = svgElement('g', { class: 'future' });
  const from = x.at(sizes.at(-1) ?? 1);
  const right = width - MARGIN.right;
  group.append(
    svgElement('rect', {
      x: from,
      y: MARGIN.top,
      width: Math.max(0, right - from),
      height: height - MARGIN.top - MARGIN.bottom,
    }),
    label((from + right) / 2, 14, 'middle', `forecast to ${AHEAD}×`),
  );
  return group;
}

interface Drawing {
  readonly data: SweepChart;
  readonly layout: ChartLayout;
  readonly onOpen: (series: ChartSeries) => void;
}

function drawnSeries(
  series: ChartSeries,
  index: number,
  { data, layout, onOpen }: Drawing,
): SVGGElement {
  const isTime = series.unit === 'ms';
  const group = svgElement('g', { class: seriesClass(series, index), 'data-series': index });
  const model = modelLine(series, data.sizes, layout);
  if (model !== undefined) {
    group.append(
      svgElement('path', { class: 'band', d: model.band }),
      svgElement('path', { class: 'model', d: model.measured }),
      svgElement('path', { class: 'model ahead', d: model.ahead }),
    );
    // A line is thin; this is what the pointer can hit.
    if (series.file !== '') {
      group.append(svgElement('path', { class: 'hit', d: `${model.measured} ${model.ahead}` }));
    }
  }
  for (const [x, y] of pointsOf(series, data.sizes, layout)) {
    group.append(marker(index, isTime, x, y));
  }
  const title = svgElement('title');
  title.textContent = `${series.title}${series.place === '' ? '' : `, ${series.place}`}: n^${series.growth.toFixed(2)}`;
  group.append(title);
  if (series.file !== '') group.addEventListener('click', () => onOpen(series));
  return group;
}

/** What gives a series its colour, here and in the legend. */
export function seriesClass({ unit, file }: ChartSeries, index: number): string {
  const opens = file === '' ? '' : ' opens';
  return `series ${unit === 'ms' ? 'series-time' : `series-${index}`}${opens}`;
}

function rule(x1: number, y1: number, x2: number, y2: number): SVGLineElement {
  return svgElement('line', { class: 'rule', x1, y1, x2, y2 });
}

function label(x: number, y: number, anchor: string, text: string): SVGTextElement {
  const made = svgElement('text', { x, y, 'text-anchor': anchor });
  made.textContent = text;
  return made;
}
