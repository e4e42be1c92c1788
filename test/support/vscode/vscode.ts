import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { ServedVscode } from '../../../scripts/support/serve-vscode.mjs';
import { vsixFile } from '../../../scripts/support/vsix.mjs';
import { BROWSER_FLAGS } from '../browser.js';
import { chromiumBinary } from '../tools.js';
import { screenshot } from './screenshot.js';
import { Workbench } from './workbench.js';

export type Settings = Readonly<Record<string, unknown>>;

/** How VS Code is started. */
export interface VscodeOptions {
  /** User settings. */
  readonly settings?: Settings;
  /** Added to the environment that extensions see. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * What is tested: the packaged extension, as a user has it, or the one that a page is told of,
   * by tests inside it.
   */
  readonly tests?: 'package' | 'page';
}

/** How a folder is opened. */
export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  /** What the workbench is told besides; `extensionTestsPath` and the like. */
  readonly payload?: Readonly<Record<string, string>>;
}

/** What tests would stumble over, and what would make pictures of the same thing differ. */
const TEST_SETTINGS: Settings = {
  'editor.cursorBlinking': 'solid',
  'editor.lightbulb.enabled': 'off',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.stickyScroll.enabled': false,
  'security.workspace.trust.enabled': false,
  // Otherwise it draws on a canvas, which no test can read.
  'terminal.integrated.gpuAcceleration': 'off',
  // The sample comes without the types it is compiled with.
  'typescript.validate.enable': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.editor.useModal': 'off',
  'workbench.layoutControl.enabled': false,
  'workbench.reduceMotion': 'on',
};

/** Real VS Code in a real browser; everything it starts ends with `stop`. */
export class Vscode {
  readonly #served: ServedVscode;
  readonly #browser: Browser;
  #settings: Settings;

  private constructor(served: ServedVscode, browser: Browser, settings: Settings) {
    this.#served = served;
    this.#browser = browser;
    this.#settings = settings;
  }

  static async start(options: VscodeOptions = {}): Promise<Vscode> {
    const { env = {}, tests = 'package' } = options;
    const settings = { ...TEST_SETTINGS, ...options.settings };
    const what = tests === 'page' ? { withDriver: true } : { vsix: await packagedExtension() };
    const served = await ServedVscode.start({ ...what, settings, env });
    try {
      const browser = await chromium.launch({
        executablePath: chromiumBinary(),
        args: BROWSER_FLAGS,
      });
      return new Vscode(served, browser, settings);
    } catch (error) {
      await served.stop();
      throw error;
    }
  }

  /** Where extensions are installed. */
  get extensions(): string {
    return this.#served.extensions;
  }

  /** How the workbench names a file. */
  remoteUri(file: string): string {
    return this.#served.remoteUri(file);
  }

  /** Opens a folder or a `.code-workspace` file in a page with nothing of earlier ones. */
  async open(workspace: string, options: OpenOptions = {}): Promise<Workbench> {
    const { width = 1280, height = 800, payload } = options;
    const context = await this.#browser.newContext({ viewport: { width, height } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const workbench = new Workbench(page);
    await page.goto(this.#served.urlOf(workspace, payload));
    await page.locator('.monaco-workbench .statusbar-item').first().waitFor();
    return workbench;
  }

  /** Changes some user settings, for pages that are opened from now on. */
  async configure(settings: Settings): Promise<void> {
    this.#settings = { ...this.#settings, ...settings };
    await this.#served.writeSettings(this.#settings);
  }

  /** Takes a picture of every page that is open. */
  async takePictures(name: string): Promise<void> {
    const stem = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 120);
    const pages = this.#browser.contexts().flatMap((context) => context.pages());
    for (const [i, page] of pages.entries()) await screenshot(page, `${stem}-${i}`);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#served.stop();
  }
}

/**
 * Starts VS Code for the surrounding `describe`; the tests find it in `current`. Of a test that
 * fails there is a picture of every page.
 */
export function vscodeForTests(options?: VscodeOptions): { readonly current: Vscode } {
  let current: Vscode | undefined;
  before(async function () {
    this.timeout(60_000);
    current = await Vscode.start(options);
  });
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state === 'failed') await current?.takePictures(`failed-${test.fullTitle()}`);
  });
  after(async function () {
    this.timeout(30_000);
    await current?.stop();
  });
  return {
    get current(): Vscode {
      if (current === undefined) throw new Error('VS Code was not started yet.');
      return current;
    },
  };
}

async function packagedExtension(): Promise<string> {
  const file = await vsixFile();
  if (existsSync(file)) return file;
  throw new Error(`${file} is missing. Run \`npm run package\`.`);
}
