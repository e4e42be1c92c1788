/** The script of a file, with everything else in it turned into spaces so that places stay. */
export interface ScriptBlock {
  readonly text: string;
  /** A name whose ending tells the language of the script. */
  readonly fileName: string;
}

const BLOCK = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;
const NO_LINE_BREAK = /[^\n\r\u2028\u2029]/g;

/** Is it, by its name, a file with scripts in tags? */
export function hasScriptBlocks(fileName: string): boolean {
  return /\.(?:vue|svelte)$/i.test(fileName);
}

/**
 * The code of a Vue or Svelte file. Several blocks (Vue's `setup` and the other one) share one
 * scope when they are run, so they are one script here, too.
 */
export function scriptBlock(text: string, fileName: string): ScriptBlock {
  const parts: string[] = [];
  let done = 0;
  let isTyped = false;
  for (const match of text.matchAll(BLOCK)) {
    const [whole, attributes, code] = match;
    const start =
      match.index + whole.indexOf('>', '<script'.length + (attributes ?? '').length) + 1;
    const end = start + (code ?? '').length;
    parts.push(text.slice(done, start).replace(NO_LINE_BREAK, ' '), text.slice(start, end));
    done = end;
    isTyped ||= /\blang\s*=\s*["']?tsx?\b/i.test(attributes ?? '');
  }
  parts.push(text.slice(done).replace(NO_LINE_BREAK, ' '));
  return { text: parts.join(''), fileName: `${fileName}${isTyped ? '.ts' : '.js'}` };
}
