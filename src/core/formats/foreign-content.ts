import { jsonOutline, type JsonOutline } from './json-outline.js';
import { decodePrefix } from './text.js';

/** First bytes of other files that people hand over, as text of one character a byte. */
const SIGNATURES: readonly (readonly [start: string, name: string])[] = [
  ['PK\x03\x04', 'a ZIP archive'],
  ['\x1f\x8b', 'gzip data inside gzip data'],
  ['\x28\xb5\x2f\xfd', 'Zstandard data'],
  ['BZh', 'bzip2 data'],
  ['\xfd7zXZ', 'xz data'],
  ['\x89PNG', 'a PNG picture'],
  ['%PDF', 'a PDF document'],
  ['\x7fELF', 'a program'],
  ['PERFILE2', 'data of Linux perf'],
  ['SQLite format 3', 'an SQLite database'],
  ['\0asm', 'a WebAssembly module'],
  ['v8-version,', 'a log of `node --prof`'],
];

const MARKUP: readonly (readonly [start: RegExp, name: string])[] = [
  [/^\s*(?:<!doctype html|<html)/i, 'an HTML page'],
  [/^\s*<svg/i, 'an SVG picture'],
  [/^\s*<\?xml/i, 'an XML document'],
];

const JSON_KEYS: readonly (readonly [key: string, name: string])[] = [
  ['snapshot.meta', 'a heap snapshot, which lists objects and not who allocated them'],
  ['traceEvents', 'a Chrome trace'],
  ['ph', 'a Chrome trace'],
  ['shared.frames', 'a speedscope file'],
  ['meta.stackwalk', 'a Firefox profile'],
  ['meta.processType', 'a Firefox profile'],
];

/** What content of another kind certainly is, for example `an HTML page`. */
export function foreignContent(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const signature = SIGNATURES.find(([first]) => start.startsWith(first));
  if (signature) return signature[1];
  const outline = jsonOutline(bytes);
  if (outline) return foreignJson(outline);
  const text = decodePrefix(bytes);
  return MARKUP.find(([first]) => first.test(text))?.[1];
}

/** What any content seems to be. */
export function describeContent(bytes: Uint8Array): string {
  const certain = foreignContent(bytes);
  if (certain !== undefined) return certain;
  if (jsonOutline(bytes)) return 'JSON of another kind';
  const text = decodePrefix(bytes);
  if (/[\0\uFFFD]/.test(text)) return 'binary data of another kind';
  if (/^(?:#{1,6} |```|---\n)/m.test(text)) return 'a Markdown text';
  return 'a plain text';
}

function foreignJson(outline: JsonOutline): string | undefined {
  return JSON_KEYS.find(([key]) => outline.has(key))?.[1];
}
