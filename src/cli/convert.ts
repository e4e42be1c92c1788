import { writeFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { summarize } from '../core/analysis/summarize.js';
import type { Summary } from '../core/analysis/summary.js';
import { withoutIdle } from '../core/analysis/without-stacks.js';
import { FORMATS, formatForExtension } from '../core/formats/formats.js';
import type { ProfileFormat } from '../core/formats/format.js';
import type { Profile } from '../core/model/profile.js';
import { markdownReport } from '../core/report/markdown-report.js';
import { loadAny } from '../io/load-any.js';
import { writeProfileFile } from '../io/profile-files.js';
import type { LoadedRecording } from '../io/recording-folder.js';
import { SourceFiles } from '../io/source-files.js';
import { DEFAULT_TOP, htmlPage } from './report-output.js';
import { shownPath, type Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

type View = 'cpu' | 'alloc';

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
    .action(async (from: string, to: string, options: { view?: View; root?: string }) => {
      await convert(from, to, options, terminal);
    });
}

async function convert(
  from: string,
  to: string,
  options: { view?: View; root?: string },
  terminal: Terminal,
): Promise<void> {
  const ending = extname(to).toLowerCase();
  const format = ending === '.html' || ending === '.md' ? undefined : writableFormat(to);
  const loaded = await loadAny([from]);
  const { recording, maps } = loaded;
  const cwd = process.cwd();
  const root = resolve(cwd, options.root ?? '.');
  const sources = new SourceFiles({ root, hashes: recording.sourceHashes, maps });
  const summary = summarize(recording, sources);
  if (format !== undefined) {
    const profiles = profilesToWrite(loaded, summary, format, options.view, from);
    if (profiles.length > 1) {
      terminal.note(`The ${profiles.length} threads are laid one after another in ${to}.`);
    }
    await writeProfileFile(to, format, profiles);
  } else if (ending === '.html') {
    writeFileSync(to, htmlPage(summary, sources, loaded.recordedAtMs));
  } else {
    const text = markdownReport(summary, {
      top: DEFAULT_TOP,
      showPath: (file) => shownPath(file, cwd),
      sourceLine: (file, line) => sources.text(file)?.split('\n')[line - 1] ?? '',
    });
    writeFileSync(to, text);
  }
  terminal.note(`Wrote ${to}`);
}

function writableFormat(to: string): ProfileFormat {
  const format = formatForExtension(to);
  if (format?.write !== undefined) return format;
  const known = FORMATS.filter((each) => each.write !== undefined).map(
    (each) => each.extensions[0],
  );
  throw new UsageError(
    `The ending of ${to} names no format that can be written. Use one of ${[...known, '.md', '.html'].join(', ')}.`,
  );
}

/** A format with a timeline gets the threads as they were sampled, the others the merged tree. */
function profilesToWrite(
  loaded: LoadedRecording,
  summary: Summary,
  format: ProfileFormat,
  wanted: View | undefined,
  from: string,
): readonly Profile[] {
  const usual: View = format.id === 'heapprofile' ? 'alloc' : 'cpu';
  const fallback: View = summary.cpuProfile === undefined ? 'alloc' : usual;
  const view = wanted ?? fallback;
  if (format.id === 'heapprofile' && view === 'cpu') {
    throw new UsageError(
      'A .heapprofile holds allocations only: leave out --view cpu, or write .cpuprofile.',
    );
  }
  if (format.id === 'cpuprofile' && view === 'alloc') {
    throw new UsageError(
      'A .cpuprofile holds CPU time only: write .heapprofile, .pb.gz or .folded instead.',
    );
  }
  if (view === 'alloc') return present(summary.allocationProfile, 'allocations', from);
  const timelines = loaded.recording.threads
    .map(({ timeline }) => timeline)
    .filter((timeline) => timeline?.timeline !== undefined)
    .filter((timeline) => timeline !== undefined);
  if (format.id === 'cpuprofile' && timelines.length > 0) return timelines;
  const cpu = summary.cpuProfile;
  return present(cpu === undefined ? undefined : withoutIdle(cpu), 'CPU samples', from);
}

function present(profile: Profile | undefined, what: string, from: string): readonly Profile[] {
  if (profile === undefined) throw new UsageError(`${from} holds no ${what}.`);
  return [profile];
}
