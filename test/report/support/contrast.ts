import type { Page } from 'playwright-core';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** Contrast of the first such text with what lies behind it, 1…21. */
export async function textContrast(page: Page, selector: string): Promise<number> {
  const [text, ...grounds] = await page
    .locator(selector)
    .first()
    .evaluate((found) => {
      const colours = [getComputedStyle(found).color];
      for (let at: Element | null = found; at !== null; at = at.parentElement) {
        colours.push(getComputedStyle(at).backgroundColor);
      }
      return colours;
    });
  const ground = grounds.map(parse).reduceRight(over, [255, 255, 255, 1]);
  return contrastOf(over(ground, parse(text ?? '')), ground);
}

/** Contrast of the name on the first such frame with its fill. */
export async function frameContrast(page: Page, selector: string): Promise<number> {
  const { text, fill, opacity, ground } = await page
    .locator(selector)
    .first()
    .evaluate((group) => {
      const rect = getComputedStyle(group.querySelector('rect') ?? group);
      return {
        text: getComputedStyle(group.querySelector('div') ?? group).color,
        fill: rect.fill,
        opacity: Number(rect.fillOpacity),
        ground: getComputedStyle(group.closest('.flame') ?? group).backgroundColor,
      };
    });
  const [red, green, blue] = parse(fill);
  const behind = over(parse(ground), [red, green, blue, opacity]);
  return contrastOf(parse(text), behind);
}

/** The colour in a computed style. */
export function parse(css: string): Colour {
  const numbers = (css.match(/[\d.]+/g) ?? []).map(Number);
  const scale = css.startsWith('color(srgb') ? 255 : 1;
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
  return [red * scale, green * scale, blue * scale, alpha];
}

function over(below: Colour, above: Colour): Colour {
  const [, , , alpha] = above;
  const mix = (i: 0 | 1 | 2) => above[i] * alpha + below[i] * (1 - alpha);
  return [mix(0), mix(1), mix(2), 1];
}

/** As WCAG 2 reckons it. */
export function contrastOf(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  const [r, g, b] = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
