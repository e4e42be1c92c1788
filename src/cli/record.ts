import { Option, type Command } from 'commander';
import { finishRecording } from '../io/recording-folder.js';
import { shownPath } from '../io/shown-path.js';
import { DEFAULT_RECORD_OPTIONS, type RecordOptions } from '../launch/agent-environment.js';
import { record } from '../launch/record.js';
import { prepareFolder } from '../launch/recording-target.js';
import { wholeNumber, seconds } from './number-options.js';
import { rootOf, writeReport, type ReportOptions } from './report-output.js';
import type { Terminal } from './terminal.js';

export interface RecordCommandOptions extends ReportOptions {
  readonly out?: string;
  readonly force?: true;
  readonly heap: boolean;
  readonly heapSnapshot?: true;
  readonly interval: number;
  readonly sampler: RecordOptions['sampler'];
  readonly duration?: number;
}

/** Adds the options that say what to measure; `record` and `attach` share them. */
export function addSamplingOptions(command: Command): Command {
  return command
    .option('--out <dir>', 'folder for the recording (default: .rankscope/<time>)')
    .option('--force', 'replace the recording that --out already holds')
    .option('--no-heap', 'do not sample allocations')
    .option('--heap-snapshot', 'also write a heap snapshot when the recording ends')
    .option(
      '--interval <µs>',
      'time between CPU samples',
      wholeNumber(50, 1_000_000),
      DEFAULT_RECORD_OPTIONS.intervalUs,
    )
    .addOption(
      new Option('--sampler <name>', 'who takes the CPU samples')
        .choices(['auto', 'v8-profiler-next', 'inspector'])
        .default('auto'),
    )
    .option('--duration <s>', 'end the recording after so many seconds', seconds);
}

/** Adds the options that say how to show the result. */
export function addReportOptions(command: Command): Command {
  return command
    .option('--json', 'print one JSON document on stdout and nothing else')
    .option('--html <file>', 'also write the report as one HTML page')
    .option('--top <n>', 'rows of each table', wholeNumber(1, 100_000))
    .option('--root <dir>', 'folder whose sources may be shown (default: the working folder)');
}

/** What the options of the command line mean for a recording. */
export function recordOptions(options: RecordCommandOptions): RecordOptions {
  return {
    ...DEFAULT_RECORD_OPTIONS,
    sampler: options.sampler,
    intervalUs: options.interval,
    heap: options.heap,
    heapSnapshot: options.heapSnapshot === true,
  };
}

/** `rankscope record`: run a command and say where it spends. */
export function addRecordCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('record')
    .summary('run a command and say where it spends time, memory and GC')
    .description(
      'Runs a command with the profiler in every Node process and worker thread it starts, ' +
        'keeps a recording and prints its report. Ctrl-C ends the command and keeps the recording.',
    )
    .argument('<command...>', 'the command and its arguments, after --')
    .passThroughOptions();
  addReportOptions(addSamplingOptions(command))
    .addHelpText(
      'after',
      `
Examples:
  $ rankscope record -- node dist/rank.js --items 5000
  $ rankscope record --html report.html -- npm run rank
  $ rankscope record --duration 30 --json -- npx tsx src/server.ts > report.json`,
    )
    .action(async (words: string[], options: RecordCommandOptions) => {
      await runRecord(words, options, terminal);
    });
}

async function runRecord(
  words: readonly string[],
  options: RecordCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const cwd = process.cwd();
  const folder = prepareFolder(options.out, cwd, options.force === true);
  terminal.note(`Recording to ${shownPath(folder, cwd)} (Ctrl-C ends it and keeps the recording)`);
  const run = await record({
    command: words,
    cwd,
    env: process.env,
    folder,
    agentFolder: __dirname,
    options: recordOptions(options),
    stdio: ['inherit', options.json === true ? 2 : 'inherit', 'inherit'],
    durationMs: options.duration === undefined ? undefined : options.duration * 1000,
    onStop: (text) => {
      terminal.note(text);
    },
  });
  const loaded = finishRecording(folder, run, rootOf(options));
  if (options.json !== true) terminal.out('\n');
  writeReport(loaded, options, terminal, { recording: folder });
  terminal.note(`\nRecorded to ${shownPath(folder, cwd)}`);
}
