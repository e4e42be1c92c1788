import type { LineMap } from './line-map.js';
import type { SourceFacts } from './source-facts.js';

/** Gives the sources behind a profile, as far as they can be had. */
export interface SourceLibrary {
  /** The text of a file; nothing when it cannot be read. */
  text(file: string): string | undefined;
  /** What the text of a file says about its functions and lines. */
  facts(file: string): SourceFacts | undefined;
  /**
   * What the code says that V8 has run under the name of a file: for most the same, but not where
   * the file was compiled in memory. Nothing where that code is not known.
   */
  runFacts(file: string): SourceFacts | undefined;
  /** Where the code of a generated file comes from. */
  lineMap(file: string): LineMap | undefined;
}

/** A library for profiles whose sources are somewhere else. */
export const NO_SOURCES: SourceLibrary = {
  text: () => undefined,
  facts: () => undefined,
  runFacts: () => undefined,
  lineMap: () => undefined,
};
