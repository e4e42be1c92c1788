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
import { OPEN_KEY, originName } from '../flame-graph/frame-text.js';
import { originMark } from './cells.js';
import { Choice } from './choice.js';
import type { FlameSubject } from './page-host.js';
import { countText, type ReportView } from './report-view.js';
import { emptyState, section } from './section.js';
import { TabList } from './tab-list.js';

/** What somebody has chosen to see of the flame graphs. */
export interface FlameChoice {
  readonly subject: FlameSubject;
  readonly direction: FlameDirection;
  readonly search: string;
  /** The node that fills the width. */
  readonly zoomed: number;
}

const WHOLE_NAMES: Readonly<Record<FlameSubject, string>> = {
  cpu: 'CPU time',
  allocations: 'allocated bytes',
};

const NOTHING: Readonly<Record<FlameSubject, string>> = {
  cpu: 'No CPU samples were taken.',
  allocations: 'No allocations were recorded.',
};

const ORIGINS: readonly FrameOrigin[] = ['own', 'dependency', 'node', 'native', 'gc'];

const MORE_KEYS = 'Escape shows the whole again, arrow keys go from frame to frame.';
const KEYS = `Click or Enter zooms, ${MORE_KEYS}`;

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
  readonly #directions = new Choice<FlameDirection>(
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
  readonly #onChange: (chosen: FlameChoice) => void;
  #subject: FlameSubject = 'cpu';
  #direction: FlameDirection = 'callees';
  /** Set while a link points to certain functions, whatever their name. */
  #pointed: readonly FunctionId[] | undefined;

  constructor(view: ReportView, onChange: (chosen: FlameChoice) => void = () => undefined) {
    this.#view = view;
    this.#onChange = onChange;
    const panel = element('div', { id: 'flame-panel' });
    this.#graph = new FlameGraph(this.#host, {
      onZoom: () => {
        this.#tellZoom();
        this.#tellChange();
      },
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
    this.element = section('flame', '', this.#tabs.element, panel);
    this.#search.addEventListener('input', () => {
      this.#pointed = undefined;
      this.#find();
      this.#tellChange();
    });
    this.element.addEventListener('keydown', (event) => this.#escape(event));
  }

  /**
   * Draws what was chosen before, or the whole; to be called when the section is part of the page
   * and has a width.
   */
  draw(chosen?: FlameChoice): void {
    const { cpu, allocations } = this.#view.data.flames;
    const first = cpu === undefined && allocations !== undefined ? 'allocations' : 'cpu';
    this.#search.value = chosen?.search ?? '';
    this.#show(chosen?.subject ?? first, chosen?.direction ?? 'callees', chosen?.zoomed);
  }

  /** Makes the frames of functions stand out, and brings the graph into view. */
  pointTo(subject: FlameSubject, ids: readonly FunctionId[]): void {
    this.#pointed = ids;
    this.#search.value = this.#view.function(ids[0] ?? -1).name;
    this.#show(subject, this.#direction);
    this.element.scrollIntoView();
    this.#search.focus({ preventScroll: true });
  }

  #controls(): HTMLElement {
    const { exportProfile } = this.#view.host;
    return element(
      'div',
      { class: 'controls' },
      this.#directions.element,
      this.#reset,
      this.#search,
      this.#found,
      exportProfile && button({ text: 'Export…' }, () => exportProfile(this.#subject)),
    );
  }

  #tree(): FlameTree | undefined {
    return this.#view.data.flames[this.#subject]?.[this.#direction];
  }

  #show(subject: FlameSubject, direction: FlameDirection, zoomed = 0): void {
    this.#subject = subject;
    this.#direction = direction;
    this.#tabs.choose(subject);
    this.#directions.choose(direction);
    const tree = this.#tree();
    this.#empty.hidden = tree !== undefined;
    this.#empty.textContent = NOTHING[subject];
    this.#host.hidden = tree === undefined;
    if (tree !== undefined) {
      const data = {
        tree,
        label: (frame: FunctionId) => this.#view.function(frame),
        valueText: subject === 'cpu' ? durationText : bytesText,
        wholeName: WHOLE_NAMES[subject],
      };
      this.#graph.show(data, zoomed);
    }
    this.#find();
    this.#tellZoom();
    this.#details.textContent = tree === undefined ? '' : this.#keys();
    this.#tellChange();
  }

  /** What keys and pointer do here. */
  #keys(): string {
    if (this.#view.host.openPlace === undefined) return KEYS;
    return `Click or Space zooms, ${OPEN_KEY}+click or Enter opens the line, ${MORE_KEYS}`;
  }

  #tellChange(): void {
    this.#onChange({
      subject: this.#subject,
      direction: this.#direction,
      search: this.#search.value,
      zoomed: this.#tree() === undefined ? 0 : this.#graph.zoomed(),
    });
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
    const pointed = this.#pointed;
    if (pointed !== undefined) return (frame) => pointed.includes(frame);
    const wanted = this.#search.value.trim().toLowerCase();
    if (wanted === '') return undefined;
    return (frame) => {
      const { name, place } = this.#view.function(frame);
      return `${name} ${place}`.toLowerCase().includes(wanted);
    };
  }

  #tellZoom(): void {
    const tree = this.#tree();
    this.#reset.disabled = tree === undefined || this.#graph.zoomed() === 0;
    this.#left.textContent = tree === undefined ? '' : leftOut(tree, this.#graph.drawn().left);
  }

  /** Escape in the search box clears the search first. */
  #escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (event.target === this.#search && this.#search.value !== '') {
      this.#search.value = '';
      this.#pointed = undefined;
      this.#find();
      this.#tellChange();
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
