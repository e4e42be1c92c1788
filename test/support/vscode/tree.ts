import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually.js';

/** A row of a tree as it is drawn. */
export interface TreeRow {
  readonly label: string;
  /** What stands dimmed behind the label. */
  readonly description: string;
  /** From decorations: in the explorer, a hot file's. */
  readonly badge: string;
  /** 1 for the outermost. */
  readonly level: number;
}

/** A tree of VS Code: the explorer, a view, the Problems panel. Rows out of sight do not count. */
export class Tree {
  readonly #page: Page;
  readonly #root: Locator;

  constructor(page: Page, root: Locator) {
    this.#page = page;
    this.#root = root;
  }

  /** The rows that are drawn now, from top to bottom. */
  async rows(): Promise<TreeRow[]> {
    const rows = this.#root.locator('.monaco-list-row');
    const read = await rows.evaluateAll((elements) =>
      elements.map((row) => {
        const label = row.querySelector('.monaco-icon-label');
        const badge = label === null ? '' : getComputedStyle(label, '::after').content;
        return {
          index: Number(row.getAttribute('data-index')),
          label: (row.querySelector('.label-name') ?? row).textContent,
          description: row.querySelector('.label-description')?.textContent ?? '',
          badge: /^"(.*)"$/u.exec(badge)?.[1] ?? '',
          level: Number(row.getAttribute('aria-level')),
        };
      }),
    );
    // VS Code keeps rows in the order it made them.
    return read
      .sort((a, b) => a.index - b.index)
      .map(({ index: _, ...row }) => ({ ...row, label: row.label.trim() }));
  }

  /** The row of this label, as it is drawn; waits until there is one. */
  async row(label: string | RegExp, limitMs?: number): Promise<TreeRow> {
    return eventually(async () => {
      const rows = await this.rows();
      const found = rows.find((row) =>
        typeof label === 'string' ? row.label === label : label.test(row.label),
      );
      if (found !== undefined) return found;
      throw new Error(`No row ${String(label)} in: ${rows.map((row) => row.label).join(' | ')}`);
    }, limitMs);
  }

  /** The element of the first row with this text, to click on. */
  element(text: string | RegExp): Locator {
    return this.#root.locator('.monaco-list-row').filter({ hasText: text }).first();
  }

  /** Unfolds a row that is folded. */
  async expand(text: string | RegExp): Promise<void> {
    const row = this.element(text);
    if ((await row.getAttribute('aria-expanded')) === 'false') {
      await row.locator('.monaco-tl-twistie').click();
    }
  }

  /** Presses a button that a row shows while the mouse is over it, by its title. */
  async press(text: string | RegExp, button: string): Promise<void> {
    const row = this.element(text);
    await row.hover();
    await row.locator(`.actions a[aria-label^="${button}"]`).click();
  }

  /** The text of the view when it has no rows but a welcome. */
  async welcome(): Promise<string> {
    const content = this.#root.locator('.welcome-view-content');
    // Until the extension is there, VS Code says that it is not.
    await content.locator('.monaco-button').first().waitFor();
    return content.innerText();
  }

  /** The text VS Code shows over a row. */
  async tooltip(text: string | RegExp): Promise<string> {
    const hover = this.#page.locator('.workbench-hover-container:visible .monaco-hover');
    // Over one thing right after another it would show the one before for a moment.
    await this.#page.mouse.move(0, 0);
    await hover.waitFor({ state: 'hidden' });
    await this.element(text).hover();
    await hover.waitFor();
    return hover.innerText();
  }
}
