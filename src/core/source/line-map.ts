import { TraceMap, decodedMappings, originalPositionFor } from '@jridgewell/trace-mapping';
import { fileFromUrl, isAbsolutePath } from '../model/files.js';
import { UNKNOWN_LINE, type Column1, type Line1 } from '../model/units.js';

/** A place in an original source file. */
export interface OriginalPlace {
  readonly file: string;
  readonly line: Line1;
  readonly column: Column1;
}

/** The original of a generated line. */
export interface MappedLine {
  readonly file: string;
  readonly line: Line1;
  /** The generated line stands for several original ones, of which this is the likeliest. */
  readonly isGuess: boolean;
}

/**
 * How far the original lines of one generated line may be apart for a guess. tsc joins the lines
 * of one expression; tsx or a minifier put whole functions on one line.
 */
const MAX_LINES_APART = 5;

/** Says where generated code comes from. */
export class LineMap {
  readonly #map: TraceMap;
  readonly #root: string;
  readonly #files: readonly (string | undefined)[];

  /**
   * @param json text of the source map; throws when it is none
   * @param file absolute path of the map, or of the generated file when the map is inside it
   * @param root folder that names without one are relative to
   */
  constructor(json: string, file: string, root: string) {
    this.#map = new TraceMap(json, urlOf(file));
    this.#root = root;
    this.#files = this.#map.resolvedSources.map((source) => sourceFile(source, root));
  }

  /** Where does this exact place come from? Columns as V8 gives them for functions. */
  place(line: Line1, column: Column1): OriginalPlace | undefined {
    if (line === UNKNOWN_LINE) return undefined;
    const found = originalPositionFor(this.#map, { line, column: Math.max(0, column - 1) });
    if (found.source === null) return undefined;
    const file = sourceFile(found.source, this.#root);
    return file === undefined ? undefined : { file, line: found.line, column: found.column + 1 };
  }

  /**
   * Which original line does a generated line come from, between two of its columns? Profiles have
   * no columns of their own, so a line that stands for several original ones can only be guessed:
   * the one with most code, and only where a compiler has joined a few lines.
   */
  line(line: Line1, fromColumn: Column1 = 1, toColumn: Column1 = Infinity): MappedLine | undefined {
    const votes = new Map<number, number>();
    let source = -1;
    for (const segment of decodedMappings(this.#map)[line - 1] ?? []) {
      if (segment.length === 1 || segment[0] < fromColumn - 1 || segment[0] >= toColumn) continue;
      if (source !== -1 && segment[1] !== source) return undefined;
      source = segment[1];
      votes.set(segment[2], (votes.get(segment[2]) ?? 0) + 1);
    }
    const file = this.#files[source];
    const [best] = [...votes].sort(([a, m], [b, n]) => n - m || a - b);
    if (file === undefined || best === undefined) return undefined;
    const lines = [...votes.keys()];
    const apart = Math.max(...lines) - Math.min(...lines);
    return apart > MAX_LINES_APART ? undefined : { file, line: best[0] + 1, isGuess: apart > 0 };
  }
}

/** A URL that relative sources can be resolved against. */
function urlOf(file: string): string {
  if (!isAbsolutePath(file)) return file;
  const path = file.replaceAll('\\', '/');
  const encoded = path
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/^([A-Za-z])%3A/, '$1:');
  return `file://${encoded.startsWith('/') ? '' : '/'}${encoded}`;
}

/**
 * The file behind a source of a map; nothing for the bundler's own runtime. webpack names sources
 * `webpack://<package>/./src/x.ts`, relative to the folder it was started in, and puts a hash behind
 * where it has compiled a file more than once.
 */
function sourceFile(source: string | null, root: string): string | undefined {
  if (source === null || source === '') return undefined;
  const bundler = /^webpack:\/\/[^/]*\/(?:\.\/)?(.*)$/.exec(source);
  if (bundler === null) return fileFromUrl(source);
  const path = (bundler[1] ?? '').replace(/\?\w+$/, '');
  if (path === '' || path.startsWith('webpack/') || path.startsWith('external ')) return undefined;
  return isAbsolutePath(path) ? path : `${root.replace(/[\\/]$/, '')}/${path}`;
}
