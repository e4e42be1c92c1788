import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually.js';

/** A line of source as it is drawn. */
export interface ShownLine {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  /** What decorations add behind the text, empty when nothing. */
  readonly after: string;
  /** CSS colours that decorations paint behind the whole line. */
  readonly backgrounds: readonly string[];
}

/** A code lens as it is drawn. */
export interface ShownLens {
  /** Of the line below it, counting from 1. */
  readonly line: number;
  readonly text: string;
}

/** The active text editor. Only lines in sight are drawn, so only those can be read. */
export class CodeEditor {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The lines in sight, from top to bottom. */
  async lines(): Promise<ShownLine[]> {
    const read = await this.root.evaluate(readLines);
    return read.sort((a, b) => a.line - b.line);
  }

  /** Lines with something behind their text; waits until there are some. */
  async annotations(limitMs?: number): Promise<ShownLine[]> {
    return eventually(async () => {
      const found = (await this.lines()).filter(({ after }) => after !== '');
      if (found.length === 0) throw new Error('No line in sight has an annotation.');
      return found;
    }, limitMs);
  }

  /** The only line in sight with this in its text. */
  async lineWith(text: string): Promise<ShownLine> {
    return eventually(async () => {
      const lines = await this.lines();
      const found = lines.filter((line) => line.text.includes(text));
      if (found[0] !== undefined && found.length === 1) return found[0];
      throw new Error(
        `${found.length} lines have ${text} in lines ${lines[0]?.line ?? '-'} to ${lines.at(-1)?.line ?? '-'}.`,
      );
    });
  }

  /** The code lenses in sight, from top to bottom. */
  async lenses(): Promise<ShownLens[]> {
    const read = await this.root.evaluate(readLenses);
    return read.sort((a, b) => a.line - b.line).map(({ line, text }) => ({ line, text }));
  }

  /** The first code lens in sight with this text, to click on. */
  lens(text: string | RegExp): Locator {
    return this.root
      .locator('.codelens-decoration[monaco-visible-content-widget] a')
      .filter({ hasText: text })
      .first();
  }

  /** The code lens with this text above a line, to click on; waits until it is there. */
  async lensAbove(line: number, text: RegExp): Promise<Locator> {
    return eventually(async () => {
      const lenses = await this.root.evaluate(readLenses);
      const found = lenses.find((lens) => lens.line === line && text.test(lens.text));
      // Until VS Code knows what a lens does, it is drawn as text.
      if (found !== undefined && found.id !== '') return this.root.locator(`[id="${found.id}"]`);
      throw new Error(`No lens ${String(text)} above line ${line} in ${JSON.stringify(lenses)}`);
    });
  }

  /** Moves the cursor to a line, and the line into sight. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.#page.keyboard.press('Control+G');
    await this.#page.locator('.quick-input-widget:visible input.input').fill(`:${line}:${column}`);
    const row = this.#page.locator('.quick-input-list .monaco-list-row', { hasText: `${line}` });
    await row.first().click();
    await this.#page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await eventually(async () => {
      if (!(await this.lines()).some((shown) => shown.line === line)) {
        throw new Error(`Line ${line} is not in sight.`);
      }
    });
  }

  /** The number of the line the cursor is on. */
  async cursorLine(): Promise<number> {
    const item = this.#page.locator('[id="status.editor.selection"]');
    return Number(/Ln (\d+)/u.exec(await item.innerText())?.[1]);
  }

  /** Types at the cursor. */
  async type(text: string): Promise<void> {
    await this.root.locator('.view-lines').first().waitFor();
    await this.#page.keyboard.type(text);
  }

  /** Writes the file, and waits until it is written. */
  async save(): Promise<void> {
    await this.#page.keyboard.press('Control+S');
    await this.#page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** The text of the hover over the first place of a text in sight. */
  async hover(text: string): Promise<string> {
    const hover = this.#page.locator('.monaco-editor .monaco-hover:visible');
    // A lens that comes meanwhile moves the text from under the mouse.
    await eventually(async () => {
      const place = await this.root.evaluate(placeOfText, text);
      if (place === undefined) throw new Error(`${text} is not in sight.`);
      await this.#page.mouse.move(0, 0);
      await hover.waitFor({ state: 'hidden', timeout: 3000 });
      await this.#page.mouse.move(place.x, place.y);
      await hover.first().waitFor({ timeout: 3000 });
    }, 20_000);
    return eventually(async () => {
      const text = (await hover.allInnerTexts()).join('\n');
      // Providers answer one after the other.
      if (/^Loading\.\.\.$/mu.test(text)) throw new Error(`A hover is still loading: ${text}`);
      return text;
    });
  }

  get root(): Locator {
    return this.#page.locator('.editor-group-container.active .editor-instance .monaco-editor');
  }
}

/*
 * What follows runs in the page, so it uses nothing from outside.
 */

/** The middle of the first place of a text in one line. */
function placeOfText(editor: Element, text: string): { x: number; y: number } | undefined {
  for (const line of editor.querySelectorAll('.view-lines > .view-line')) {
    const start = line.textContent.replaceAll('\u00a0', ' ').indexOf(text);
    if (start < 0) continue;
    const middle = start + Math.floor(text.length / 2);
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let offset = 0, node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (middle < offset + length) {
        const range = document.createRange();
        range.setStart(node, middle - offset);
        range.setEnd(node, middle - offset + 1);
        const box = range.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
      offset += length;
    }
  }
  return undefined;
}

function readLines(editor: Element): ShownLine[] {
  const numbers = new Map<string, number>();
  for (const margin of editor.querySelectorAll<HTMLElement>('.margin-view-overlays > div')) {
    const number = margin.querySelector('.line-numbers')?.textContent;
    if (number) numbers.set(margin.style.top, Number(number));
  }
  const backgrounds = new Map<string, string[]>();
  for (const overlay of editor.querySelectorAll<HTMLElement>('.view-overlays > div')) {
    const whole = [...overlay.querySelectorAll<HTMLElement>('.cdr')].filter(
      ({ style }) => style.width === '100%',
    );
    const colours = whole.map((each) => getComputedStyle(each).backgroundColor);
    backgrounds.set(
      overlay.style.top,
      colours.filter((colour) => colour !== 'rgba(0, 0, 0, 0)'),
    );
  }
  return [...editor.querySelectorAll<HTMLElement>('.view-lines > .view-line')].flatMap((shown) => {
    const line = numbers.get(shown.style.top);
    if (line === undefined) return [];
    const after = [...shown.querySelectorAll('span')].map((span) => {
      const content = /^"(.*)"$/su.exec(getComputedStyle(span, '::after').content)?.[1] ?? '';
      return content.replaceAll('\\"', '"');
    });
    return {
      line,
      text: shown.textContent.replaceAll('\u00a0', ' '),
      after: after.join('').replaceAll('\u00a0', ' ').trim(),
      backgrounds: backgrounds.get(shown.style.top) ?? [],
    };
  });
}

function readLenses(editor: Element): (ShownLens & { readonly id: string })[] {
  const lines = [...editor.querySelectorAll<HTMLElement>('.margin-view-overlays > div')].map(
    (margin) => ({
      top: parseFloat(margin.style.top),
      line: Number(margin.querySelector('.line-numbers')?.textContent),
    }),
  );
  const shown = '.codelens-decoration[monaco-visible-content-widget]';
  return [...editor.querySelectorAll<HTMLElement>(shown)].flatMap((widget) => {
    const top = parseFloat(widget.style.top);
    const below = lines.filter((line) => line.top > top && line.line > 0);
    const line = Math.min(...below.map((each) => each.line));
    return [...widget.querySelectorAll('a, span:not(.codicon)')].flatMap((part) => {
      const text = part.textContent.replace(/\s+/gu, ' ').trim();
      return text === '' || text === '|' ? [] : { line, text, id: part.id };
    });
  });
}
