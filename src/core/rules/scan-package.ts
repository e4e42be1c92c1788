import { hasScriptBlocks, scriptBlock } from '../source/script-blocks.js';
import { scriptFacts } from '../source/script-facts.js';
import type { FileSummary, Finding } from './file-summary.js';
import { linkFiles } from './link-files.js';
import { RULE_NODES } from './rules.js';
import { summarizeFile } from './summarize-file.js';

/** The types of nodes that the rules and the search for calls look at. */
const NODES: ReadonlySet<string> = new Set([
  ...RULE_NODES,
  'CallExpression',
  'OptionalCallExpression',
]);

/** Where fields may be getters, those of an object's own matter, too. */
const NODES_WITH_THIS: ReadonlySet<string> = new Set([...NODES, 'ThisExpression']);

/** What the rules say of one text by itself; nothing when it does not parse. */
export function summarizeText(text: string, fileName: string): FileSummary | undefined {
  const block = hasScriptBlocks(fileName) ? scriptBlock(text, fileName) : { text, fileName };
  const nodes = /\bget\s+[#\w$]+\s*\(/.test(block.text) ? NODES_WITH_THIS : NODES;
  const facts = scriptFacts(block.text, block.fileName, nodes);
  return facts === undefined ? undefined : summarizeFile(facts, fileName);
}

/** What is suspected in one file. */
export interface FileFindings {
  readonly findings: readonly Finding[];
  /** Does its text not parse? Then the findings are those of the last text that did. */
  readonly isBroken: boolean;
}

/**
 * The files of a package and what is suspected in them, kept up to date as they change. Only the
 * file that has changed is read again; how files call each other is worked out from summaries.
 */
export class PackageScan {
  readonly #summaries = new Map<string, FileSummary>();
  readonly #broken = new Set<string>();
  #findings: readonly Finding[] | undefined;

  /** Takes the text of a file, new or changed. Says whether it parses. */
  update(file: string, text: string): boolean {
    const summary = summarizeText(text, file);
    if (summary === undefined) {
      this.#broken.add(file);
      return false;
    }
    this.#broken.delete(file);
    this.#summaries.set(file, summary);
    this.#findings = undefined;
    return true;
  }

  /** Forgets a file. */
  remove(file: string): void {
    this.#broken.delete(file);
    if (this.#summaries.delete(file)) this.#findings = undefined;
  }

  /** What is suspected in all files, in the order in which they came, each by its lines. */
  findings(): readonly Finding[] {
    this.#findings ??= inOrder(linkFiles(this.#summaries.values()));
    return this.#findings;
  }

  /**
   * What one file tells by itself, without its callers in others: for while it is typed in, because
   * it takes as long as the file is large, not the package.
   */
  alone(file: string): FileFindings {
    const summary = this.#summaries.get(file);
    const findings = summary === undefined ? [] : inOrder(linkFiles([summary]));
    return { findings, isBroken: this.#broken.has(file) };
  }

  /** What is suspected in one file, with all that other files do with it. */
  of(file: string): FileFindings {
    const findings = this.findings().filter((finding) => finding.file === file);
    return { findings, isBroken: this.#broken.has(file) };
  }
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.startLine - b.startLine ||
      a.startColumn - b.startColumn,
  );
}
