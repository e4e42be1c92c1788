import { durationText } from '../../src/core/analysis/figures.js';
import type { ReportGc, ReportGcBar } from '../../src/core/analysis/report-data.js';
import type { GcKind } from '../../src/core/model/recording.js';
import { element, svgElement } from '../dom/element.js';
import { spokenText, Tooltip, type TooltipText } from '../dom/tooltip.js';
import { countText, type ReportView } from './report-view.js';

/** What the kinds of collection are called here. */
export const KIND_NAMES: Readonly<Record<GcKind, string>> = {
  minor: 'Minor',
  major: 'Major',
  incremental: 'Incremental',
  weak: 'Weak callbacks',
};

/** The lanes are drawn in these units and stretched to the page. */
const WIDTH = 1000;
const HEIGHT = 56;

/** A shorter bar could not be seen. */
const MIN_HEIGHT = 2;
const MIN_WIDTH = 0.9;

/**
 * Pauses along the time of the recording: one bar each, as high as it was long. Arrow keys go from
 * bar to bar.
 */
export function pauseStrip(view: ReportView): HTMLElement {
  const { gc, startUs, endUs } = view.data;
  const spanUs = Math.max(1, endUs - startUs);
  const tooltipHost = element('div');
  const tooltip = new Tooltip(tooltipHost);
  const spoken = element('p', { class: 'strip-details', attributes: { 'aria-live': 'polite' } });
  const strip = element('div', { class: 'strip' });
  for (const lane of gc.lanes) {
    const bars = laneElement(view, lane, spanUs);
    listen(bars, lane.bars, (bar) => barText(view, bar), tooltip, spoken);
    const name = gc.lanes.length > 1 ? threadName(lane.thread) : durationText(gc.maxUs);
    const title = gc.lanes.length > 1 ? name : 'The longest pause';
    strip.append(element('span', { class: 'lane-name', text: name, title }), bars);
  }
  strip.append(element('span'), timeAxis(spanUs));
  return element('div', { class: 'strip-host' }, strip, spoken, tooltipHost);
}

type Lane = ReportGc['lanes'][number];

function threadName({ name, pid, tid }: Lane['thread']): string {
  return name === '' ? `${pid}/${tid}` : name;
}

function laneElement({ data }: ReportView, lane: Lane, spanUs: number): SVGSVGElement {
  const svg = svgElement('svg', {
    class: 'lane',
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    preserveAspectRatio: 'none',
    tabindex: 0,
    role: 'img',
    'aria-label': `Pauses of thread ${threadName(lane.thread)}: ${countText(lane.bars.length, 'bar')}`,
  });
  for (const [i, bar] of lane.bars.entries()) {
    const height = Math.max(MIN_HEIGHT, (bar.longestUs / (data.gc.maxUs || 1)) * HEIGHT);
    const width = Math.max(MIN_WIDTH, ((bar.endUs - bar.startUs) / spanUs) * WIDTH);
    const x = Math.min(WIDTH - width, (bar.startUs / spanUs) * WIDTH);
    svg.append(
      svgElement('rect', {
        class: 'gc-bar',
        'data-bar': i,
        'data-kind': bar.kind,
        x: x.toFixed(2),
        y: (HEIGHT - height).toFixed(2),
        width: width.toFixed(2),
        height: height.toFixed(2),
      }),
    );
  }
  return svg;
}

function listen(
  svg: SVGSVGElement,
  bars: readonly ReportGcBar[],
  text: (bar: ReportGcBar) => TooltipText,
  tooltip: Tooltip,
  spoken: HTMLElement,
): void {
  let current = -1;
  const mark = (next: number) => {
    svg.querySelector('.current')?.classList.remove('current');
    svg.querySelector(`[data-bar="${next}"]`)?.classList.add('current');
    current = next;
  };
  svg.addEventListener('pointermove', (event) => {
    const at = nearestBar(svg, event);
    const bar = at === undefined ? undefined : bars[at];
    mark(bar === undefined ? -1 : (at ?? -1));
    if (bar === undefined) tooltip.hide();
    else tooltip.show(text(bar), event.clientX, event.clientY);
  });
  svg.addEventListener('pointerleave', () => {
    mark(-1);
    tooltip.hide();
  });
  svg.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    mark(Math.min(bars.length - 1, Math.max(0, current + step)));
    const bar = bars[current];
    if (bar !== undefined) spoken.textContent = spokenText(text(bar));
  });
}

/** Bars are thin: the nearest within a few pixels is meant. */
function nearestBar(svg: SVGSVGElement, event: PointerEvent): number | undefined {
  const box = svg.getBoundingClientRect();
  const at = ((event.clientX - box.left) / box.width) * WIDTH;
  let nearest: number | undefined;
  let distance = (4 / box.width) * WIDTH;
  for (const [i, bar] of [...svg.querySelectorAll<SVGRectElement>('.gc-bar')].entries()) {
    const from = bar.x.baseVal.value;
    const away = Math.max(from - at, at - from - bar.width.baseVal.value, 0);
    if (away < distance || (away === 0 && nearest === undefined)) {
      distance = away;
      nearest = i;
    }
  }
  return nearest;
}

function barText(view: ReportView, bar: ReportGcBar): TooltipText {
  const { name, place } = view.function(bar.function);
  const isOne = bar.pauses === 1;
  const title = isOne ? `${KIND_NAMES[bar.kind]} collection` : countText(bar.pauses, 'pause');
  const began: [string, string][] = [
    ['At', durationText(bar.startUs)],
    ['Began in', place === '' ? name : `${name} (${place})`],
  ];
  if (isOne) {
    return { title, place: '', facts: [['Duration', durationText(bar.longestUs)], ...began] };
  }
  return {
    title,
    place: '',
    facts: [
      ['Together', durationText(bar.totalUs)],
      ['Longest', `${durationText(bar.longestUs)}, ${KIND_NAMES[bar.kind].toLowerCase()}`],
      ...began,
    ],
  };
}

function timeAxis(spanUs: number): HTMLElement {
  const axis = element('div', { class: 'axis', attributes: { 'aria-hidden': 'true' } });
  const step = tickStep(spanUs);
  for (let at = 0; at <= spanUs; at += step) {
    const tick = element('span', { text: at === 0 ? '0' : durationText(at) });
    tick.style.insetInlineStart = `${(at / spanUs) * 100}%`;
    if (at > spanUs * 0.94) tick.classList.add('last');
    axis.append(tick);
  }
  return axis;
}

/** A round step that makes five to ten ticks. */
function tickStep(spanUs: number): number {
  const power = 10 ** Math.floor(Math.log10(spanUs));
  const factor = [0.1, 0.2, 0.5, 1].find((each) => spanUs / (each * power) <= 10) ?? 1;
  return Math.max(1, factor * power);
}
