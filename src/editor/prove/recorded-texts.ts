import { readFile } from 'node:fs/promises';
import type { FileFigures } from '../../analyst/questions.js';

/** A larger program is remembered in part: its hottest files come first. */
const MOST_FILES = 200;

/** A file and the text it had. */
export interface EarlierText {
  readonly file: string;
  readonly before: string;
}

type RecordedFile = Pick<FileFigures, 'file' | 'origin'>;

/** The texts of a program's own files when it was last recorded: what to compare with without git. */
export class RecordedTexts {
  #texts: Promise<readonly EarlierText[]> = Promise.resolve([]);

  /** Takes the texts that the program's own files have now, in place of those it knew. */
  remember(files: readonly RecordedFile[]): void {
    const own = files.flatMap(({ file, origin }) => (origin === 'own' ? [file] : []));
    this.#texts = existing(own.slice(0, MOST_FILES));
  }

  /** Those whose text is another one now, with what it was. */
  async changed(): Promise<readonly EarlierText[]> {
    const texts = await this.#texts;
    const now = new Map(
      (await existing(texts.map(({ file }) => file))).map(({ file, before }) => [file, before]),
    );
    return texts.filter(({ file, before }) => (now.get(file) ?? before) !== before);
  }
}

async function existing(files: readonly string[]): Promise<readonly EarlierText[]> {
  const found = await Promise.all(
    files.map(async (file) => {
      // A profile may name files that are gone, or were never there.
      const before = await readFile(file, 'utf8').catch(() => undefined);
      return before === undefined ? [] : [{ file, before }];
    }),
  );
  return found.flat();
}
