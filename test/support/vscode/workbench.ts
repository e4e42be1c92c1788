import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { eventually } from '../eventually.js';
import { CodeEditor } from './code-editor.js';
import { screenshot } from './screenshot.js';
import { Tree } from './tree.js';

/** The themes pictures are taken in, as the list calls them, and the mark of the page in them. */
const THEMES = {
  dark: { label: 'Dark Modern', mark: '.vs-dark' },
  light: { label: 'Light Modern', mark: '.vs' },
  'high-contrast': { label: 'Dark High Contrast', mark: '.hc-black' },
} as const;

export type ThemeName = keyof typeof THEMES;

/** What a notification says, and what can be done about it. */
export interface Notification {
  readonly text: string;
  /** Presses one of its buttons. */
  readonly press: (button: string) => Promise<void>;
  readonly dismiss: () => Promise<void>;
}

/** A page of VS Code, by what a user sees and does. */
export class Workbench {
  readonly page: Page;
  /** The text editor that has the focus, or had it last. */
  readonly editor: CodeEditor;

  constructor(page: Page) {
    this.page = page;
    this.editor = new CodeEditor(page);
  }

  /** Runs a command by its full title in the palette, `Rankscope: Stop`. */
  async command(title: string): Promise<void> {
    await this.#openPalette(title);
    const row = this.#row(title);
    await row.click();
    // Else a quick pick that the command shows could be taken for the palette.
    await row.waitFor({ state: 'hidden' });
  }

  /** Reloads the window, and waits until it is there again. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await this.page.locator('.monaco-workbench .statusbar-item').first().waitFor();
  }

  /** Is there a command of this title in the palette? It lists those that are enabled. */
  async offersCommand(title: string): Promise<boolean> {
    await this.#openPalette(title);
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    // There is always a row, if only to say that nothing matches.
    await rows.first().waitFor();
    const offers = (await this.#row(title).count()) > 0;
    await this.page.keyboard.press('Escape');
    return offers;
  }

  /** Chooses a row of the quick pick that is open, or opens in a moment. */
  async pick(label: string | RegExp): Promise<void> {
    await this.#row(label).click();
  }

  /** The rows of the quick pick that is open, or opens in a moment. */
  async picks(): Promise<string[]> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row .label-name');
    await rows.first().waitFor();
    return (await rows.allInnerTexts()).map(inOneLine);
  }

  /** Saves under the name that the dialog proposes, and gives it; the dialog may yet open. */
  async acceptFileDialog(): Promise<string> {
    const input = this.#quickInput();
    // It first shows the folder, then the name.
    const file = await eventually(async () => {
      const value = await input.inputValue({ timeout: 1000 });
      if (value.startsWith('/') && !value.endsWith('/')) return value;
      throw new Error(`The dialog proposes no file, but ${value}.`);
    });
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    return file;
  }

  /** Answers the input box that is open, or opens in a moment. */
  async answer(text: string): Promise<void> {
    await this.#quickInput().fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Opens a file of the workspace by the end of its path; git must not ignore it. */
  async openFile(file: string): Promise<void> {
    const [name, folder] = [path.basename(file), path.dirname(file)];
    await this.#openQuickInput('Control+P', file);
    const focused = this.page.locator('.quick-input-list .monaco-list-row.focused');
    // The list of files is read while we wait, and its rows move under the mouse meanwhile.
    await eventually(async () => {
      const label = await focused.locator('.label-name').innerText({ timeout: 500 });
      const row = await focused.innerText({ timeout: 500 });
      if (label === name && (folder === '.' || row.includes(folder))) return;
      await this.page.keyboard.press('ArrowDown');
      throw new Error(`The list of files has no ${file}, but ${row}.`);
    }, 20_000);
    await this.page.keyboard.press('Enter');
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  }

  /** The tab of an open editor. */
  tab(name: string): Locator {
    return this.page.locator(`.tab[data-resource-name="${name}"]`);
  }

  /** Names of the open editors, in the order of their tabs. */
  async tabs(): Promise<string[]> {
    return this.page
      .locator('.tabs-container .tab')
      .evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute('data-resource-name') ?? ''));
  }

  /** The notification with this text; waits until there is one. */
  async notification(text: string | RegExp, limitMs = 10_000): Promise<Notification> {
    const item = this.page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ has: this.page.locator('.notification-list-item-message', { hasText: text }) })
      .first();
    const message = item.locator('.notification-list-item-message');
    await message.waitFor({ timeout: limitMs });
    return {
      text: inOneLine(await message.innerText()),
      press: (button) => item.getByRole('button', { name: button, exact: true }).click(),
      dismiss: async () => {
        await item.hover();
        await item.locator('.codicon-notifications-clear').click();
      },
    };
  }

  /** Texts of the notifications that are shown now. */
  async notifications(): Promise<string[]> {
    const messages = this.page.locator('.notifications-toasts .notification-list-item-message');
    return (await messages.allInnerTexts()).map(inOneLine);
  }

  /** The dialog that asks something, by its button; waits until there is one. */
  async pressInDialog(button: string): Promise<void> {
    await this.page
      .locator('.monaco-dialog-box')
      .getByRole('button', { name: button, exact: true })
      .click();
  }

  /** The status-bar item with this text, without its icon. */
  statusItem(text: string | RegExp): Locator {
    const exact = typeof text === 'string' ? new RegExp(`^\\s*${escaped(text)}\\s*$`, 'u') : text;
    return this.page.locator('.statusbar-item').filter({ hasText: exact }).locator('a').first();
  }

  /** Shows a container of the activity bar by its title. */
  async showContainer(title: string): Promise<void> {
    const button = this.page.locator(`a[aria-label^="${title}"]`);
    const item = this.page.locator('.activitybar .action-item').filter({ has: button });
    if ((await item.getAttribute('class'))?.includes('checked') !== true) await item.click();
    await this.page.locator('.sidebar .composite.title', { hasText: title }).waitFor();
  }

  /** A view of the side bar by its title; it must be shown. */
  view(title: string): Tree {
    const header = this.page.locator(`.pane-header[aria-label^="${title}"]`);
    return new Tree(this.page, this.page.locator('.pane').filter({ has: header }));
  }

  /** The files of the workspace. */
  get explorer(): Tree {
    return new Tree(this.page, this.page.locator('.explorer-folders-view'));
  }

  /** Shows the Problems panel, and gives what it lists. */
  async problems(): Promise<Tree> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
    return new Tree(this.page, panel);
  }

  /** The document in the webview that is shown: two frames deep; waits until it is there. */
  async webview(): Promise<Frame> {
    return eventually(async () => {
      const outer = this.page.locator('iframe.webview.ready:visible').last();
      const inner = await (await outer.elementHandle({ timeout: 500 })).contentFrame();
      const element = await inner?.$('iframe#active-frame');
      const frame = await element?.contentFrame();
      if (frame == null) throw new Error('No webview is shown.');
      return frame;
    }, 20_000);
  }

  /** All text of the terminal that is shown. */
  async terminalText(): Promise<string> {
    const rows = this.page.locator('.terminal-wrapper .xterm-rows > div');
    return (await rows.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  }

  /** Chooses an entry of the context menu of something; extensions may yet have to add it. */
  async contextMenu(of: Locator, entry: string): Promise<void> {
    const item = this.page.locator('.monaco-menu .action-item', { hasText: entry }).first();
    await eventually(async () => {
      await of.click({ button: 'right' });
      try {
        await item.click({ timeout: 1000 });
        // VS Code ignores a click that comes too soon after the menu: then it stays open.
        await item.waitFor({ state: 'hidden', timeout: 1000 });
      } catch (error) {
        await this.page.keyboard.press('Escape');
        throw error;
      }
    });
  }

  /** Switches the colour theme. */
  async theme(name: ThemeName): Promise<void> {
    const { label, mark } = THEMES[name];
    await this.command('Preferences: Color Theme');
    await this.#quickInput().fill(label);
    await this.pick(label);
    await this.page.locator(`.monaco-workbench${mark}`).waitFor();
  }

  /** Takes a picture of the page, or of a part of it, into `out/screenshots/`. */
  async screenshot(name: string, of?: Locator): Promise<void> {
    await screenshot(of ?? this.page, name);
  }

  /** The area of the editor that has the focus, with its tabs. */
  get editorArea(): Locator {
    return this.page.locator('.editor-group-container.active');
  }

  /** Takes a picture in every theme, and goes back to the dark one. */
  async screenshotsInAllThemes(name: string): Promise<void> {
    for (const theme of ['light', 'high-contrast', 'dark'] as const) {
      await this.theme(theme);
      await this.screenshot(`${name}-${theme}`);
    }
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  async #openPalette(title: string): Promise<void> {
    await this.#openQuickInput('F1', `>${title}`);
  }

  async #openQuickInput(key: string, text: string): Promise<void> {
    // While an editor or a menu closes, keys go nowhere.
    await eventually(async () => {
      await this.page.keyboard.press(key);
      await this.#quickInput().fill(text, { timeout: 1000 });
    });
  }

  #quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible input.input');
  }

  #row(label: string | RegExp): Locator {
    const exact = typeof label === 'string' ? new RegExp(`^${escaped(label)}$`, 'u') : label;
    return this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: exact }) });
  }
}

/** Text without line breaks and icons' blanks. */
function inOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
