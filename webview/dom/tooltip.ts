import { element } from './element.js';

/** What a tooltip says: a title, where that is, and figures by name. */
export interface TooltipText {
  readonly title: string;
  readonly place: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** What the pointer can do here. */
  readonly hint?: string;
}

/** Distance from the pointer, and least distance from the window's edge. */
const GAP = 12;

/** A box beside the pointer. It takes no part in what the pointer does. */
export class Tooltip {
  readonly #box = element('div', { class: 'tooltip', attributes: { 'aria-hidden': 'true' } });

  constructor(host: HTMLElement) {
    this.#box.hidden = true;
    host.append(this.#box);
  }

  /** Shows a text near this place of the window. */
  show(text: TooltipText, x: number, y: number): void {
    this.#box.replaceChildren(
      element('div', { class: 'tooltip-title', text: text.title }),
      ...(text.place === '' ? [] : [element('div', { class: 'tooltip-place', text: text.place })]),
      factList(text.facts),
      ...(text.hint === undefined
        ? []
        : [element('div', { class: 'tooltip-hint', text: text.hint })]),
    );
    this.#box.hidden = false;
    const { offsetWidth, offsetHeight } = this.#box;
    const right = x + GAP + offsetWidth > window.innerWidth ? x - GAP - offsetWidth : x + GAP;
    const below = y + GAP + offsetHeight > window.innerHeight ? y - GAP - offsetHeight : y + GAP;
    this.#box.style.left = `${Math.max(GAP, right)}px`;
    this.#box.style.top = `${Math.max(GAP, below)}px`;
  }

  hide(): void {
    this.#box.hidden = true;
  }

  dispose(): void {
    this.#box.remove();
  }
}

/** The text as one sentence, for those who listen. */
export function spokenText({ title, place, facts }: TooltipText): string {
  const parts = [title, place, ...facts.map(([name, value]) => `${name} ${value}`)];
  return parts.filter((part) => part !== '').join(', ');
}

function factList(facts: TooltipText['facts']): HTMLElement {
  const list = element('dl', { class: 'tooltip-facts' });
  for (const [name, value] of facts) {
    list.append(element('dt', { text: name }), element('dd', { text: value }));
  }
  return list;
}
