import type { Frame, Locator } from 'playwright-core';
import { eventually } from '../../support/eventually.js';
import type { Workbench } from '../../support/vscode/workbench.js';

/** A frame of a flame graph as it is drawn. */
export interface DrawnFrame {
  /** Its name, as far as there is room. */
  readonly label: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly isMatch: boolean;
}

/** The page with flame graphs that VS Code shows. */
export class FlamePage {
  readonly #page: Frame;

  private constructor(page: Frame) {
    this.#page = page;
  }

  /** Waits until the page that is shown has drawn its graph. */
  static async shownIn(workbench: Workbench): Promise<FlamePage> {
    return eventually(async () => {
      const page = await workbench.webview();
      await page.locator('.flame g.frame').first().waitFor({ timeout: 2000 });
      return new FlamePage(page);
    }, 20_000);
  }

  /** What is recorded, and when, and how. */
  async header(): Promise<string> {
    return this.#page.locator('header').innerText();
  }

  /** The frames that have room for their name, widest first. */
  async frames(): Promise<DrawnFrame[]> {
    const drawn = await this.#page.locator('.flame g.frame').evaluateAll((groups) =>
      groups.map((group) => ({
        label: group.querySelector('.d3-flame-graph-label')?.textContent ?? '',
        width: group.querySelector('rect')?.getBoundingClientRect().width ?? 0,
        isMatch: group.getAttribute('data-match') === 'yes',
      })),
    );
    return drawn.filter(({ label }) => label !== '').sort((a, b) => b.width - a.width);
  }

  /** The widest frame of this name; waits until there is one. */
  async frame(name: string): Promise<DrawnFrame> {
    return eventually(async () => {
      const frames = await this.frames();
      const found = frames.find(({ label }) => label === name);
      if (found !== undefined) return found;
      throw new Error(`No frame ${name} in ${frames.map(({ label }) => label).join(' | ')}`);
    });
  }

  /** Clicks into the first frame of this name. */
  async click(name: string, modifiers: ('Control' | 'Alt')[] = []): Promise<void> {
    await this.#page
      .locator('.flame g.frame')
      .filter({ has: this.#page.locator('.d3-flame-graph-label', { hasText: name }) })
      .first()
      .locator('rect')
      .click({ position: { x: 3, y: 8 }, modifiers });
  }

  /** The field for names to search for. */
  get search(): Locator {
    return this.#page.locator('input.search');
  }

  /** What the search has found, in words. */
  get found(): Locator {
    return this.#page.locator('.found');
  }

  async press(button: string): Promise<void> {
    await this.#page.getByRole('button', { name: button, exact: true }).click();
  }

  async chooseTab(name: string): Promise<void> {
    await this.#page.getByRole('tab', { name, exact: true }).click();
  }
}
