import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fixAll, type FixedText } from '../core/rules/apply-fixes.js';
import type { Finding } from '../core/rules/file-summary.js';
import { ignoreEdit } from '../core/rules/ignore-edit.js';
import type { TextEdit } from '../core/rules/rule.js';
import { PackageScan } from '../core/rules/scan-package.js';
import { readBaselineFile, type BaselineFile } from '../io/baseline-file.js';
import { isOwnScriptOf, isOwnText, scriptFiles } from '../io/script-files.js';
import { keptFrom, keptIn, type KeptFinding } from './kept-findings.js';
import type { ScannedText, ScanQuestions, Suspects } from './scan-questions.js';

type Request<Question extends keyof ScanQuestions> = Parameters<ScanQuestions[Question]>[0];

/** After so long the questions that have come meanwhile are answered. */
const SLICE_MS = 25;

/** A package is read up to here; what comes behind is judged by itself. */
const MOST_FILES = 4000;
const MOST_CHARACTERS = 32 * 2 ** 20;

/** Packages that are kept in memory. */
const MOST_PACKAGES = 3;

/** A package, and what editors hold of it. */
interface HeldPackage {
  readonly folder: string;
  readonly scan: PackageScan;
  /** Files whose text comes from an editor. */
  readonly inEditors: Set<string>;
  /** What only other files tell of a file, by that file. */
  readonly kept: Map<string, readonly KeptFinding[]>;
  /** Done when all its files have been read; nothing before anybody wanted it. */
  reading?: Promise<void>;
}

/** Says what may grow faster than its input, in texts as they are typed and in their packages. */
export class Scanner {
  /** The one that was asked about last comes last. */
  readonly #packages = new Map<string, HeldPackage>();
  #baseline: { readonly key: string; readonly read: BaselineFile } | undefined;

  async suspects({ reach, ...scanned }: Request<'suspects'>): Promise<Suspects> {
    if (!isAbsolute(scanned.file)) return byItself(scanned);
    const file = realPath(scanned.file);
    const held = this.#packageOf(file, realPath(scanned.root));
    if (!isOwnScriptOf(realPath(scanned.root), file, scanned.text)) {
      return { file, findings: [], isBroken: false };
    }
    held.inEditors.add(file);
    held.scan.update(file, scanned.text);
    if (reach === 'package') await (held.reading ??= read(held));
    const { findings, isBroken } = found(held, file, scanned.text, reach);
    const { isKnown, fault } = this.#baselineOf(scanned.baseline);
    return {
      file,
      findings: findings.filter((finding) => !isKnown(finding)),
      isBroken,
      ...(fault !== undefined && { baselineFault: fault }),
    };
  }

  async reread({ files }: Request<'reread'>): Promise<void> {
    const pause = pauses();
    for (const each of files) {
      const file = realPath(each);
      for (const held of this.#packages.values()) {
        if (!file.startsWith(held.folder + sep)) continue;
        held.inEditors.delete(file);
        const text = textOnDisk(file);
        const isThere = text !== undefined && isOwnScriptOf(held.folder, file, text);
        if (isThere && held.reading !== undefined) held.scan.update(file, text);
        else held.scan.remove(file);
      }
      await pause();
    }
  }

  fixAll({ file, text, off, baseline }: Request<'fixAll'>): FixedText {
    const { isKnown } = this.#baselineOf(baseline);
    return fixAll(
      text,
      realPath(file),
      (finding) => !off.includes(finding.rule) && !isKnown(finding),
    );
  }

  ignore({ file, text, line, rule }: Request<'ignore'>): TextEdit | undefined {
    return ignoreEdit(text, file, line, rule);
  }

  #packageOf(file: string, root: string): HeldPackage {
    const folder = packageFolder(file, root);
    const held = this.#packages.get(folder) ?? {
      folder,
      scan: new PackageScan(),
      inEditors: new Set(),
      kept: new Map(),
    };
    this.#packages.delete(folder);
    this.#packages.set(folder, held);
    const [oldest] = this.#packages.keys();
    if (this.#packages.size > MOST_PACKAGES && oldest !== undefined) this.#packages.delete(oldest);
    return held;
  }

  #baselineOf(file: string): {
    readonly isKnown: (finding: Finding) => boolean;
    readonly fault?: 'missing' | 'no-baseline';
  } {
    if (file === '') return { isKnown: () => false };
    const stat = statSync(file, { throwIfNoEntry: false });
    const key = `${file}\0${stat?.mtimeMs}\0${stat?.size}`;
    if (this.#baseline?.key !== key) {
      this.#baseline = { key, read: readBaselineFile(realPath(file)) };
    }
    const { read } = this.#baseline;
    return read.ok ? { isKnown: read.isKnown } : { isKnown: () => false, fault: read.reason };
  }
}

/** What is suspected in a text that is on no disk, so that nothing is around it. */
function byItself({ file, text }: ScannedText): Suspects {
  const scan = new PackageScan();
  if (isOwnText(text)) scan.update(file, text);
  return { file, ...scan.alone(file) };
}

function found(
  { scan, kept }: HeldPackage,
  file: string,
  text: string,
  reach: Request<'suspects'>['reach'],
): { readonly findings: readonly Finding[]; readonly isBroken: boolean } {
  const alone = scan.alone(file);
  if (reach === 'alone') {
    const findings = [...alone.findings, ...keptIn(text, kept.get(file) ?? [], alone.findings)];
    return { ...alone, findings };
  }
  const whole = scan.of(file);
  kept.set(file, keptFrom(text, whole.findings, alone.findings));
  return whole;
}

/** Reads a package in slices: whoever types meanwhile does not wait for it. */
async function read({ folder, scan, inEditors }: HeldPackage): Promise<void> {
  const pause = pauses();
  let files = 0;
  let characters = 0;
  for (const { file, text } of scriptFiles([folder], () => undefined)) {
    files += 1;
    characters += text.length;
    if (files > MOST_FILES || characters > MOST_CHARACTERS) return;
    if (!inEditors.has(file)) scan.update(file, text);
    await pause();
  }
}

/** Lets others have their turn when one's own has been long enough. */
function pauses(): () => Promise<void> {
  let end = performance.now() + SLICE_MS;
  return async () => {
    if (performance.now() < end) return;
    await nextTurn();
    end = performance.now() + SLICE_MS;
  };
}

/** The folder of the nearest `package.json` around a file, up to the folder of the workspace. */
function packageFolder(file: string, root: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if (folder === root || existsSync(join(folder, 'package.json'))) return folder;
    if (!folder.startsWith(root + sep)) break;
  }
  return root;
}

function textOnDisk(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  for (const { text } of scriptFiles([file], () => undefined)) return text;
  return undefined;
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    // Not on the disk (yet): then it has no other name either.
    return file;
  }
}
