import type { Page } from 'playwright-core';
import type { FlameTree } from '../../../src/core/analysis/flame-tree.js';
import type { ReportData } from '../../../src/core/analysis/report-data.js';

/** A frame as it is drawn. */
export interface DrawnFrame {
  readonly node: number;
  /** As the data has it; narrow frames are drawn without. */
  readonly name: string;
  readonly label: string;
  readonly colour: string;
  readonly match: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** All frames that are drawn now, of this tree. */
export async function frames(page: Page, data: ReportData, tree: FlameTree): Promise<DrawnFrame[]> {
  const drawn = await page.$$eval('.flame g.frame', (groups) =>
    groups.map((group) => {
      const box = group.querySelector('rect')?.getBoundingClientRect();
      return {
        node: Number(group.getAttribute('data-node')),
        label: group.querySelector('.d3-flame-graph-label')?.textContent ?? '',
        colour: group.getAttribute('data-colour') ?? '',
        match: group.getAttribute('data-match') ?? '',
        x: box?.x ?? 0,
        y: box?.y ?? 0,
        width: box?.width ?? 0,
      };
    }),
  );
  return drawn.map((frame) => {
    return { ...frame, name: data.functions.name[tree.frame[frame.node]!] ?? '' };
  });
}

/** The only frame of this name; the widest if there are more. */
export function frameNamed(all: readonly DrawnFrame[], name: string): DrawnFrame {
  const found = all.filter((frame) => frame.name === name).sort((a, b) => b.width - a.width);
  if (found[0] === undefined) throw new Error(`No frame is called ${name}.`);
  return found[0];
}

/** Clicks into a frame. */
export async function clickFrame(page: Page, { node }: DrawnFrame): Promise<void> {
  await page
    .locator(`.flame g.frame[data-node="${node}"] rect`)
    .click({ position: { x: 3, y: 8 } });
}
