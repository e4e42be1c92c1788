import { decodePrefix } from './text.js';

/** Keys below this are of no use for telling formats apart. */
const DEEPEST_PATH = 3;

const JSON_START = /^\s*[{[]/;

// Strings (a key where a colon follows, possibly cut off by the end) and brackets; the rest of
// JSON does not matter here.
const TOKEN = /"((?:[^"\\]|\\.)*)(?:"(\s*:)?|\\?$)|[{}[\]]/gs;

/** Paths of keys at the beginning of a JSON text, lists left out: `nodes`, `nodes.callFrame`. */
export type JsonOutline = ReadonlySet<string>;

/**
 * Which keys does this JSON begin with? Undefined when the content is no JSON object or list. Only
 * the first 64 KiB count, so that a file is recognised before it is read.
 */
export function jsonOutline(bytes: Uint8Array): JsonOutline | undefined {
  const text = decodePrefix(bytes);
  if (!JSON_START.test(text)) return undefined;
  const outline = new Set<string>();
  const open: string[][] = [];
  let path: string[] = [];
  let key: string | undefined;
  for (const [token, content, colon] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      open.push(path);
      if (key !== undefined && path.length < DEEPEST_PATH) path = [...path, key];
      key = undefined;
    } else if (token === '}' || token === ']') {
      path = open.pop() ?? [];
      key = undefined;
    } else if (colon !== undefined) {
      key = content;
      if (path.length < DEEPEST_PATH) outline.add([...path, key].join('.'));
    }
  }
  return outline;
}
