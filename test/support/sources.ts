import type { LineMap } from '../../src/core/source/line-map.js';
import { sourceFacts } from '../../src/core/source/source-facts.js';
import type { SourceLibrary } from '../../src/core/source/source-library.js';

/** A library of sources that stand in the test itself. */
export function sourcesOf(
  texts: Readonly<Record<string, string>>,
  maps: Readonly<Record<string, LineMap>> = {},
  inMemory: readonly string[] = [],
): SourceLibrary {
  return {
    text: (file) => texts[file],
    facts: (file) => {
      const text = texts[file];
      return text === undefined ? undefined : sourceFacts(text, file);
    },
    isCompiledInMemory: (file) => inMemory.includes(file),
    lineMap: (file) => maps[file],
  };
}
