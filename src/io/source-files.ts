import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, isAbsolute } from 'node:path';
import { fileFromUrl, originOf } from '../core/model/files.js';
import type { SourceFingerprint } from '../core/model/source-fingerprint.js';
import { fingerprintOf } from '../core/source/fingerprint.js';
import { LineMap } from '../core/source/line-map.js';
import { sourceFacts, unparsedFacts, type SourceFacts } from '../core/source/source-facts.js';
import type { SourceLibrary } from '../core/source/source-library.js';
import type { CompiledScript } from '../protocol/segments.js';

/** Larger files are not worth the time: nobody edits them by hand. */
const MAX_SOURCE_BYTES = 16 * 1024 * 1024;
const MAX_MAP_BYTES = 64 * 1024 * 1024;

/** How much text is parsed for one report, of dependencies and of all else. */
const PARSE_BUDGET_BYTES = 6 * 1024 * 1024;

/** Only code is ever opened: a profile may name any file of this machine. */
const CODE_FILE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|mdx?|coffee|go|py|rs|rb|java|kt|cs|cc?|cpp|cxx|hh?|hpp|swift|php|scala)$/i;

/** What the library may know and show besides the files it finds by itself. */
export interface SourceOptions {
  /** Folder whose files may be shown; those outside are used to check lines and no more. */
  readonly root: string;
  /** Hashes of the files a recording was made from: one that still has its hash may be shown. */
  readonly hashes?: ReadonlyMap<string, string>;
  /** Code that exists in memory only, by the path under which it was loaded. */
  readonly compiled?: ReadonlyMap<string, CompiledScript>;
}

/** The sources behind a profile, read from this machine's disk when they are asked for. */
export class SourceFiles implements SourceLibrary {
  readonly #options: SourceOptions;
  readonly #texts = new Map<string, string | undefined>();
  readonly #facts = new Map<string, SourceFacts | undefined>();
  readonly #runFacts = new Map<string, SourceFacts>();
  readonly #maps = new Map<string, LineMap | undefined>();
  readonly #parsedBytes = { own: 0, dependency: 0 };

  constructor(options: SourceOptions) {
    this.#options = options;
  }

  text(file: string): string | undefined {
    const text = this.#read(file);
    return text !== undefined && this.#mayShow(file, text) ? text : undefined;
  }

  facts(file: string): SourceFacts | undefined {
    return cached(this.#facts, file, () => {
      const text = originOf(file) === 'node' ? undefined : this.#read(file);
      return text === undefined ? undefined : this.#factsOf(text, file);
    });
  }

  /** SHA-256 of a code file in hex; nothing when it cannot be read. */
  hash(file: string): string | undefined {
    const text = this.#read(file);
    return text === undefined ? undefined : hashOf(text);
  }

  /** What tells the code of this file from later versions of it; nothing when it cannot be read. */
  fingerprint(file: string): SourceFingerprint | undefined {
    const text = this.#read(file);
    const facts = this.facts(file);
    return text === undefined || facts === undefined ? undefined : fingerprintOf(text, facts);
  }

  runFacts(file: string): SourceFacts | undefined {
    const compiled = this.#options.compiled?.get(file);
    if (compiled === undefined) return this.facts(file);
    return cached(this.#runFacts, file, () => this.#factsOf(compiled.code, file));
  }

  lineMap(file: string): LineMap | undefined {
    return cached(this.#maps, file, () => {
      const inMemory = this.#options.compiled?.get(file)?.map;
      const link = inMemory ?? sourceMapLink(this.#read(file));
      return link === undefined ? undefined : this.#readMap(file, link);
    });
  }

  /** Over the budget a file is still known line by line, only not function by function. */
  #factsOf(text: string, file: string): SourceFacts {
    const whose = originOf(file) === 'dependency' ? 'dependency' : 'own';
    if (this.#parsedBytes[whose] + text.length > PARSE_BUDGET_BYTES) return unparsedFacts(text);
    this.#parsedBytes[whose] += text.length;
    return sourceFacts(text, file);
  }

  /** The text of a code file; nothing when it is missing, too large or no code. */
  #read(file: string): string | undefined {
    if (!isAbsolute(file) || !CODE_FILE.test(file)) return undefined;
    return cached(this.#texts, file, () => readText(file, MAX_SOURCE_BYTES));
  }

  /** `link` is what stands behind `sourceMappingURL=`: a data URL or a path. */
  #readMap(file: string, link: string): LineMap | undefined {
    const data = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(link);
    try {
      if (data !== null) {
        const encoding = data[1] === undefined ? undefined : 'base64';
        const body = data[2] ?? '';
        const json = encoding ? Buffer.from(body, encoding).toString() : decodeURIComponent(body);
        return new LineMap(json, file, this.#options.root);
      }
      const mapFile = resolve(dirname(file), decodeURIComponent(fileFromUrl(link)));
      const json = mapFile.endsWith('.map') ? readText(mapFile, MAX_MAP_BYTES) : undefined;
      return json === undefined ? undefined : new LineMap(json, mapFile, this.#options.root);
    } catch {
      // A broken map is as good as none: the generated code is shown instead.
      return undefined;
    }
  }

  #mayShow(file: string, text: string): boolean {
    const inside = relative(this.#options.root, file);
    if (inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)) return true;
    return this.#options.hashes?.get(file) === hashOf(text);
  }
}

/** SHA-256 of a source text in hex, as recordings keep it. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function readText(file: string, maxBytes: number): string | undefined {
  try {
    const stat = statSync(file);
    return stat.isFile() && stat.size <= maxBytes ? readFileSync(file, 'utf8') : undefined;
  } catch {
    // Missing or forbidden: the caller goes on without this source.
    return undefined;
  }
}

/** The last `sourceMappingURL` comment of a text; the specification lets the last one win. */
function sourceMapLink(text: string | undefined): string | undefined {
  const at = text?.lastIndexOf('sourceMappingURL=') ?? -1;
  if (text === undefined || at === -1) return undefined;
  const before = text.slice(Math.max(0, at - 5), at);
  if (!/(?:\/\/|\/\*)[#@]\s?$/.test(before)) return undefined;
  return /^[^\s*]+/.exec(text.slice(at + 'sourceMappingURL='.length))?.[0];
}

function cached<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined || cache.has(key)) return known as T;
  const value = make();
  cache.set(key, value);
  return value;
}
