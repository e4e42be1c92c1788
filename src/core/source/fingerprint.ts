import type {
  CodeUnit,
  FunctionFingerprint,
  LineFingerprint,
  SourceFingerprint,
} from '../model/source-fingerprint.js';
import type { Line1 } from '../model/units.js';
import type { TextRange } from './parse-script.js';
import type { SourceFacts } from './source-facts.js';
import { hashOf } from './text-hash.js';
import { linesOf, TextPlaces } from './text-lines.js';

/** Stands in a text for a function inside it. */
const PLACEHOLDER = '\0';

const TAB_COLUMNS = 8;

/** What has to be kept of this text, so that its code can be found again in a later one? */
export function fingerprintOf(
  text: string,
  facts: SourceFacts,
  hash: string = textHash(text),
): SourceFingerprint {
  if (!facts.isParsed) return { kind: 'lines', hash, lines: linesOf(text).map(lineFingerprint) };
  const units = new UnitCutter(facts.code).cut(facts);
  const functions = facts.functions.map((range, i): FunctionFingerprint => {
    const { name, parent, startLine, startColumn, endLine, endColumn } = range;
    const place = { name, parent, startLine, startColumn, endLine, endColumn };
    return { ...place, ...units.functions[i]! };
  });
  return { kind: 'script', hash, functions, statements: units.statements };
}

/** The hash of a whole text but its line ends, as fingerprints have it. */
export function textHash(text: string): string {
  return hashOf(linesOf(text).join('\n'));
}

/** All lines of a unit, in order. */
export function linesOfUnit({ lines }: CodeUnit): Line1[] {
  const all: Line1[] = [];
  for (let i = 0; i < lines.length; i += 2) {
    for (let line = lines[i]!; line <= lines[i + 1]!; line++) all.push(line);
  }
  return all;
}

function lineFingerprint(line: string): LineFingerprint {
  const text = line.trim();
  if (text === '') return { hash: '', indent: 0 };
  const space = line.slice(0, line.length - line.trimStart().length);
  return { hash: hashOf(text), indent: space.replaceAll('\t', ' '.repeat(TAB_COLUMNS)).length };
}

interface Cut {
  readonly functions: readonly CodeUnit[];
  readonly statements: readonly CodeUnit[];
}

/** The text one unit has on one line, in pieces. */
interface OwnLine {
  readonly line: Line1;
  text: string;
}

/** Gives every piece of a text to the innermost function or statement around it. */
class UnitCutter {
  readonly #text: string;
  readonly #places: TextPlaces;
  /** Where the text that belongs to nobody yet starts. */
  #at = 0;
  #line: Line1 = 1;

  constructor(text: string) {
    this.#text = text;
    this.#places = new TextPlaces(text);
  }

  cut({ functions, statements }: Pick<SourceFacts, 'functions' | 'statements'>): Cut {
    const functionLines = functions.map((): OwnLine[] => []);
    const statementLines = statements.map((): OwnLine[] => []);
    const open: { readonly end: number; readonly own: OwnLine[] }[] = [];
    const close = (until: number) => {
      for (let top = open.at(-1); top !== undefined && top.end <= until; top = open.at(-1)) {
        this.#give(top.own, top.end);
        open.pop();
      }
    };
    let next = 0;
    for (const [i, statement] of statements.entries()) {
      const own = statementLines[i]!;
      close(this.#start(statement));
      this.#give([], this.#start(statement));
      open.push({ end: this.#end(statement), own });
      for (; next < functions.length; next++) {
        const range = functions[next]!;
        if (this.#start(range) >= this.#end(statement)) break;
        close(this.#start(range));
        const around = open.at(-1)?.own ?? [];
        this.#give(around, this.#start(range));
        appendTo(around, range.startLine, PLACEHOLDER);
        open.push({ end: this.#end(range), own: functionLines[next]! });
      }
    }
    close(Infinity);
    return { functions: functionLines.map(unitOf), statements: statementLines.map(unitOf) };
  }

  #start({ startLine, startColumn }: TextRange): number {
    return this.#places.offset(startLine, startColumn);
  }

  #end({ endLine, endColumn }: TextRange): number {
    return this.#places.offset(endLine, endColumn) + 1;
  }

  /** Gives the text up to `end` to `own`. */
  #give(own: OwnLine[], end: number): void {
    while (this.#at < end) {
      const nextLine = this.#places.lineStart(this.#line + 1);
      const stop = Math.min(end, nextLine);
      appendTo(own, this.#line, this.#text.slice(this.#at, stop));
      this.#at = stop;
      if (stop === nextLine) this.#line += 1;
    }
  }
}

function appendTo(own: OwnLine[], line: Line1, text: string): void {
  const last = own.at(-1);
  if (last?.line === line) last.text += text;
  else own.push({ line, text });
}

function unitOf(own: readonly OwnLine[]): CodeUnit {
  const texts: string[] = [];
  const lines: Line1[] = [];
  for (const { line, text } of own) {
    const trimmed = text.trim();
    if (trimmed === '') continue;
    texts.push(trimmed);
    if (trimmed === PLACEHOLDER) continue;
    if (lines.at(-1) === line - 1) lines[lines.length - 1] = line;
    else lines.push(line, line);
  }
  return { hash: hashOf(texts.join('\n')), lines };
}
