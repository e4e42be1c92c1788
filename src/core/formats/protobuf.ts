import { ProfileFormatError } from '../model/errors.js';
import { checkCount } from './limits.js';

/** A 64-bit integer: a number as long as that is exact. */
export type Int64 = number | bigint;

/** Longest encoding of 64 bits: https://protobuf.dev/programming-guides/encoding/#varints */
const LONGEST_VARINT = 10;

/** Bytes of a varint that a double adds up exactly. */
const EXACT_BYTES = 7;

/** Wire types: https://protobuf.dev/programming-guides/encoding/#structure */
export const VARINT = 0;
export const LENGTH_DELIMITED = 2;

const SIZE_OF_FIXED: ReadonlyMap<number, number> = new Map([
  [1, 8],
  [5, 4],
]);

/**
 * Reads one protobuf message field by field. Unlike lenient decoders, which take what is left of a
 * file that was cut short for the whole of it, this one throws `ProfileFormatError` at the first
 * byte that does not fit.
 */
export class ProtobufReader {
  /** Number of the current field. */
  field = 0;
  /** Wire type of the current field. */
  type = 0;
  /** Value of the current field, when it is a varint. */
  value: Int64 = 0;
  readonly #bytes: Uint8Array;
  readonly #first: number;
  readonly #limit: number;
  #at: number;
  /** Where the content of the current field starts and ends, when it has a length. */
  #start = 0;
  #end = 0;

  /** Reads the message that fills `bytes` from `start` to `end`. */
  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#first = start;
    this.#at = start;
    this.#limit = end;
  }

  /** Goes back to the start of the message. */
  rewind(): void {
    this.#at = this.#first;
  }

  /** Goes to the next field; false at the end of the message. */
  next(): boolean {
    if (this.#at >= this.#limit) return false;
    const tag = this.#varint();
    if (typeof tag !== 'number' || tag < 8 || tag >= 2 ** 32) throw this.#malformed();
    this.field = Math.floor(tag / 8);
    this.type = tag % 8;
    if (this.type === VARINT) {
      this.value = this.#varint();
    } else {
      const size = this.type === LENGTH_DELIMITED ? this.#varint() : SIZE_OF_FIXED.get(this.type);
      if (typeof size !== 'number' || size < 0) throw this.#malformed();
      if (size > this.#limit - this.#at) throw this.#cut();
      this.#start = this.#at;
      this.#end = this.#at + size;
      this.#at = this.#end;
    }
    return true;
  }

  /** The bytes of this message that are still to be read. */
  content(): Uint8Array {
    return this.#bytes.subarray(this.#at, this.#limit);
  }

  /** The message in the current field. */
  message(): ProtobufReader {
    if (this.type !== LENGTH_DELIMITED) throw this.#malformed();
    return new ProtobufReader(this.#bytes, this.#start, this.#end);
  }

  /** The integer in the current field. */
  integer(): Int64 {
    if (this.type !== VARINT) throw this.#malformed();
    return this.value;
  }

  /** Adds the integers of the current field, of which there is one or a packed row, to `into`. */
  integers(into: Int64[]): void {
    if (this.type === VARINT) {
      into.push(this.value);
      return;
    }
    const packed = this.message();
    while (packed.#at < packed.#limit) {
      into.push(packed.#varint());
      checkCount(into.length, 'frames in one stack');
    }
  }

  /** Two's complement, as int64; a uint64 of 2^63 or more, which only ids are, stays distinct. */
  #varint(): Int64 {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < EXACT_BYTES; i++) {
      if (this.#at >= this.#limit) throw this.#cut();
      const byte = this.#bytes[this.#at++]!;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
    return this.#longVarint(value);
  }

  #longVarint(low: number): Int64 {
    let value = BigInt(low);
    for (let i = EXACT_BYTES; i < LONGEST_VARINT; i++) {
      if (this.#at >= this.#limit) throw this.#cut();
      const byte = this.#bytes[this.#at++]!;
      value |= BigInt(byte & 0x7f) << BigInt(7 * i);
      if (byte < 0x80) {
        if (value >= 2n ** 64n) throw this.#malformed();
        const signed = BigInt.asIntN(64, value);
        const number = Number(signed);
        return Number.isSafeInteger(number) ? number : signed;
      }
    }
    throw this.#malformed();
  }

  #malformed(): ProfileFormatError {
    return new ProfileFormatError(
      'malformed',
      `Byte ${this.#at} does not fit the protobuf of a pprof profile.`,
      this.#at,
    );
  }

  /** A field that goes beyond its message was cut with the file, or its length is wrong. */
  #cut(): ProfileFormatError {
    if (this.#limit < this.#bytes.length) return this.#malformed();
    return new ProfileFormatError(
      'truncated',
      'It ends in the middle of a field: the rest of it is missing.',
      this.#at,
    );
  }
}
