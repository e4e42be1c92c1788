import { bytesText, durationText, percentText } from '../../src/core/analysis/figures.js';
import {
  coveredShare,
  flameIndex,
  type FlameDirection,
  type FlameTree,
} from '../../src/core/analysis/flame-tree.js';
import type { FrameOrigin, FunctionId } from '../../src/core/analysis/name-table.js';
import { button, element } from '../dom/element.js';
import { FlameGraph } from '../flame-graph/flame-graph.js';
import { originName } from '../flame-graph/frame-text.js';
import { originMark } from './cells.js';
import { Choice } from './choice.js';
import { countText, type ReportView } from './report-view.js';
import { emptyState, section } from './section.js';
import { TabList } from './tab-list.js';

/** What a flame graph is about. */
export type FlameSubject = 'cpu' | 'allocations';

const WHOLE_NAMES: Readonly<Record<FlameSubject, string>> = {
  cpu: 'CPU time',
  allocations: 'allocated bytes',
};

const NOTHING: Readonly<Record<FlameSubject, string>> = {
  cpu: 'No CPU samples were taken.',
  allocations: 'No allocations were recorded.',
};

const ORIGINS: readonly FrameOrigin[] = ['own', 'dependency', 'node', 'native', 'gc'];

const KEYS =
  'Click or Enter zooms, Escape shows the whole again, arrow keys go from frame to frame.';

/** The flame graphs of a recording under their tabs. */
export class FlameSection {
  readonly element: HTMLElement;
  readonly #view: ReportView;
  readonly #graph: FlameGraph;
  readonly #tabs: TabList<FlameSubject>;
  readonly #search = element('input', {
    class: 'search',
    attributes: {
      type: 'search',
      placeholder: 'Search functions and files',
      'aria-label': 'Search',
    },
  });
  readonly #found = element('span', { class: 'found', attributes: { role: 'status' } });
  readonly #reset = button({ text: 'Reset zoom' }, () => this.#graph.reset());
  readonly #details = element('p', {
    class: 'flame-details',
    attributes: { 'aria-live': 'polite' },
  });
  readonly #left = element('p', { class: 'note' });
  readonly #empty = emptyState('');
  readonly #host = element('div', { class: 'flame-host' });
  #subject: FlameSubject = 'cpu';
  #direction: FlameDirection = 'callees';
  /** Set while a link points to one function, whatever its name. */
  #pointed: FunctionId | undefined;

  constructor(view: ReportView) {
    this.#view = view;
    const panel = element('div', { id: 'flame-panel' });
    this.#graph = new FlameGraph(this.#host, {
      onZoom: () => this.#tellZoom(),
      onFocus: (_, text) => {
        this.#details.textContent = text;
      },
    });
    this.#tabs = new TabList<FlameSubject>(
      'What the graph shows',
      [
        { value: 'cpu', text: 'CPU' },
        { value: 'allocations', text: 'Allocations' },
      ],
      panel,
      (subject) => this.#show(subject, this.#direction),
    );
    panel.append(this.#controls(), legend(), this.#empty, this.#host, this.#details, this.#left);
    this.element = section('flame', 'Flame graph', '', this.#tabs.element, panel);
    this.#search.addEventListener('input', () => {
      this.#pointed = undefined;
      this.#find();
    });
    this.element.addEventListener('keydown', (event) => this.#escape(event));
  }

  /** Draws; to be called when the section is part of the page and has a width. */
  draw(): void {
    const { cpu, allocations } = this.#view.data.flames;
    this.#show(cpu === undefined && allocations !== undefined ? 'allocations' : 'cpu', 'callees');
  }

  /** Makes the frames of one function stand out, and brings the graph into view. */
  pointTo(subject: FlameSubject, id: FunctionId): void {
    this.#pointed = id;
    this.#search.value = this.#view.function(id).name;
    this.#show(subject, this.#direction);
    this.element.scrollIntoView();
    this.#search.focus({ preventScroll: true });
  }

  #controls(): HTMLElement {
    const direction = new Choice<FlameDirection>(
      'Direction',
      [
        { value: 'callees', text: 'Top-down', title: 'Below each frame is what it calls' },
        {
          value: 'callers',
          text: 'Callers',
          title: 'Below each frame is what calls it (bottom-up)',
        },
      ],
      'callees',
      (chosen) => this.#show(this.#subject, chosen),
    );
    return element(
      'div',
      { class: 'controls' },
      direction.element,
      this.#reset,
      this.#search,
      this.#found,
    );
  }

  #tree(): FlameTree | undefined {
    return this.#view.data.flames[this.#subject]?.[this.#direction];
  }

  #show(subject: FlameSubject, direction: FlameDirection): void {
    this.#subject = subject;
    this.#direction = direction;
    this.#tabs.choose(subject);
    const tree = this.#tree();
    this.#empty.hidden = tree !== undefined;
    this.#empty.textContent = NOTHING[subject];
    this.#host.hidden = tree === undefined;
    if (tree !== undefined) {
      this.#graph.show({
        tree,
        label: (frame) => this.#view.function(frame),
        valueText: subject === 'cpu' ? durationText : bytesText,
        wholeName: WHOLE_NAMES[subject],
      });
    }
    this.#find();
    this.#tellZoom();
    this.#details.textContent = tree === undefined ? '' : KEYS;
  }

  /** Highlights what is searched for, and says how much of the whole it is. */
  #find(): void {
    const tree = this.#tree();
    const isMatch = this.#matcher();
    this.#graph.highlight(isMatch);
    this.#found.textContent = '';
    if (tree === undefined || isMatch === undefined) return;
    const hits = new Set(tree.frame.filter((frame) => frame >= 0 && isMatch(frame)));
    const share = coveredShare(flameIndex(tree), (node) => hits.has(tree.frame[node]!));
    this.#found.textContent =
      hits.size === 0
        ? 'No match'
        : `${countText(hits.size, 'function')}, ${percentText(share)} of ${WHOLE_NAMES[this.#subject]}`;
  }

  #matcher(): ((frame: number) => boolean) | undefined {
    if (this.#pointed !== undefined) return (frame) => frame === this.#pointed;
    const wanted = this.#search.value.trim().toLowerCase();
    if (wanted === '') return undefined;
    return (frame) => {
      const { name, place } = this.#view.function(frame);
      return `${name} ${place}`.toLowerCase().includes(wanted);
    };
  }

  #tellZoom(): void {
    const tree = this.#tree();
    this.#reset.disabled = tree === undefined || !this.#graph.isZoomed();
    this.#left.textContent = tree === undefined ? '' : leftOut(tree, this.#graph.drawn().left);
  }

  /** Escape in the search box clears the search first. */
  #escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (event.target === this.#search && this.#search.value !== '') {
      this.#search.value = '';
      this.#pointed = undefined;
      this.#find();
    } else {
      this.#graph.reset();
    }
    event.preventDefault();
  }
}

function legend(): HTMLElement {
  const list = element('ul', { class: 'legend', attributes: { 'aria-label': 'Colours' } });
  for (const origin of ORIGINS) {
    const mark = originMark(origin);
    mark.replaceChildren();
    list.append(element('li', {}, mark, element('span', { text: originName(origin) })));
  }
  return list;
}

/** What the graph does not show, in a sentence; empty when it shows everything. */
function leftOut({ folded, self }: FlameTree, narrow: number): string {
  const parts: string[] = [];
  const whole = self.reduce((total, value) => total + value, 0);
  if (folded.calls > 0) {
    parts.push(
      `${countText(folded.calls, 'call')} below ${smallShareText(folded.belowShare)} of the whole ` +
        `${folded.calls === 1 ? 'is' : 'are'} summed up as “(small frames)”, ` +
        `${percentText(folded.value / whole)} in all.`,
    );
  }
  if (narrow > 0) {
    parts.push(
      `${countText(narrow, 'more frame')} ${narrow === 1 ? 'appears' : 'appear'} when you zoom.`,
    );
  }
  return parts.join(' ');
}

function smallShareText(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
