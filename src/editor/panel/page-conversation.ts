import type { ReportData } from '../../core/analysis/report-data.js';
import type { ExportView } from '../../io/export.js';
import {
  parsePanelRequest,
  type PanelFocus,
  type PanelMessage,
  type PanelRequest,
} from '../../protocol/panel.js';

/** A line that a page wants to be shown. */
export type PlaceRequest = Extract<PanelRequest, { type: 'open' }>;

/** What a page is told first. */
type Answer = Extract<PanelMessage, { type: 'show' | 'fail' }>;

/** What a page shows. */
export interface PageContent {
  readonly data: ReportData;
  /** See `PanelMessage`. */
  readonly recording?: string;
}

/** What the editor does for a page. */
export interface PageServices {
  /** What is there to show? Rejects with an error whose message is for the user. */
  readonly load: () => Promise<PageContent>;
  readonly openPlace: (place: PlaceRequest) => void;
  readonly exportProfile: (view: ExportView) => void;
}

/**
 * The editor's end of what is said between editor and page. A page forgets its data when its tab is
 * hidden and asks anew when it is shown, so all of this can happen any number of times.
 */
export class PageConversation {
  readonly #post: (message: PanelMessage) => void;
  readonly #services: PageServices;
  /** Does a page listen? */
  #isReady = false;
  #isPainted = false;
  /** Tells the answer to the latest `ready` from those that came too late. */
  #loads = 0;
  #focus: PanelFocus | undefined;
  /** Loaded while the page is still made, which takes longer. */
  #ahead: Promise<Answer> | undefined;
  readonly #waiting: (() => void)[] = [];

  constructor(post: (message: PanelMessage) => void, services: PageServices) {
    this.#post = post;
    this.#services = services;
    this.#ahead = this.#answer();
  }

  /** Takes a message from the page; one that is none is left alone. */
  receive(value: unknown): void {
    const request = parsePanelRequest(value);
    if (request === undefined) return;
    switch (request.type) {
      case 'ready':
        void this.#load();
        break;
      case 'painted':
        this.#isPainted = true;
        this.#settle();
        break;
      case 'open':
        this.#services.openPlace(request);
        break;
      case 'export':
        this.#services.exportProfile(request.view);
        break;
      default:
        request satisfies never;
    }
  }

  /** Brings a function into view, now or when the page is there. */
  focus(focus: PanelFocus): void {
    if (this.#isReady) this.#post({ type: 'focus', focus });
    else this.#focus = focus;
  }

  /** Resolves when the page is on the screen, or will not be: it was hidden or closed. */
  painted(): Promise<void> {
    if (this.#isPainted) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The page is gone; another may come in its place. */
  pageGone(): void {
    this.#isReady = false;
    this.#isPainted = false;
    this.#loads += 1;
    this.#settle();
  }

  async #load(): Promise<void> {
    this.#loads += 1;
    const load = this.#loads;
    this.#isReady = false;
    const answer = this.#ahead ?? this.#answer();
    this.#ahead = undefined;
    const message = await answer;
    if (load !== this.#loads) return;
    this.#isReady = true;
    const focus = this.#focus;
    this.#focus = undefined;
    this.#post(message.type === 'show' && focus !== undefined ? { ...message, focus } : message);
  }

  async #answer(): Promise<Answer> {
    try {
      return { type: 'show', ...(await this.#services.load()) };
    } catch (error) {
      return { type: 'fail', message: error instanceof Error ? error.message : String(error) };
    }
  }

  #settle(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
