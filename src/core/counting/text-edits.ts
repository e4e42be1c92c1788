/** Texts to be inserted into another one; nothing of it is taken out. */
export class TextEdits {
  readonly #before = new Map<number, string[]>();
  readonly #after = new Map<number, string[]>();

  /** Inserts in front of what starts here. Who encloses more has to come first. */
  before(position: number, text: string): void {
    add(this.#before, position, text);
  }

  /** Inserts behind what ends here, before all that starts here. Who encloses less comes first. */
  after(position: number, text: string): void {
    add(this.#after, position, text);
  }

  /** All insertions, in the order of the text. */
  list(): readonly { readonly position: number; readonly text: string }[] {
    const positions = [...new Set([...this.#before.keys(), ...this.#after.keys()])];
    return positions
      .sort((a, b) => a - b)
      .map((position) => ({
        position,
        text: [...(this.#after.get(position) ?? []), ...(this.#before.get(position) ?? [])].join(
          '',
        ),
      }));
  }

  /** The text with everything inserted. */
  applyTo(text: string): string {
    let result = '';
    let done = 0;
    for (const { position, text: inserted } of this.list()) {
      result += text.slice(done, position) + inserted;
      done = position;
    }
    return result + text.slice(done);
  }
}

function add(map: Map<number, string[]>, position: number, text: string): void {
  const texts = map.get(position);
  if (texts === undefined) map.set(position, [text]);
  else texts.push(text);
}
