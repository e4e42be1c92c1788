import type { LineMap } from './line-map.js';
import type { SourceFacts } from './source-facts.js';

/** Gives the sources behind a profile, as far as they can be had. */
export interface SourceLibrary {
  /** The text of a file; nothing when it cannot be read. */
  text(file: string): string | undefined;
  /** What the text of a file says about its functions and lines. */
  facts(file: string): SourceFacts | undefined;
  /** Was this file compiled in memory, so that its text on disk is not what V8 has run? */
  isCompiledInMemory(file: string): boolean;
  /** Where the code of a generated file comes from. */
  lineMap(file: string): LineMap | undefined;
}

/**
 * What the text of a file says of the code V8 has run, line by line. Nothing where the file was
 * compiled in memory and its lines are others.
 */
export function factsOfRunCode(sources: SourceLibrary, file: string): SourceFacts | undefined {
  const isOther =
    sources.isCompiledInMemory(file) && sources.lineMap(file)?.keepsLinesOf(file) !== true;
  return isOther ? undefined : sources.facts(file);
}

/** A library for profiles whose sources are somewhere else. */
export const NO_SOURCES: SourceLibrary = {
  text: () => undefined,
  facts: () => undefined,
  isCompiledInMemory: () => false,
  lineMap: () => undefined,
};
