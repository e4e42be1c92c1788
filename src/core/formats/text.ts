import { ProfileFormatError } from '../model/errors.js';

// TypeScript has these two only among the types of a browser or of Node, and core takes neither.
// Every host has them: https://encoding.spec.whatwg.org/
declare class TextDecoder {
  constructor(encoding: string, options?: { fatal?: boolean });
  decode(bytes: Uint8Array): string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array;
}

/** One text holds no more in V8: `v8::String::kMaxLength` on 64-bit machines. */
const LONGEST_TEXT = 2 ** 29 - 24;

/** How much of a file is looked at to tell what it is. */
const PREFIX_BYTES = 64 * 1024;

/** Size of the pieces in which text is encoded, in UTF-16 units. */
const PIECE_LENGTH = 64 * 1024;

/** UTF-8 as text, without a byte order mark; bytes that are no UTF-8 become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > LONGEST_TEXT) {
    const size = Math.round(bytes.length / 2 ** 20);
    throw new ProfileFormatError(
      'too-large',
      `The text is ${size} MiB long, and one text can hold no more than 512 MiB.`,
    );
  }
  return new TextDecoder('utf-8').decode(bytes);
}

/** The beginning of a file as text, enough to tell what it is. */
export function decodePrefix(bytes: Uint8Array): string {
  return decodeText(bytes.subarray(0, PREFIX_BYTES));
}

/** Collects text as UTF-8 bytes: a file may be longer than the longest text. */
export class Utf8Writer {
  readonly #encoder = new TextEncoder();
  readonly #pieces: Uint8Array[] = [];
  #pending: string[] = [];
  #pendingLength = 0;

  write(text: string): void {
    this.#pending.push(text);
    this.#pendingLength += text.length;
    if (this.#pendingLength >= PIECE_LENGTH) this.#flush();
  }

  /** All that was written. */
  bytes(): Uint8Array {
    this.#flush();
    const whole = new Uint8Array(this.#pieces.reduce((sum, piece) => sum + piece.length, 0));
    let offset = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, offset);
      offset += piece.length;
    }
    return whole;
  }

  #flush(): void {
    this.#pieces.push(this.#encoder.encode(this.#pending.join('')));
    this.#pending = [];
    this.#pendingLength = 0;
  }
}
