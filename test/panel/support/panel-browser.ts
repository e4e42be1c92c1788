import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { pageHtml } from '../../../src/editor/panel/page-html.js';
import type { ChartMessage } from '../../../src/protocol/chart.js';
import type { PanelMessage, PanelRequest } from '../../../src/protocol/panel.js';
import { BROWSER_FLAGS } from '../../support/browser.js';
import { chromiumBinary } from '../../support/tools.js';
import { VS_CODE_THEMES, type VsCodeTheme } from './vs-code-themes.js';

const built = path.resolve(import.meta.dirname, '../../../dist/webview');

const ORIGIN = 'https://panel.test';

/** What the editor's end of a page looks like to the functions that run in it. */
declare global {
  interface Window {
    rankscopeRequests: { readonly request: PanelRequest; readonly atMs: number }[];
  }
}

/** How a panel is looked at. */
export interface PanelOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: VsCodeTheme;
  /** Which page it is; that with flame graphs where nobody says otherwise. */
  readonly page?: PageName;
}

type PageName = 'panel' | 'chart';

/** Opens the page of a panel in a real browser, with an editor that only listens. */
export class PanelBrowser {
  #browser: Browser | undefined;
  readonly #contexts: BrowserContext[] = [];

  async start(): Promise<void> {
    this.#browser = await chromium.launch({
      executablePath: chromiumBinary(),
      args: BROWSER_FLAGS,
    });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
  }

  /** Closes the pages that are open. */
  async closePages(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }

  async open(options: PanelOptions = {}): Promise<OpenPanel> {
    if (this.#browser === undefined) throw new Error('The browser was not started.');
    const { width = 1000, height = 800, theme = VS_CODE_THEMES.dark } = options;
    const kind = options.page ?? 'panel';
    const context = await this.#browser.newContext({ viewport: { width, height } });
    this.#contexts.push(context);
    const asked: string[] = [];
    await context.route('**', (route) => {
      const name = route.request().url().replace(`${ORIGIN}/`, '');
      if (name === '') return route.fulfill({ contentType: 'text/html', body: html(kind) });
      const isBuilt = name === `${kind}.js` || name === `${kind}.css`;
      if (isBuilt) return route.fulfill({ path: asset(name) });
      asked.push(name);
      return route.abort();
    });
    await context.addInitScript(pretendToBeVsCode);
    const page = await context.newPage();
    const panel = new OpenPanel(page, theme, asked);
    await panel.load();
    return panel;
  }
}

/** A page that is open, and what it did. */
export class OpenPanel {
  readonly page: Page;
  /** Errors on the console, uncaught errors, and violations of the security policy. */
  readonly complaints: string[] = [];
  /** Addresses it asked for besides its own. */
  readonly asked: readonly string[];
  readonly #theme: VsCodeTheme;

  constructor(page: Page, theme: VsCodeTheme, asked: readonly string[]) {
    this.page = page;
    this.asked = asked;
    this.#theme = theme;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('dialog', (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  /** Makes the page new, as when its tab was hidden and is shown again. */
  async load(): Promise<void> {
    await this.page.goto(`${ORIGIN}/`);
    await this.wear(this.#theme);
    await this.page.waitForFunction(() =>
      window.rankscopeRequests.some(({ request }) => request.type === 'ready'),
    );
  }

  /** Changes the theme. */
  async wear({ classes, variables }: VsCodeTheme): Promise<void> {
    await this.page.evaluate(
      ([names, values]) => {
        document.body.className = names;
        const { style } = document.documentElement;
        for (const property of [...style]) style.removeProperty(property);
        for (const [name, value] of Object.entries(values)) {
          style.setProperty(`--vscode-${name}`, value);
        }
      },
      [classes, variables] as const,
    );
  }

  /** Sends a message as the editor does. */
  async send(message: PanelMessage | ChartMessage): Promise<void> {
    await this.page.evaluate((sent) => window.postMessage(sent, '*'), message);
  }

  /** Sends something to show, and waits until all of it is there. */
  async show(message: Omit<Extract<PanelMessage, { type: 'show' }>, 'type'>): Promise<void> {
    await this.send({ type: 'show', ...message });
    await this.page.waitForSelector('footer');
  }

  /** What the page has asked for since it was loaded, without what every page asks. */
  async requests(): Promise<PanelRequest[]> {
    const all = await this.page.evaluate(() => window.rankscopeRequests);
    return all
      .map(({ request }) => request)
      .filter(({ type }) => type !== 'ready' && type !== 'painted');
  }
}

function html(page: PageName): string {
  return pageHtml({
    nonce: 'bm9uY2U=',
    cspSource: ORIGIN,
    scriptUri: `${ORIGIN}/${page}.js`,
    styleUri: `${ORIGIN}/${page}.css`,
    waiting: 'Reading the recording…',
  });
}

function asset(name: string): string {
  const file = path.join(built, name);
  if (!existsSync(file)) throw new Error(`${file} is missing. Run \`npm run build\`.`);
  return file;
}

/**
 * Runs in the page, before its script: what it says is written down, what it keeps is kept. (Methods
 * only: a function that is given its name by a helper cannot be moved into a page.)
 */
function pretendToBeVsCode(): void {
  window.rankscopeRequests = [];
  Object.assign(window, {
    acquireVsCodeApi() {
      return {
        postMessage(request: PanelRequest) {
          window.rankscopeRequests.push({ request, atMs: performance.now() });
        },
        getState(): unknown {
          return JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined;
        },
        setState(state: unknown) {
          sessionStorage.setItem('state', JSON.stringify(state));
        },
      };
    },
  });
}
