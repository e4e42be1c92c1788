import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import { countingText, COUNTING_MARK } from '../../core/counting/rewrite.js';
import { isScriptName } from '../../core/source/parse-script.js';
import {
  COUNTING_VERSION,
  REPLACED_ENDING,
  SITES_ENDING,
  type CountingOptions,
  type SitesFile,
} from '../../protocol/counting.js';
import { ID_LENGTH } from './counters.js';

/** A larger file is a bundle, and takes longer to read than anybody would wait. */
const MAX_LENGTH = 8_000_000;

const PACKAGE = new RegExp(String.raw`.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)`);

/** What is loaded in place of a file's text. */
export class SourceText {
  readonly #options: CountingOptions;
  readonly #ownFolder: string;
  readonly #replacements: ReadonlyMap<string, { readonly by: string; readonly index: number }>;

  /** @param ownFolder folder of the hook itself, in which nothing is counted */
  constructor(options: CountingOptions, ownFolder: string) {
    this.#options = options;
    this.#ownFolder = ownFolder + sep;
    this.#replacements = new Map(
      options.replacements.map(({ file, by }, index) => [real(file), { by, index }]),
    );
  }

  /** The text to be loaded for a file, whose own text this is. */
  textFor(file: string, text: string): string {
    return this.counting(file, this.replaced(file) ?? text);
  }

  /**
   * The text for Node to compile in place of this one. If it is not the file's own somebody has
   * compiled it before, and what they compiled came from `textFor`.
   */
  textToCompile(file: string, text: string): string {
    const isOwn = this.#replacements.has(file) && text === withoutMark(readFileSync(file, 'utf8'));
    return isOwn ? this.textFor(file, text) : this.counting(file, text);
  }

  /** The text that is to stand in place of the file's own. */
  replaced(file: string): string | undefined {
    const replacement = this.#replacements.get(file);
    if (replacement === undefined) return undefined;
    writeFileSync(join(this.#options.folder, String(replacement.index) + REPLACED_ENDING), '');
    return readFileSync(replacement.by, 'utf8');
  }

  /** The text with counters in it; the text itself where nothing is to be counted. */
  counting(file: string, text: string): string {
    if (!this.#isCounted(file, text)) return text;
    const id = createHash('sha256').update(`${file}\0${text}`).digest('hex').slice(0, ID_LENGTH);
    const counting = countingText(text, file, id);
    this.#writeSites({
      version: COUNTING_VERSION,
      id,
      file,
      sites: counting?.sites ?? [],
      isUnread: counting === undefined,
    });
    return counting?.text ?? text;
  }

  /** Is this a file in which is counted: code of the program or of a package that was named? */
  isOwn(file: string): boolean {
    if (!isAbsolute(file) || file.startsWith(this.#ownFolder) || !isScriptName(file)) return false;
    const dependency = PACKAGE.exec(file)?.[1]?.replaceAll('\\', '/');
    return dependency === undefined || this.#options.deps.includes(dependency);
  }

  #isCounted(file: string, text: string): boolean {
    const isWanted = this.#options.counter === 'rewrite' && this.isOwn(file);
    return isWanted && text.length <= MAX_LENGTH && !text.includes(COUNTING_MARK);
  }

  #writeSites(sites: SitesFile): void {
    const path = join(this.#options.folder, sites.id + SITES_ENDING);
    if (!existsSync(path)) writeFileSync(path, JSON.stringify(sites));
  }
}

/** Node takes a byte order mark away before it compiles. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    // It will not be loaded either.
    return file;
  }
}
