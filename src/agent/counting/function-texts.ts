import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countingText } from '../../core/counting/rewrite.js';
import { isSitesFile, SITES_ENDING } from '../../protocol/counting.js';
import { parseJson } from '../../protocol/guards.js';
import type { SourceText } from './source-text.js';

/** Names that rewriting puts into a text. */
const MARKED = /\$rs_*(?:c\[|k\d|\.)/;

/**
 * Lets `Function.prototype.toString` give the text of the file, without counters: programs send
 * functions to other processes that way, and look for words in them.
 */
export function keepFunctionTexts(
  sources: SourceText,
  folder: string,
  openIds: () => readonly string[],
): void {
  const known = Object.getOwnPropertyDescriptor(Function.prototype, 'toString');
  const original = known?.value as ToText;
  const texts = new OriginalTexts(sources, folder, openIds);
  // A method, as the original is: no `new`, no `prototype`.
  const methods = {
    toString(this: unknown): string {
      const text = Reflect.apply(original, this === replacement ? original : this, []);
      return MARKED.test(text) ? texts.of(text) : text;
    },
  };
  const replacement: unknown = Reflect.get(methods, 'toString');
  Object.defineProperty(Function.prototype, 'toString', { ...known, value: replacement });
}

type ToText = (this: unknown) => string;

interface RewrittenFile {
  readonly text: string;
  /** Where the insertions of the rewritten text stand in it, in its order. */
  readonly insertions: readonly { readonly start: number; readonly end: number }[];
}

/** Finds the text of a function in the file it comes from. */
class OriginalTexts {
  readonly #sources: SourceText;
  readonly #folder: string;
  readonly #openIds: () => readonly string[];
  readonly #files = new Map<string, RewrittenFile | undefined>();

  constructor(sources: SourceText, folder: string, openIds: () => readonly string[]) {
    this.#sources = sources;
    this.#folder = folder;
    this.#openIds = openIds;
  }

  /** What is compiled after it was rewritten stands in no file, and keeps its counters. */
  of(functionText: string): string {
    for (const id of this.#openIds()) {
      const file = this.#file(id);
      const start = file?.text.indexOf(functionText) ?? -1;
      if (file !== undefined && start !== -1) {
        return without(functionText, start, file.insertions);
      }
    }
    return functionText;
  }

  #file(id: string): RewrittenFile | undefined {
    if (!this.#files.has(id)) this.#files.set(id, this.#read(id));
    return this.#files.get(id);
  }

  #read(id: string): RewrittenFile | undefined {
    try {
      const sites = parseJson(readFileSync(join(this.#folder, id + SITES_ENDING), 'utf8'));
      if (!isSitesFile(sites)) return undefined;
      const original = this.#sources.replaced(sites.file) ?? readFileSync(sites.file, 'utf8');
      const counting = countingText(original, sites.file, id);
      if (counting === undefined) return undefined;
      let inserted = 0;
      const insertions = counting.edits.list().map(({ position, text }) => {
        const start = position + inserted;
        inserted += text.length;
        return { start, end: start + text.length };
      });
      return { text: counting.text, insertions };
    } catch {
      // The file is gone; its functions keep the text that runs.
      return undefined;
    }
  }
}

function without(
  text: string,
  start: number,
  insertions: readonly { readonly start: number; readonly end: number }[],
): string {
  let result = '';
  let done = 0;
  for (const insertion of insertions) {
    const from = insertion.start - start;
    const to = insertion.end - start;
    if (to <= 0) continue;
    if (from >= text.length) break;
    result += text.slice(done, Math.max(0, from));
    done = Math.min(text.length, Math.max(0, to));
  }
  return result + text.slice(done);
}
