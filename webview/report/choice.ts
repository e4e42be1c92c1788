import { element } from '../dom/element.js';

/** One of several things to choose from. */
export interface ChoiceOption<Value extends string> {
  readonly value: Value;
  readonly text: string;
  readonly title?: string;
}

let groups = 0;

/** A few options of which one is chosen, side by side. */
export class Choice<Value extends string> {
  readonly element: HTMLFieldSetElement;
  readonly #inputs = new Map<Value, HTMLInputElement>();

  constructor(
    name: string,
    options: readonly ChoiceOption<Value>[],
    chosen: Value,
    onChange: (value: Value) => void,
  ) {
    groups += 1;
    const labels = options.map(({ value, text, title }) => {
      const input = element('input', {
        attributes: { type: 'radio', name: `choice-${groups}`, value },
      });
      input.checked = value === chosen;
      input.addEventListener('change', () => onChange(value));
      this.#inputs.set(value, input);
      const label = element('label', title === undefined ? {} : { title }, input);
      label.append(element('span', { text }));
      return label;
    });
    this.element = element(
      'fieldset',
      { class: 'choice' },
      element('legend', { class: 'hidden-text', text: name }),
      ...labels,
    );
  }

  /** Chooses without telling anyone. */
  choose(value: Value): void {
    const input = this.#inputs.get(value);
    if (input !== undefined) input.checked = true;
  }
}
