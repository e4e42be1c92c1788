import { element } from '../dom/element.js';

/** The parts of a page by the id that links lead to, with their headings. */
const TITLES = {
  findings: 'Findings',
  flame: 'Flame graph',
  lines: 'Hot lines',
  functions: 'Hot functions',
  allocations: 'Allocation sites',
  gc: 'Garbage collection',
  notes: 'Notes',
} as const;

/** A part of the page, as links call it. */
export type SectionId = keyof typeof TITLES;

/** A part of the page under its own heading. */
export function section(
  id: SectionId,
  note: string,
  ...children: readonly (Node | undefined)[]
): HTMLElement {
  return element(
    'section',
    { id, attributes: { 'aria-labelledby': `${id}-title` } },
    element('h2', { id: `${id}-title`, text: TITLES[id] }),
    note === '' ? undefined : element('p', { class: 'note', text: note }),
    ...children,
  );
}

/** Links to parts of the page. */
export function navigation(ids: readonly SectionId[]): HTMLElement {
  const list = element('ul');
  for (const id of ids) {
    const link = element('a', { text: TITLES[id], attributes: { href: `#${id}` } });
    list.append(element('li', {}, link));
  }
  return element('nav', { class: 'page-nav', attributes: { 'aria-label': 'Sections' } }, list);
}

/** Says that there is nothing to show, and why. */
export function emptyState(text: string): HTMLElement {
  return element('p', { class: 'empty', text });
}
