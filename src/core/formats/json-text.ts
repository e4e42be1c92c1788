import { ProfileFormatError } from '../model/errors.js';
import { decodeText } from './text.js';

/**
 * `JSON.parse` of V8 keeps open brackets on the heap, so depth costs memory and no stack: a heap
 * profile nests two levels a frame. Beyond this depth it is no call stack but an attack.
 */
const DEEPEST_NESTING = 2_000_000;

/** A syntax error this close to the end is what remains of a literal that was cut. */
const LONGEST_LITERAL = 6;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The value of a JSON file. Throws `ProfileFormatError` of kind empty, truncated or malformed. */
export function parseJson(bytes: Uint8Array): unknown {
  const { openAtEnd, deepest } = bracketsOf(bytes);
  if (deepest > DEEPEST_NESTING) {
    throw new ProfileFormatError(
      'malformed',
      `The JSON is nested more than ${DEEPEST_NESTING} levels deep.`,
    );
  }
  const text = decodeText(bytes);
  if (text.trim() === '') throw new ProfileFormatError('empty', 'There is nothing in it.');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw jsonError(error instanceof Error ? error.message : '', text, openAtEnd);
  }
}

function jsonError(message: string, text: string, openAtEnd: boolean): ProfileFormatError {
  const position = /at position (\d+)/.exec(message)?.[1];
  const offset = position === undefined ? undefined : Number(position);
  const stopsAtEnd =
    offset === undefined
      ? !message.startsWith('Unexpected token')
      : offset >= text.length - LONGEST_LITERAL;
  if (openAtEnd && stopsAtEnd) {
    return new ProfileFormatError(
      'truncated',
      'The JSON ends in the middle: the rest of it is missing.',
      text.length,
    );
  }
  const where = offset === undefined ? '' : ` near character ${offset}`;
  return new ProfileFormatError('malformed', `It is no valid JSON${where}.`, offset);
}

/** How deep brackets nest, and whether a bracket or a string is still open at the end. */
function bracketsOf(bytes: Uint8Array): { openAtEnd: boolean; deepest: number } {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === QUOTE) {
      i++;
      while (i < bytes.length && bytes[i] !== QUOTE) i += bytes[i] === BACKSLASH ? 2 : 1;
      if (i >= bytes.length) return { openAtEnd: true, deepest };
    } else if (byte === 0x7b || byte === 0x5b) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
    }
  }
  return { openAtEnd: depth > 0, deepest };
}
