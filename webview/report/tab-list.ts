import { button, element } from '../dom/element.js';

/** One tab. */
export interface Tab<Value extends string> {
  readonly value: Value;
  readonly text: string;
}

/** Tabs over one panel; arrow keys go from one to the next. */
export class TabList<Value extends string> {
  readonly element: HTMLElement;
  readonly #tabs: readonly Tab<Value>[];
  readonly #buttons: readonly HTMLButtonElement[];
  readonly #panel: HTMLElement;

  constructor(
    name: string,
    tabs: readonly Tab<Value>[],
    panel: HTMLElement,
    onChange: (value: Value) => void,
  ) {
    this.#tabs = tabs;
    this.#panel = panel;
    this.#buttons = tabs.map(({ value, text }) => {
      const attributes = { role: 'tab', 'aria-controls': panel.id };
      return button({ class: 'tab', id: `tab-${value}`, text, attributes }, () => {
        this.choose(value);
        onChange(value);
      });
    });
    this.element = element(
      'div',
      { class: 'tabs', attributes: { role: 'tablist', 'aria-label': name } },
      ...this.#buttons,
    );
    this.element.addEventListener('keydown', (event) => this.#key(event));
    panel.setAttribute('role', 'tabpanel');
  }

  /** Shows a tab as the chosen one, without telling anyone. */
  choose(value: Value): void {
    for (const [i, tab] of this.#tabs.entries()) {
      const isChosen = tab.value === value;
      const at = this.#buttons[i];
      at?.setAttribute('aria-selected', String(isChosen));
      at?.setAttribute('tabindex', isChosen ? '0' : '-1');
      if (isChosen) this.#panel.setAttribute('aria-labelledby', `tab-${value}`);
    }
  }

  #key(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = this.#buttons.findIndex((each) => each === document.activeElement);
    if (step === 0 || at === -1) return;
    const next = this.#buttons[(at + step + this.#buttons.length) % this.#buttons.length];
    next?.focus();
    next?.click();
    event.preventDefault();
  }
}
