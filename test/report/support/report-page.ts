import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { ReportData } from '../../../src/core/analysis/report-data.js';
import { htmlReport } from '../../../src/core/report/html-report.js';
import { BROWSER_FLAGS } from '../../support/browser.js';
import { chromiumBinary } from '../../support/tools.js';

const built = path.resolve(import.meta.dirname, '../../../dist/webview');

/** The page of some data as a user gets it, with the built script. */
function pageOf(data: ReportData): string {
  return htmlReport(data, { script: asset('report.js'), style: asset('report.css'), sha256 });
}

/** SHA-256 in base64, as a content security policy names a script. */
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function asset(name: string): string {
  const file = path.join(built, name);
  if (!existsSync(file)) throw new Error(`${file} is missing. Run \`npm run build\`.`);
  return readFileSync(file, 'utf8');
}

/** A page that is open, and what it did that it must not do. */
export interface OpenReport {
  readonly page: Page;
  readonly html: string;
  /** Errors on the console, uncaught errors, and violations of the security policy. */
  readonly complaints: string[];
  /** Addresses it asked for besides its own. */
  readonly requests: string[];
}

/** How a page is looked at. */
export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** Opens reports from disk in a real browser. */
export class ReportBrowser {
  #browser: Browser | undefined;
  #folder = '';
  readonly #contexts: BrowserContext[] = [];

  async start(): Promise<void> {
    this.#folder = mkdtempSync(path.join(tmpdir(), 'rankscope-report-'));
    this.#browser = await chromium.launch({
      executablePath: chromiumBinary(),
      args: BROWSER_FLAGS,
    });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Closes the pages that are open. */
  async closePages(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }

  async open(data: ReportData, options: PageOptions = {}): Promise<OpenReport> {
    if (this.#browser === undefined) throw new Error('The browser was not started.');
    const html = pageOf(data);
    const file = path.join(this.#folder, `report-${this.#contexts.length}.html`);
    writeFileSync(file, html);
    const { width = 1280, height = 900, colorScheme = 'light' } = options;
    const context = await this.#browser.newContext({ viewport: { width, height }, colorScheme });
    this.#contexts.push(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    const url = pathToFileURL(file).href;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== url) requests.push(request.url());
    });
    await page.goto(url);
    await page.waitForSelector('.flame-host, .empty', { state: 'attached' });
    return { page, html, complaints, requests };
  }
}
