import * as vscode from 'vscode';
import type { FixedText } from '../../core/rules/apply-fixes.js';
import type { Line1 } from '../../core/model/units.js';
import type { Finding } from '../../core/rules/file-summary.js';
import type { TextEdit } from '../../core/rules/rule.js';
import type { Suspects } from '../../analyst/scan-questions.js';
import type { AnalystClient } from '../analyst-client.js';
import { KeyedTimers } from '../keyed-timers.js';
import { onSettingChange, setting } from '../settings.js';
import { rootOf } from '../start/workspace-facts.js';
import { FileChanges } from './file-changes.js';
import { MeasuredLines, type MeasuredSite } from './measured-lines.js';
import { baselineOf, rulesOff, severityOf } from './scan-settings.js';
import { isScanned, isUntitled, scannedFile } from './scanned-documents.js';
import { suspectOf, type Suspect } from './suspect.js';

/** How long after the last edit a text is scanned. */
const TYPING_MS = 300;
/** How much later its package is asked what it knows of the text. */
const IDLE_MS = 800;

/** A text in which something was fixed. */
export interface Fixed {
  readonly uri: vscode.Uri;
  /** Its text before. */
  readonly before: string;
}

interface Entry {
  /** The version that was scanned last. */
  readonly version: number;
  readonly answer: Suspects;
  readonly suspects: readonly Suspect[];
}

/**
 * Shows in open documents what may grow faster than its input, and follows what is typed. All work
 * is done in a thread of its own, so that neither typing nor a recording waits for it.
 */
export class SuspectedGrowth implements vscode.Disposable {
  readonly #scanner: AnalystClient;
  readonly #log: vscode.LogOutputChannel;
  readonly #collection = vscode.languages.createDiagnosticCollection('rankscope-scan');
  readonly #fixed = new vscode.EventEmitter<Fixed>();
  /** A fix was applied, through a quick fix or "fix all". */
  readonly onDidFix = this.#fixed.event;
  readonly #shown = new vscode.EventEmitter<vscode.TextDocument>();
  /** What is shown in a document may be something else now. */
  readonly onDidShow = this.#shown.event;
  readonly #entries = new Map<string, Entry>();
  readonly #timers = new KeyedTimers();
  readonly #toldBaselines = new Set<string>();
  readonly #listening: vscode.Disposable;
  #changes: FileChanges | undefined;
  #measured = new MeasuredLines([]);

  constructor(scanner: AnalystClient, log: vscode.LogOutputChannel) {
    this.#scanner = scanner;
    this.#log = log;
    this.#listening = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#schedule(document);
      }),
      onSettingChange(['scan.enabled', 'scan.rules', 'scan.baseline'], () => this.#restart()),
    );
    for (const document of vscode.workspace.textDocuments) this.#schedule(document);
  }

  /** What is suspected in the text as it is now; nothing while it does not parse. */
  async of(document: vscode.TextDocument): Promise<readonly Suspect[]> {
    if (!isOn(document)) return [];
    const key = document.uri.toString();
    if (this.#entries.get(key)?.version !== document.version) await this.#scan(document, 'alone');
    const entry = this.#entries.get(key);
    const isCurrent = entry?.version === document.version && !entry.answer.isBroken;
    return isCurrent ? entry.suspects : [];
  }

  /** The text with all its known fixes made. */
  fixAll(document: vscode.TextDocument): Promise<FixedText> {
    return this.#scanner.ask('fixAll', { ...scannedText(document), off: rulesOff(document) });
  }

  /** The comment that silences a finding; nothing where no comment can stand. */
  ignore(document: vscode.TextDocument, finding: Finding): Promise<TextEdit | undefined> {
    const { file, text } = scannedText(document);
    const { startLine: line, rule } = finding;
    return this.#scanner.ask('ignore', { file, text, line, rule });
  }

  /** Says that a fix was applied. */
  didFix(fixed: Fixed): void {
    this.#fixed.fire(fixed);
  }

  /**
   * Takes what counters have said: a suspicion that was measured linear is shown no more, one that
   * was measured super-linear as a warning with its figures. Replaces what was measured before.
   */
  setMeasured(sites: readonly MeasuredSite[]): void {
    this.#measured = new MeasuredLines(sites);
    for (const document of vscode.workspace.textDocuments) {
      const entry = this.#entries.get(document.uri.toString());
      if (entry !== undefined && !entry.answer.isBroken) {
        this.#show(document, entry.version, entry.answer);
      }
    }
  }

  /** Lines on which a suspicion is shown as a warning with what was measured there. */
  measuredLines(document: vscode.TextDocument): ReadonlySet<Line1> {
    const suspects = this.#entries.get(document.uri.toString())?.suspects ?? [];
    return new Set(suspects.flatMap(({ measuredLine }) => measuredLine ?? []));
  }

  dispose(): void {
    this.#timers.dispose();
    this.#changes?.dispose();
    this.#listening.dispose();
    this.#collection.dispose();
    this.#fixed.dispose();
    this.#shown.dispose();
  }

  #schedule(document: vscode.TextDocument, reach: 'alone' | 'package' = 'alone'): void {
    if (!isOn(document) || (reach === 'package' && isUntitled(document))) return;
    const key = document.uri.toString();
    const scan = async (): Promise<void> => {
      await this.#scan(document, reach);
      // Whoever typed meanwhile has another scan under way.
      if (reach === 'alone' && !this.#timers.has(key)) this.#schedule(document, 'package');
      if (reach === 'package') await this.#rescanOthers(document);
    };
    this.#timers.set(key, reach === 'alone' ? TYPING_MS : IDLE_MS, () => void scan());
  }

  async #scan(document: vscode.TextDocument, reach: 'alone' | 'package'): Promise<void> {
    if (!isOn(document)) return;
    this.#changes ??= new FileChanges((files) => void this.#reread(files));
    const { version } = document;
    const scanned = scannedText(document);
    let answer: Suspects;
    try {
      answer = await this.#scanner.ask('suspects', { ...scanned, reach });
    } catch (error) {
      this.#log.warn(`${scanned.file} was not scanned: ${String(error)}`);
      return;
    }
    // Edited meanwhile: another scan is under way.
    if (!isOn(document) || document.version !== version) return;
    if (answer.baselineFault !== undefined) this.#tellOf(scanned.baseline, answer.baselineFault);
    const entry = this.#entries.get(document.uri.toString());
    if (answer.isBroken && entry !== undefined) {
      // What is shown stays, and VS Code moves it along with the text.
      this.#entries.set(document.uri.toString(), { ...entry, version, answer });
      return;
    }
    this.#show(document, version, answer);
  }

  #show(document: vscode.TextDocument, version: number, answer: Suspects): void {
    const { uri } = document;
    const told = new Set<Line1>();
    // One measurement is one warning, with a fix if there is one, however many rules suspect its line.
    const fixableFirst = [...answer.findings].sort((a, b) => Number(!a.fix) - Number(!b.fix));
    const suspects = fixableFirst.flatMap((finding) => {
      const severity = severityOf(finding.rule, document);
      const texts = linesIn(document, finding);
      const measured = this.#measured.of(answer.file, finding.startLine, texts);
      if (severity === undefined || measured?.kind === 'linear') return [];
      const isTold = measured !== undefined && told.has(measured.line);
      if (measured !== undefined) told.add(measured.line);
      return suspectOf({ finding, uri }, severity, isTold ? undefined : measured);
    });
    this.#entries.set(uri.toString(), { version, answer, suspects });
    this.#collection.set(
      uri,
      suspects.map(({ diagnostic }) => diagnostic),
    );
    this.#shown.fire(document);
  }

  /** What was typed in one file may change what is suspected in another. */
  async #rescanOthers(changed: vscode.TextDocument | undefined): Promise<void> {
    const documents = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    for (const document of documents) {
      const isTyping = this.#timers.has(document.uri.toString());
      if (document === changed || isTyping || isUntitled(document)) continue;
      if (isScanned(document)) {
        await this.#scan(document, 'package');
      }
    }
  }

  async #reread(files: readonly string[]): Promise<void> {
    const open = vscode.workspace.textDocuments.filter(isScanned);
    const inEditors = new Set(open.map(({ uri }) => uri.fsPath));
    const baselines = new Set(open.map(baselineOf));
    const changed = files.filter((file) => !inEditors.has(file) && !file.endsWith('.json'));
    try {
      if (changed.length > 0) await this.#scanner.ask('reread', { files: changed });
    } catch (error) {
      this.#log.warn(`Changed files were not scanned: ${String(error)}`);
    }
    const isBaseline = files.some((file) => baselines.has(file));
    if (changed.length > 0 || isBaseline) await this.#rescanOthers(undefined);
  }

  #restart(): void {
    this.#collection.clear();
    this.#entries.clear();
    this.#toldBaselines.clear();
    for (const document of vscode.workspace.textDocuments) {
      this.#shown.fire(document);
      this.#schedule(document);
    }
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    this.#timers.clear(key);
    // Its text on the disk may be another one than that in the editor was.
    const isKnown = this.#entries.delete(key);
    if (isKnown && !isUntitled(document)) void this.#reread([document.uri.fsPath]);
    this.#collection.delete(document.uri);
  }

  #tellOf(baseline: string, fault: NonNullable<Suspects['baselineFault']>): void {
    if (this.#toldBaselines.has(baseline)) return;
    this.#toldBaselines.add(baseline);
    const what =
      fault === 'missing' ? `There is no baseline ${baseline}.` : `${baseline} is no baseline.`;
    void vscode.window.showWarningMessage(
      `${what} Write one with “rankscope scan --write-baseline”, or mend the setting rankscope.scan.baseline.`,
    );
  }
}

function linesIn(document: vscode.TextDocument, { startLine, endLine }: Finding): string[] {
  const lines: string[] = [];
  for (let line = startLine; line <= Math.min(endLine, document.lineCount); line++) {
    lines.push(document.lineAt(line - 1).text);
  }
  return lines;
}

function isOn(document: vscode.TextDocument): boolean {
  return isScanned(document) && setting('scan.enabled', document);
}

function scannedText(document: vscode.TextDocument): {
  readonly file: string;
  readonly text: string;
  readonly root: string;
  readonly baseline: string;
} {
  const isAlone = isUntitled(document);
  return {
    file: scannedFile(document),
    text: document.getText(),
    root: isAlone ? '' : rootOf(document.uri),
    baseline: isAlone ? '' : baselineOf(document),
  };
}
