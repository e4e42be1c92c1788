import { existsSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { baselineText } from '../core/rules/baseline.js';
import type { Finding } from '../core/rules/file-summary.js';
import { PackageScan } from '../core/rules/scan-package.js';
import { linesOf } from '../core/source/text-lines.js';
import { readBaselineFile, shownFrom } from '../io/baseline-file.js';
import { scriptFiles } from '../io/script-files.js';
import { shownPath } from '../io/shown-path.js';
import { scanJson, scanText, type ScanResult, type ScanWarning } from './scan-report.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

interface ScanOptions {
  readonly json?: true;
  readonly baseline?: string;
  readonly writeBaseline?: string;
}

/** `rankscope scan`: look for code whose work grows faster than its input, without running it. */
export function addScanCommand(program: Command, terminal: Terminal): void {
  program
    .command('scan')
    .summary('look for code whose work grows faster than its input')
    .description(
      'Reads JavaScript, TypeScript, Vue and Svelte files and says where work is suspected to grow ' +
        'faster than the input. Nothing is run. Of folders, node_modules, built, generated and ' +
        'minified files and what Git ignores are left out unless they are named.',
    )
    .argument('<path...>', 'files and folders')
    .option('--json', 'print one JSON document and nothing else')
    .option('--baseline <file>', 'leave out what this file knows')
    .option('--write-baseline <file>', 'write what is found now as known')
    .addHelpText(
      'after',
      `
A comment silences a place: // rankscope-ignore-next-line [rule], or // rankscope-ignore on its line.

Examples:
  $ rankscope scan src
  $ rankscope scan src --write-baseline rankscope-baseline.json
  $ rankscope scan src --baseline rankscope-baseline.json --json`,
    )
    .action((paths: string[], options: ScanOptions) => {
      const missing = paths.find((path) => !existsSync(path));
      if (missing !== undefined) {
        throw new UsageError(
          `There is no file or folder "${missing}". Name what is to be scanned.`,
        );
      }
      const isKnown = knownBy(options.baseline);
      const result = scan(paths, isKnown);
      if (options.writeBaseline !== undefined) {
        const shown = shownFrom(options.writeBaseline);
        writeFileSync(options.writeBaseline, baselineText(result.findings, shown));
        terminal.note(`Wrote ${result.findings.length} known places to ${options.writeBaseline}`);
      }
      if (options.json === true) {
        terminal.out(`${JSON.stringify(scanJson(result), null, 2)}\n`);
        return;
      }
      const cwd = process.cwd();
      terminal.out(
        scanText(result, { style: terminal.style, showPath: (file) => shownPath(file, cwd) }),
      );
    });
}

function scan(paths: readonly string[], isKnown: (finding: Finding) => boolean): ScanResult {
  const warnings: ScanWarning[] = [];
  const cwd = process.cwd();
  const note = (code: string, file: string, message: string): void => {
    warnings.push({ code, message: `${shownPath(file, cwd)}: ${message}` });
  };
  const known = new PackageScan();
  let files = 0;
  let lines = 0;
  for (const { file, text } of scriptFiles(paths, (left) =>
    note(left.code, left.file, left.message),
  )) {
    files += 1;
    lines += linesOf(text).length;
    if (!known.update(file, text)) {
      note('not-parsed', file, 'It does not parse as JavaScript or TypeScript and was left out.');
    }
  }
  const findings = known.findings().filter((finding) => !isKnown(finding));
  return { findings, warnings, files, lines };
}

/** Tells which findings a baseline file knows. */
function knownBy(file: string | undefined): (finding: Finding) => boolean {
  if (file === undefined) return () => false;
  const baseline = readBaselineFile(file);
  if (baseline.ok) return baseline.isKnown;
  throw new UsageError(
    baseline.reason === 'missing'
      ? `There is no baseline "${file}". Write one with --write-baseline ${file}.`
      : `"${file}" is no baseline. Write one with --write-baseline.`,
  );
}
