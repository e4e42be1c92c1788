import type { ReportData } from '../../src/core/analysis/report-data.js';
import { visibleText } from '../../src/core/analysis/visible-text.js';
import type { PanelFocus, PanelMessage } from '../../src/protocol/panel.js';
import { element } from '../dom/element.js';
import { FlameSection, type FlameChoice } from '../report/flame-section.js';
import { footer, sectionsAround } from '../report/page.js';
import type { PageHost } from '../report/page-host.js';
import { isReportData, ReportView } from '../report/report-view.js';
import { emptyState } from '../report/section.js';
import { panelHeader } from './panel-header.js';
import { parsePanelState, type PanelState } from './panel-state.js';
import type { VsCodeApi } from './vs-code-api.js';

/** What is shown, until something else is. */
interface Shown {
  readonly view: ReportView;
  readonly flame: FlameSection;
  readonly recording: string | undefined;
}

/** The page of a panel: shows what the editor sends, and asks the editor for what it cannot do. */
export class PanelPage {
  readonly #root: HTMLElement;
  readonly #editor: VsCodeApi;
  readonly #host: PageHost;
  #shown: Shown | undefined;

  constructor(root: HTMLElement, editor: VsCodeApi) {
    this.#root = root;
    this.#editor = editor;
    this.#host = {
      openPlace: ({ file, line }, beside) =>
        editor.postMessage({ type: 'open', file, line, beside }),
      exportProfile: (subject) =>
        editor.postMessage({ type: 'export', view: subject === 'cpu' ? 'cpu' : 'alloc' }),
    };
  }

  /** Asks for something to show. */
  start(): void {
    window.addEventListener('message', (event) => {
      if (isPanelMessage(event.data)) this.#take(event.data);
    });
    document.addEventListener('scrollend', () => this.#keep({ scrollTop: window.scrollY }));
    this.#editor.postMessage({ type: 'ready' });
  }

  #take(message: PanelMessage): void {
    switch (message.type) {
      case 'show':
        this.#show(message.data, message.recording, message.focus);
        break;
      case 'focus':
        if (this.#shown !== undefined) pointTo(this.#shown, message.focus);
        break;
      case 'fail':
        this.#shown = undefined;
        this.#root.replaceChildren(failure(message.message));
        afterPaint(() => this.#editor.postMessage({ type: 'painted' }));
        break;
      default:
        message satisfies never;
    }
  }

  /** Draws the flame graph at once, and the rest when that is on the screen. */
  #show(data: ReportData, recording: string | undefined, focus: PanelFocus | undefined): void {
    const kept = parsePanelState(this.#editor.getState());
    const view = new ReportView(data, this.#host);
    const flame = new FlameSection(view, (chosen) => this.#keep({ flame: chosen }));
    const shown: Shown = { view, flame, recording };
    this.#shown = shown;
    const main = element('main', {}, flame.element);
    this.#root.replaceChildren(panelHeader(view), main);
    if (focus === undefined || !pointTo(shown, focus)) flame.draw(kept?.flame);
    afterPaint(() => {
      if (this.#shown !== shown) return;
      this.#editor.postMessage({ type: 'painted' });
      const { findings, tables } = sectionsAround(flame, view);
      main.append(findings, ...tables);
      this.#root.append(footer(data));
      if (focus === undefined && kept !== undefined && window.scrollY === 0) {
        window.scrollTo({ top: kept.scrollTop, behavior: 'instant' });
      }
    });
  }

  #keep(change: { readonly flame: FlameChoice } | { readonly scrollTop: number }): void {
    const kept = parsePanelState(this.#editor.getState());
    const flame = 'flame' in change ? change.flame : kept?.flame;
    if (this.#shown === undefined || flame === undefined) return;
    const { recording } = this.#shown;
    const state: PanelState = {
      flame,
      scrollTop: 'scrollTop' in change ? change.scrollTop : (kept?.scrollTop ?? 0),
      ...(recording !== undefined && { recording }),
    };
    this.#editor.setState(state);
  }
}

/** Makes the functions that begin at a line stand out; false when the page knows none. */
function pointTo({ view, flame }: Shown, focus: PanelFocus): boolean {
  const { files, functions } = view.data;
  const path = visibleText(focus.file);
  const ids = [...functions.name.keys()].filter(
    (id) => functions.line[id] === focus.line && files[functions.file[id] ?? -1]?.path === path,
  );
  if (ids.length > 0) flame.pointTo(focus.subject, ids);
  return ids.length > 0;
}

function failure(message: string): HTMLElement {
  const text = emptyState(message);
  text.setAttribute('role', 'alert');
  return text;
}

/** Runs when what is drawn now is on the screen: the next frame begins after it was painted. */
function afterPaint(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}

/** Messages come from VS Code alone, so their type stands for the rest; data names its version. */
function isPanelMessage(value: unknown): value is PanelMessage {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  if (value.type === 'show') return 'data' in value && isReportData(value.data);
  return value.type === 'focus' || value.type === 'fail';
}
