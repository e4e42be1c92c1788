import type { LineMap } from '../../src/core/source/line-map.js';
import { sourceFacts } from '../../src/core/source/source-facts.js';
import type { SourceLibrary } from '../../src/core/source/source-library.js';

/**
 * A library of sources that stand in the test itself.
 * @param compiled what V8 has run of files that were compiled in memory; nothing where it is not known
 */
export function sourcesOf(
  texts: Readonly<Record<string, string>>,
  maps: Readonly<Record<string, LineMap>> = {},
  compiled: Readonly<Record<string, string | undefined>> = {},
): SourceLibrary {
  const factsOf = (file: string, text: string | undefined) =>
    text === undefined ? undefined : sourceFacts(text, file);
  return {
    text: (file) => texts[file],
    facts: (file) => factsOf(file, texts[file]),
    runFacts: (file) => factsOf(file, file in compiled ? compiled[file] : texts[file]),
    lineMap: (file) => maps[file],
  };
}
