import type { Locator, Page } from 'playwright-core';
import type { Workbench } from '../test/support/vscode/workbench.js';

/** What happened how long after the press of a mouse button, ms. */
export interface Shown {
  readonly textMs: number;
  readonly annotatedMs: number;
}

/** The compiler gives functions their names by this function of its own, which pages lack. */
const NAMES = 'globalThis.__name = (named) => named';

/** Makes this page, and those that open inside it from now on, able to run what follows. */
export async function preparePage(page: Page): Promise<void> {
  await page.addInitScript(NAMES);
  await page.evaluate(NAMES);
}

/** Times from a click until this text, and then the first annotation, are on the screen. */
export async function clickToAnnotations(
  { page }: Workbench,
  clicked: Locator,
  text: string,
): Promise<Shown> {
  const shown = page.evaluate(watchForAnnotations, text);
  // Until it watches.
  await page.waitForTimeout(50);
  await clicked.click();
  return shown;
}

/** Times from each key until the text on the screen has changed, ms. */
export async function typingMs({ page }: Workbench, text: string): Promise<number[]> {
  const measured = page.evaluate(watchKeys, text.length);
  await page.waitForTimeout(50);
  await page.keyboard.type(text, { delay: 60 });
  return measured;
}

/** When the flame graph that is opening was drawn, in ms since 1970; somewhat late rather than early. */
export async function flameGraphAtMs(workbench: Workbench): Promise<number> {
  const page = await workbench.webview();
  return page.evaluate(async () => {
    while (document.querySelector('.flame g.frame') === null) {
      await new Promise((done) => requestAnimationFrame(done));
    }
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return Date.now();
  });
}

/** Time from a click on a frame below the widest until it fills the width. */
export async function zoomMs(workbench: Workbench): Promise<number> {
  const page = await workbench.webview();
  return page.evaluate(async () => {
    const width = (rect: Element | null | undefined) => rect?.getBoundingClientRect().width ?? 0;
    const frames = [...document.querySelectorAll('.flame g.frame')].sort(
      (a, b) => width(b) - width(a),
    );
    const whole = width(frames[0]);
    const wanted = frames.find((frame) => width(frame) < whole - 1);
    const node = wanted?.getAttribute('data-node');
    const start = performance.now();
    wanted?.querySelector('rect')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    // Elements are used again for other frames.
    while (width(document.querySelector(`.flame g.frame[data-node="${node}"]`)) < whole - 1) {
      if (performance.now() - start > 5000) throw new Error('The flame graph has not zoomed.');
      await new Promise((done) => requestAnimationFrame(done));
    }
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
  });
}

/*
 * What follows runs in the page, so it uses nothing from outside.
 */

function watchForAnnotations(text: string): Promise<Shown> {
  const isAnnotated = (span: Element) => getComputedStyle(span, '::after').content !== 'none';
  return new Promise((resolve) => {
    const onPress = () => {
      removeEventListener('pointerdown', onPress, true);
      const start = performance.now();
      let textMs: number | undefined;
      const look = () => {
        const lines = document.querySelector('.editor-group-container.active .view-lines');
        const ms = performance.now() - start;
        if (lines?.textContent.replaceAll('\u00a0', ' ').includes(text) === true) textMs ??= ms;
        const spans = lines?.querySelectorAll('span[class*="ced-"]') ?? [];
        if (textMs !== undefined && [...spans].some(isAnnotated)) {
          resolve({ textMs, annotatedMs: ms });
        } else requestAnimationFrame(look);
      };
      look();
    };
    addEventListener('pointerdown', onPress, true);
  });
}

function watchKeys(count: number): Promise<number[]> {
  return new Promise((resolve) => {
    const measured: number[] = [];
    let pressedAt: number | undefined;
    const lines = document.querySelector('.editor-group-container.active .view-lines');
    const observer = new MutationObserver(() => {
      if (pressedAt === undefined) return;
      const start = pressedAt;
      pressedAt = undefined;
      requestAnimationFrame(() =>
        setTimeout(() => {
          measured.push(performance.now() - start);
          if (measured.length < count) return;
          observer.disconnect();
          removeEventListener('keydown', onKey, true);
          resolve(measured);
        }),
      );
    });
    const onKey = () => (pressedAt = performance.now());
    if (lines !== null) {
      observer.observe(lines, { childList: true, subtree: true, characterData: true });
    }
    addEventListener('keydown', onKey, true);
  });
}
