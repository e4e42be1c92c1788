import type * as vscode from 'vscode';
import type { MeasuredGrowth, MeasuredSite } from '../../protocol/growth.js';
import type { PlacedSites } from '../../analyst/questions.js';
import type { AnalystClient } from '../analyst-client.js';
import { FileKeys } from '../annotations/file-keys.js';
import { PlacedDocuments, type PlacedText } from '../annotations/placed-documents.js';
import type { CurrentGrowth } from './current-growth.js';

/** What was measured on one line of a text of today; the site that matters most comes first. */
export interface PlacedGrowth {
  readonly line: number;
  readonly sites: readonly MeasuredSite[];
}

/** A function in a text of today with the site in it that matters most. */
export interface GrowingFunction {
  readonly line: number;
  readonly endLine: number;
  /** Its text is not the one that was measured. */
  readonly stale: boolean;
  readonly site: MeasuredSite;
}

/** Where the growth of a file stands in its text. */
export interface GrowthPlacement {
  /** Its path as the program named it. */
  readonly file: string;
  readonly lines: readonly PlacedGrowth[];
  readonly functions: readonly GrowingFunction[];
}

type MeasuredSource = MeasuredGrowth['sources'][number];

interface MeasuredFile {
  readonly source: MeasuredSource;
  readonly byLine: ReadonlyMap<number, readonly MeasuredSite[]>;
  /** The worst site of each function, by the line where that begins. */
  readonly byFunction: ReadonlyMap<number, MeasuredSite>;
}

/** Knows for every open file where its measured growth stands, and follows its edits. */
export class GrowthPlacements implements vscode.Disposable {
  readonly #analyst: AnalystClient;
  readonly #documents = new PlacedDocuments((document) => this.#place(document));
  readonly onDidChange = this.#documents.onDidChange;
  readonly #keys = new FileKeys();
  readonly #listening: vscode.Disposable;
  #files: ReadonlyMap<string, MeasuredFile> = new Map();

  constructor(analyst: AnalystClient, current: CurrentGrowth) {
    this.#analyst = analyst;
    this.#listening = current.onDidChange((growth) => {
      this.#files = new Map(
        growth?.sources.map((source) => [
          this.#keys.of(source.file),
          measuredFile(
            source,
            growth.sites.filter(({ file }) => file === source.file),
          ),
        ]),
      );
      this.#documents.restart();
    });
  }

  /** Where the growth of this document stands; nothing when it has none or nobody knows yet. */
  of(document: vscode.TextDocument): GrowthPlacement | undefined {
    return this.#documents.of(document);
  }

  /** Where a measured line stands now; where it was, as long as nobody knows better. */
  lineNow(file: string, line: number): number {
    for (const { lines } of this.#documents.all()) {
      const found = lines.find(({ sites: [site] }) => site?.file === file && site.line === line);
      if (found !== undefined) return found.line;
    }
    return line;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#documents.dispose();
  }

  async #place(document: vscode.TextDocument): Promise<PlacedText<GrowthPlacement> | undefined> {
    if (document.uri.scheme !== 'file' || this.#files.size === 0) return undefined;
    const measured = this.#keys.find(this.#files, document.uri.fsPath);
    if (measured === undefined) return undefined;
    const question = questionOf(measured, document.getText());
    try {
      const placed = await this.#analyst.ask('placeSites', question);
      return { placement: placementOf(measured, placed), isBroken: placed.isBroken };
    } catch {
      // The analyst was ended: what is shown stays.
      return undefined;
    }
  }
}

/** Sites come in the order of their weight, so the first of a line or function is its worst. */
function measuredFile(source: MeasuredSource, sites: readonly MeasuredSite[]): MeasuredFile {
  const byLine = new Map<number, MeasuredSite[]>();
  const byFunction = new Map<number, MeasuredSite>();
  for (const site of sites) {
    // How often a function was called is told by the loop that calls it.
    if (site.kind !== 'function' || site.isSuperlinear) {
      byLine.set(site.line, [...(byLine.get(site.line) ?? []), site]);
    }
    if (site.functionLine > 0 && !byFunction.has(site.functionLine)) {
      byFunction.set(site.functionLine, site);
    }
  }
  return { source, byLine, byFunction };
}

function questionOf({ source, byLine, byFunction }: MeasuredFile, text: string) {
  return {
    source: source.fingerprint,
    file: source.file,
    text,
    lines: [...byLine.keys()],
    functions: [...byFunction].map(([line, { kind, label, function: name }]) => ({
      name: kind === 'function' ? label : name,
      line,
    })),
  };
}

function placementOf(
  { source, byLine, byFunction }: MeasuredFile,
  { lines, functions }: PlacedSites,
): GrowthPlacement {
  return {
    file: source.file,
    lines: lines.flatMap(({ then, now }) => {
      const sites = byLine.get(then);
      return sites === undefined ? [] : [{ line: now, sites }];
    }),
    functions: functions.flatMap(({ then, line, endLine, stale }) => {
      const site = byFunction.get(then);
      return site === undefined ? [] : [{ line, endLine, stale, site }];
    }),
  };
}
