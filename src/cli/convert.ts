import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { summarize } from '../core/analysis/summarize.js';
import { exportFormat, exportRecording, type ExportView } from '../io/export.js';
import { loadAny } from '../io/load-any.js';
import { shownPath } from '../io/shown-path.js';
import { pageAssets } from './report-output.js';
import type { Terminal } from './terminal.js';

/** `rankscope convert`: the same profile in another format. */
export function addConvertCommand(program: Command, terminal: Terminal): void {
  program
    .command('convert')
    .summary('write a recording or a profile in another format')
    .description(
      'Writes IN in the format that the ending of OUT names: .pb.gz (pprof), .cpuprofile, ' +
        '.heapprofile, .folded, .md (summary) or .html (report).',
    )
    .argument('<in>', 'a recording folder or a profile file')
    .argument('<out>', 'the file to write')
    .addOption(
      new Option('--view <view>', 'CPU time or allocations (default: what OUT is for)').choices([
        'cpu',
        'alloc',
      ]),
    )
    .option('--root <dir>', 'folder whose sources may be shown (default: the working folder)')
    .addHelpText(
      'after',
      `
Examples:
  $ rankscope convert .rankscope/2026-01-31T12-00-00 rank.pb.gz && go tool pprof -top rank.pb.gz
  $ rankscope convert rank.pb.gz rank.cpuprofile
  $ rankscope convert .rankscope/2026-01-31T12-00-00 allocations.folded --view alloc`,
    )
    .action(async (from: string, to: string, options: { view?: ExportView; root?: string }) => {
      await convert(from, to, options, terminal);
    });
}

async function convert(
  from: string,
  to: string,
  { view, root = '.' }: { view?: ExportView; root?: string },
  terminal: Terminal,
): Promise<void> {
  const cwd = process.cwd();
  const format = exportFormat(to);
  const loaded = await loadAny([from], resolve(cwd, root));
  const summary = summarize(loaded.recording, loaded.sources);
  const profiles = await exportRecording(
    { name: from, loaded, summary },
    { to, format, view, page: pageAssets(), showPath: (file) => shownPath(file, cwd) },
  );
  if (profiles > 1) terminal.note(`The ${profiles} threads are laid one after another in ${to}.`);
  terminal.note(`Wrote ${to}`);
}
