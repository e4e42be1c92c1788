import flamegraph from 'd3-flame-graph';
import { select } from 'd3-selection';
import { flameIndex, type FlameIndex } from '../../src/core/analysis/flame-tree.js';
import { element } from '../dom/element.js';
import { spokenText, Tooltip } from '../dom/tooltip.js';
import {
  drawnFrames,
  neighbourOf,
  type DrawnFrames,
  type FlameDirectionKey,
} from './drawn-frames.js';
import { chartData, decorateFrames } from './frame-drawing.js';
import { FrameCursor } from './frame-cursor.js';
import { frameText, nodeLabel } from './frame-text.js';
import type { FlameGraphData, FlameGraphEvents } from './flame-graph-data.js';
import './flame-graph.css';

/** Height of a row, px. */
const ROW = 20;

const KEYS: ReadonlyMap<string, FlameDirectionKey> = new Map([
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
]);

type FlameChart = ReturnType<typeof flamegraph>;

/** One drawing and what it was made of. */
interface Shown {
  readonly data: FlameGraphData;
  readonly index: FlameIndex;
  readonly chart: FlameChart;
}

/**
 * An interactive flame graph with its root on top: a click or Space zooms, a click with Ctrl, Cmd or
 * Alt or Enter opens the source line, Escape shows the whole again, arrow keys walk from frame to
 * frame. A frame without a line zooms instead of opening it. It knows no page around it: data goes in by `show`,
 * events come out through the callbacks. Colours are CSS variables, see `flame-graph.css`.
 */
export class FlameGraph {
  readonly #events: FlameGraphEvents;
  readonly #canvas: HTMLElement;
  readonly #scroller: HTMLElement;
  readonly #tooltip: Tooltip;
  readonly #cursor = new FrameCursor(ROW);
  readonly #resizes: ResizeObserver;
  #shown: Shown | undefined;
  #drawn: DrawnFrames | undefined;
  #isMatch: ((frame: number) => boolean) | undefined;
  #zoomed = 0;
  #focused = 0;
  #width = 0;
  /** A cursor is for those who use the keyboard. */
  #showsCursor = false;

  constructor(host: HTMLElement, events: FlameGraphEvents = {}) {
    this.#events = events;
    this.#canvas = element('div', { class: 'flame-canvas' });
    this.#scroller = element(
      'div',
      {
        class: 'flame',
        attributes: { tabindex: '0', role: 'application', 'aria-roledescription': 'flame graph' },
      },
      this.#canvas,
    );
    host.append(this.#scroller);
    this.#tooltip = new Tooltip(host);
    this.#resizes = new ResizeObserver(() => this.#resize());
    this.#resizes.observe(this.#scroller);
    this.#listen();
  }

  /** Draws other data: the whole of it, or a frame that fills the width. */
  show(data: FlameGraphData, zoomed = 0): void {
    this.#shown?.chart.destroy();
    this.#canvas.replaceChildren();
    this.#zoomed = zoomed < data.tree.parent.length ? zoomed : 0;
    this.#focused = this.#zoomed;
    this.#isMatch = undefined;
    this.#width = this.#scroller.clientWidth;
    const index = flameIndex(data.tree);
    const chart = newChart(this.#width);
    this.#shown = { data, index, chart };
    this.#scroller.setAttribute('aria-label', `Flame graph of ${data.wholeName}`);
    select(this.#canvas).datum<unknown>(this.#frames(this.#shown)).call(chart);
    this.#decorate();
    this.#scrollToZoomed(index);
  }

  /** Lets a frame fill the width. */
  zoomTo(node: number): void {
    if (this.#shown === undefined || node >= this.#shown.index.total.length) return;
    this.#zoomed = node;
    this.#focused = node;
    this.#redraw();
    this.#scrollToZoomed(this.#shown.index);
    this.#events.onZoom?.(node);
  }

  /** Shows the whole again. */
  reset(): void {
    if (this.#zoomed !== 0) this.zoomTo(0);
  }

  /** The node that fills the width; 0 when it is the whole. */
  zoomed(): number {
    return this.#zoomed;
  }

  /** Makes the frames of these functions stand out; without a rule all are alike again. */
  highlight(isMatch: ((frame: number) => boolean) | undefined): void {
    if (isMatch === undefined && this.#isMatch === undefined) return;
    this.#isMatch = isMatch;
    this.#decorate();
  }

  /** How many frames are drawn, and how many more would be if there were not so many. */
  drawn(): { readonly count: number; readonly left: number } {
    return { count: this.#drawn?.count ?? 0, left: this.#drawn?.left ?? 0 };
  }

  dispose(): void {
    this.#resizes.disconnect();
    this.#shown?.chart.destroy();
    this.#tooltip.dispose();
    this.#scroller.remove();
  }

  #listen(): void {
    // On the way down: the chart would zoom by itself, and draw everything to do it.
    this.#canvas.addEventListener('click', (event) => this.#click(event), { capture: true });
    this.#canvas.addEventListener('pointermove', (event) => this.#hover(event));
    this.#canvas.addEventListener('pointerleave', () => this.#tooltip.hide());
    this.#scroller.addEventListener('scroll', () => this.#tooltip.hide());
    this.#scroller.addEventListener('keydown', (event) => this.#key(event));
    this.#scroller.addEventListener('focus', () => {
      this.#showsCursor = this.#scroller.matches(':focus-visible');
      if (this.#showsCursor) this.#focus(this.#focused);
    });
    this.#scroller.addEventListener('blur', () => {
      this.#showsCursor = false;
      this.#cursor.hide();
    });
  }

  #click(event: MouseEvent): void {
    event.stopPropagation();
    this.#showsCursor = false;
    const node = nodeAt(event);
    if (node === undefined) return;
    this.#tooltip.hide();
    const isToOpen = event.ctrlKey || event.metaKey || event.altKey;
    if (!isToOpen || !this.#open(node, event.altKey)) this.zoomTo(node);
  }

  /** Shows the source line of a node; false when it has none that could be shown. */
  #open(node: number, beside: boolean): boolean {
    const open = this.#shown && nodeLabel(this.#shown.data, node).open;
    open?.(beside);
    return open !== undefined;
  }

  #hover(event: PointerEvent): void {
    const node = nodeAt(event);
    if (this.#shown === undefined || node === undefined) {
      this.#tooltip.hide();
      return;
    }
    const { data, index } = this.#shown;
    this.#tooltip.show(frameText(data, index, node), event.clientX, event.clientY);
  }

  #key(event: KeyboardEvent): void {
    if (this.#shown === undefined || this.#drawn === undefined) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    this.#showsCursor = true;
    const direction = KEYS.get(event.key);
    if (direction !== undefined) {
      const { data, index } = this.#shown;
      const next = neighbourOf(data.tree, index, this.#drawn, this.#focused, direction);
      if (next !== undefined) this.#focus(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (event.key === ' ' || !this.#open(this.#focused, false)) {
        this.zoomTo(this.#focused);
        this.#focus(this.#focused);
      }
    } else if (event.key === 'Escape') {
      this.#tooltip.hide();
      this.reset();
      this.#focus(0);
    } else if (event.key === 'Home') {
      this.#focus(0);
    } else {
      return;
    }
    event.preventDefault();
  }

  #focus(node: number): void {
    if (this.#shown === undefined) return;
    this.#focused = node;
    this.#cursor.moveTo(this.#canvas, node);
    const { data, index } = this.#shown;
    this.#events.onFocus?.(node, spokenText(frameText(data, index, node)));
  }

  /** Brings the frame that fills the width to the top, below two of its callers. */
  #scrollToZoomed({ depth }: FlameIndex): void {
    this.#scroller.scrollTop = Math.max(0, ((depth[this.#zoomed] ?? 0) - 2) * ROW);
  }

  #resize(): void {
    const width = this.#scroller.clientWidth;
    // A hidden graph has no width; it is drawn when it is seen.
    if (this.#shown === undefined || width === 0 || width === this.#width) return;
    this.#width = width;
    this.#shown.chart.width(width);
    this.#redraw();
  }

  #redraw(): void {
    if (this.#shown === undefined) return;
    this.#shown.chart.update(this.#frames(this.#shown));
    this.#decorate();
  }

  /** What there is to see now, for the chart. */
  #frames({ data, index }: Shown): object | undefined {
    this.#drawn = drawnFrames(data.tree, index, this.#zoomed, this.#width);
    return chartData(data.tree, index, this.#drawn, this.#zoomed);
  }

  #decorate(): void {
    if (this.#shown === undefined) return;
    decorateFrames(this.#canvas, {
      ...this.#shown.data,
      isMatch: this.#isMatch,
      width: this.#width,
      rowHeight: ROW,
    });
    if (this.#showsCursor) this.#cursor.moveTo(this.#canvas, this.#focused);
    else this.#cursor.hide();
  }
}

function newChart(width: number): FlameChart {
  const noTip = Object.assign(() => undefined, { show: () => undefined, hide: () => undefined });
  return (
    flamegraph()
      .width(width)
      .cellHeight(ROW)
      .inverted(true)
      .transitionDuration(0)
      // Labels, colours and tooltips are drawn here; the chart must not do it again.
      .getName(() => '')
      .setColorMapper(() => 'none')
      .tooltip(noTip)
  );
}

/** The frame under the pointer. */
function nodeAt(event: MouseEvent): number | undefined {
  const frame = event.target instanceof Element ? event.target.closest('g.frame') : null;
  const node = frame?.getAttribute('data-node');
  return node == null ? undefined : Number(node);
}
