import type {
  CodeUnit,
  LineFingerprint,
  LinesFingerprint,
  ScriptFingerprint,
  SourceFingerprint,
} from '../model/source-fingerprint.js';
import type { Column1, Line1 } from '../model/units.js';
import { fingerprintOf, linesOfUnit, textHash } from './fingerprint.js';
import { matchFunctions, type FunctionMatch } from './match-functions.js';
import { functionAt, innermostFunction, sourceFacts, unparsedFacts } from './source-facts.js';
import { linesOf } from './text-lines.js';

/** A function as a recording names it. */
export interface RecordedFunction {
  /** Empty for the code of the file as a whole, on line 1. */
  readonly name: string;
  readonly line: Line1;
  /** 0 where it is not known. */
  readonly column: Column1;
}

/** A line as a recording names it. */
export interface RecordedLine {
  readonly line: Line1;
  /** The function it was recorded in, as an index. */
  readonly function: number;
}

/** Where a function stands today. */
export interface PlacedFunction {
  readonly line: Line1;
  readonly endLine: Line1;
  /** Is its own text another one than was recorded? */
  readonly stale: boolean;
}

/** Where recorded code stands in a text of today. */
export interface PlacedSource {
  /** Does the text differ from the recorded one in more than line ends? */
  readonly changed: boolean;
  /** It does not parse at the moment, so nothing can be told of it. */
  readonly isBroken: boolean;
  /** In the order of `then`; what is gone or changed is left out. */
  readonly lines: readonly { readonly then: Line1; readonly now: Line1 }[];
  /** One for each recorded function; nothing for those that are gone. */
  readonly functions: readonly (PlacedFunction | undefined)[];
}

/** A text and the name that tells its language. */
export interface SourceText {
  readonly text: string;
  readonly fileName: string;
}

/**
 * Where do recorded functions and lines stand in this text? A function is the same while its own
 * text is, wherever it has moved; its lines moved with it. The text of another language, and a
 * script that did not parse, is compared line by line: a line is found again if there was and is
 * no other like it.
 */
export function placeSource(
  recorded: SourceFingerprint,
  { text, fileName }: SourceText,
  functions: readonly RecordedFunction[],
  lines: readonly RecordedLine[],
): PlacedSource {
  const hash = textHash(text);
  const changed = hash !== recorded.hash;
  // What was compared line by line is compared line by line again.
  const facts = () =>
    recorded.kind === 'script' ? sourceFacts(text, fileName) : unparsedFacts(text);
  const current = changed ? fingerprintOf(text, facts(), hash) : recorded;
  const code = codeOf(recorded, current, linesOf(text).length);
  if (code === undefined) return { changed, isBroken: true, lines: [], functions: [] };
  const placed = new Map<Line1, Line1>();
  for (const { line, function: index } of lines) {
    const now = code.line(line, functions[index]);
    if (now !== undefined) placed.set(line, now);
  }
  return {
    changed,
    isBroken: false,
    lines: [...placed].map(([then, now]) => ({ then, now })).sort((a, b) => a.then - b.then),
    functions: functions.map((each) => code.function(each)),
  };
}

/** Answers for one recorded and one present text. */
interface PlacedCode {
  line(line: Line1, inside: RecordedFunction | undefined): Line1 | undefined;
  function(spec: RecordedFunction): PlacedFunction | undefined;
}

function codeOf(
  recorded: SourceFingerprint,
  current: SourceFingerprint,
  lineCount: number,
): PlacedCode | undefined {
  if (recorded.kind === 'script') {
    return current.kind === 'script' ? new PlacedScript(recorded, current, lineCount) : undefined;
  }
  return current.kind === 'lines' ? new PlacedLines(recorded, current) : undefined;
}

class PlacedScript implements PlacedCode {
  readonly #recorded: ScriptFingerprint;
  readonly #current: ScriptFingerprint;
  readonly #lineCount: number;
  readonly #matches: readonly (FunctionMatch | undefined)[];
  readonly #indices = new Map<RecordedFunction, number>();
  /** Where the lines of each unchanged function are now. */
  readonly #moves = new Map<number, ReadonlyMap<Line1, Line1>>();
  #topLevelMoves: ReadonlyMap<Line1, Line1> | undefined;

  constructor(recorded: ScriptFingerprint, current: ScriptFingerprint, lineCount: number) {
    this.#recorded = recorded;
    this.#current = current;
    this.#lineCount = lineCount;
    this.#matches = matchFunctions(recorded.functions, current.functions);
  }

  line(line: Line1, inside: RecordedFunction | undefined): Line1 | undefined {
    const index = inside === undefined || isWholeFile(inside) ? -1 : this.#indexOf(inside);
    const own = this.#movesOf(index).get(line);
    if (own !== undefined || this.#holds(index, line)) return own;
    // What it was recorded in has no such line: then it is that of the innermost function there.
    return this.#movesOf(innermostFunction(this.#recorded, line)).get(line);
  }

  function(spec: RecordedFunction): PlacedFunction | undefined {
    if (isWholeFile(spec)) {
      const stale = !areSame(this.#recorded.statements, this.#current.statements);
      return { line: 1, endLine: this.#lineCount, stale };
    }
    const index = this.#indexOf(spec);
    const match = this.#matches[index];
    if (match === undefined) return undefined;
    const { startLine, endLine } = this.#current.functions[match.index]!;
    const line = this.#movesOf(index).get(spec.line) ?? startLine;
    return { line, endLine, stale: !match.isSame };
  }

  #indexOf(spec: RecordedFunction): number {
    const known = this.#indices.get(spec);
    if (known !== undefined) return known;
    const index = functionAt(this.#recorded, spec.name, spec.line, spec.column);
    this.#indices.set(spec, index);
    return index;
  }

  /** Has the function text of its own on this line? */
  #holds(index: number, line: Line1): boolean {
    const unit = this.#recorded.functions[index];
    return unit !== undefined && linesOfUnit(unit).includes(line);
  }

  #movesOf(index: number): ReadonlyMap<Line1, Line1> {
    if (index === -1) return (this.#topLevelMoves ??= this.#movedStatements());
    const known = this.#moves.get(index);
    if (known !== undefined) return known;
    const match = this.#matches[index];
    const moves = new Map<Line1, Line1>();
    if (match?.isSame === true) {
      addMoves(moves, this.#recorded.functions[index]!, this.#current.functions[match.index]!);
    }
    this.#moves.set(index, moves);
    return moves;
  }

  /** Statements are found again by their text, those of equal text while there are as many. */
  #movedStatements(): Map<Line1, Line1> {
    const moves = new Map<Line1, Line1>();
    const current = byHash(this.#current.statements);
    for (const [hash, then] of byHash(this.#recorded.statements)) {
      const now = current.get(hash) ?? [];
      if (now.length !== then.length) continue;
      for (const [i, unit] of then.entries()) addMoves(moves, unit, now[i]!);
    }
    return moves;
  }
}

/** The code of a module itself, as V8 and the reports name it. */
function isWholeFile({ name, line, column }: RecordedFunction): boolean {
  return name === '' && line === 1 && column <= 1;
}

function areSame(then: readonly CodeUnit[], now: readonly CodeUnit[]): boolean {
  return then.length === now.length && then.every(({ hash }, i) => hash === now[i]!.hash);
}

/** Units of the same text have as many lines, in the same order. */
function addMoves(moves: Map<Line1, Line1>, then: CodeUnit, now: CodeUnit): void {
  const linesNow = linesOfUnit(now);
  for (const [i, line] of linesOfUnit(then).entries()) moves.set(line, linesNow[i]!);
}

function byHash(units: readonly CodeUnit[]): Map<string, CodeUnit[]> {
  const found = new Map<string, CodeUnit[]>();
  for (const unit of units) {
    const known = found.get(unit.hash);
    if (known === undefined) found.set(unit.hash, [unit]);
    else known.push(unit);
  }
  return found;
}

class PlacedLines implements PlacedCode {
  readonly #recorded: LinesFingerprint;
  readonly #current: LinesFingerprint;
  readonly #then: ReadonlyMap<string, Line1>;
  readonly #now: ReadonlyMap<string, Line1>;

  constructor(recorded: LinesFingerprint, current: LinesFingerprint) {
    this.#recorded = recorded;
    this.#current = current;
    this.#then = uniqueLines(recorded.lines);
    this.#now = uniqueLines(current.lines);
  }

  line(line: Line1): Line1 | undefined {
    if (this.#recorded.hash === this.#current.hash) return line;
    const hash = this.#recorded.lines[line - 1]?.hash ?? '';
    return this.#then.has(hash) ? this.#now.get(hash) : undefined;
  }

  function({ line: then }: RecordedFunction): PlacedFunction | undefined {
    const line = this.line(then);
    if (line === undefined) return undefined;
    const block = blockFrom(this.#current.lines, line);
    const before = blockFrom(this.#recorded.lines, then);
    const stale = block.join() !== before.join();
    return { line, endLine: line + block.length - 1, stale };
  }
}

function uniqueLines(lines: readonly LineFingerprint[]): Map<string, Line1> {
  const found = new Map<string, Line1>();
  for (const [i, { hash }] of lines.entries()) found.set(hash, found.has(hash) ? NaN : i + 1);
  found.delete('');
  for (const [hash, line] of found) if (Number.isNaN(line)) found.delete(hash);
  return found;
}

/**
 * The hashes of a line and the lines that belong to it by their indentation, which tells in every
 * language where a function ends. An opening brace may stand on a line of its own.
 */
function blockFrom(lines: readonly LineFingerprint[], first: Line1): string[] {
  const indent = lines[first - 1]?.indent ?? 0;
  let last = first;
  for (let line = first + 1; line <= lines.length; line++) {
    const { hash, indent: deeper } = lines[line - 1]!;
    if (hash === '') continue;
    const opens = line === first + 1 && (lines[line]?.indent ?? 0) > indent;
    if (deeper < indent || (deeper === indent && !opens)) break;
    last = line;
  }
  return lines.slice(first - 1, last).map(({ hash }) => hash);
}
