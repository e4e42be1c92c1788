import type { FrameOrigin } from '../../src/core/analysis/name-table.js';
import { button, element } from '../dom/element.js';
import { originName } from '../flame-graph/frame-text.js';
import type { FunctionLabel, PlaceLabel } from './report-view.js';

/** A share as a number with a bar behind it. */
export function shareCell(text: string, share: number): HTMLElement {
  const bar = element('span', { class: 'share-bar', attributes: { 'aria-hidden': 'true' } });
  bar.style.inlineSize = `${Math.min(100, share * 100)}%`;
  return element('span', { class: 'share' }, bar, element('span', { class: 'figure', text }));
}

/** A figure of its own. */
export function figureCell(text: string): HTMLElement {
  return element('span', { class: 'figure', text });
}

/** The name of a function with a mark of whose code it is. */
export function functionCell({ name, origin }: FunctionLabel): HTMLElement {
  return element(
    'span',
    { class: 'function', title: name },
    originMark(origin),
    element('bdi', { class: 'cut', text: name }),
  );
}

/**
 * A place in a file, which a click opens where that can be done. A long path loses its beginning,
 * which says least.
 */
export function placeCell({ place, path, open }: PlaceLabel): HTMLElement {
  const text = element('span', { class: 'cut' }, element('bdi', { text: place }));
  if (open === undefined) return element('span', { class: 'place', title: path }, text);
  const link = button(
    { class: 'place link', title: `${path}\nAlt+click opens it beside.` },
    (event) => open(event.altKey),
  );
  link.append(text);
  return link;
}

/** A square in the colour of an origin, with its name for those who do not see it. */
export function originMark(origin: FrameOrigin): HTMLElement {
  return element(
    'span',
    { class: 'origin', title: originName(origin), attributes: { 'data-origin': origin } },
    element('span', { class: 'hidden-text', text: `${originName(origin)}: ` }),
  );
}
