import { element } from '../dom/element.js';

/** A part of the page under its own heading, which links can lead to. */
export function section(
  id: string,
  title: string,
  note: string,
  ...children: readonly (Node | undefined)[]
): HTMLElement {
  return element(
    'section',
    { id, attributes: { 'aria-labelledby': `${id}-title` } },
    element('h2', { id: `${id}-title`, text: title }),
    note === '' ? undefined : element('p', { class: 'note', text: note }),
    ...children,
  );
}

/** Says that there is nothing to show, and why. */
export function emptyState(text: string): HTMLElement {
  return element('p', { class: 'empty', text });
}
