import * as vscode from 'vscode';
import type { MeasuredGrowth, MeasuredSite } from '../../protocol/growth.js';
import type { PlacedSites } from '../../analyst/questions.js';
import type { AnalystClient } from '../analyst-client.js';
import { FileKeys } from '../annotations/file-keys.js';
import { movedBy } from '../annotations/placement.js';
import type { CurrentGrowth } from './current-growth.js';

/** How long after the last edit the text is looked at again. */
const SETTLE_MS = 250;

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
  readonly #current: CurrentGrowth;
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly onDidChange = this.#changed.event;
  readonly #keys = new FileKeys();
  readonly #placed = new Map<string, GrowthPlacement>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #listening: vscode.Disposable;
  #files: ReadonlyMap<string, MeasuredFile> = new Map();

  constructor(analyst: AnalystClient, current: CurrentGrowth) {
    this.#analyst = analyst;
    this.#current = current;
    this.#listening = vscode.Disposable.from(
      current.onDidChange((growth) => this.#start(growth)),
      vscode.workspace.onDidOpenTextDocument((document) => void this.#place(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
    );
  }

  /** Where the growth of this document stands; nothing when it has none or nobody knows yet. */
  of(document: vscode.TextDocument): GrowthPlacement | undefined {
    return this.#placed.get(document.uri.toString());
  }

  /** Where a measured line stands now; where it was, as long as nobody knows better. */
  lineNow(file: string, line: number): number {
    for (const { lines } of this.#placed.values()) {
      const found = lines.find(({ sites: [site] }) => site?.file === file && site.line === line);
      if (found !== undefined) return found.line;
    }
    return line;
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#listening.dispose();
    this.#changed.dispose();
  }

  #start(growth: MeasuredGrowth | undefined): void {
    this.#files = new Map(
      growth?.sources.map((source) => [
        this.#keys.of(source.file),
        measuredFile(
          source,
          growth.sites.filter(({ file }) => file === source.file),
        ),
      ]),
    );
    this.#placed.clear();
    for (const document of vscode.workspace.textDocuments) {
      // What showed the last result has to be told, also when this one has nothing for it.
      this.#changed.fire(document);
      void this.#place(document);
    }
  }

  async #place(document: vscode.TextDocument): Promise<void> {
    if (document.uri.scheme !== 'file' || this.#files.size === 0) return;
    const measured = this.#keys.find(this.#files, document.uri.fsPath);
    if (measured === undefined) return;
    const { version } = document;
    const { shown } = this.#current;
    let placed;
    try {
      placed = await this.#analyst.ask('placeSites', questionOf(measured, document.getText()));
    } catch {
      // The analyst was ended: what is shown stays.
      return;
    }
    // Edited or replaced meanwhile; a new question is under way.
    if (this.#current.shown !== shown || document.version !== version) return;
    const key = document.uri.toString();
    if (placed.isBroken && this.#placed.has(key)) return;
    this.#placed.set(key, placementOf(measured, placed));
    this.#changed.fire(document);
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const known = this.#placed.get(key);
    if (known === undefined || contentChanges.length === 0) return;
    let placement: GrowthPlacement = known;
    for (const { range, text } of contentChanges) {
      const moved = movedBy<PlacedGrowth, GrowingFunction>(placement, {
        startLine: range.start.line,
        endLine: range.end.line,
        newLines: text.split('\n').length,
      });
      placement = { ...placement, ...moved };
    }
    this.#placed.set(key, placement);
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#place(document);
      }, SETTLE_MS),
    );
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#placed.delete(key);
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
