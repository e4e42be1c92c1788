import type { Command } from 'commander';
import { finishRecording } from '../io/recording-folder.js';
import { shownPath } from '../io/shown-path.js';
import { attach, type AttachRequest } from '../launch/attach.js';
import { prepareFolder } from '../launch/recording-target.js';
import { wholeNumber } from './number-options.js';
import {
  addReportOptions,
  addSamplingOptions,
  recordOptions,
  type RecordCommandOptions,
} from './record.js';
import { rootOf, writeReport } from './report-output.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

interface AttachCommandOptions extends RecordCommandOptions {
  readonly pid?: number;
  readonly inspect?: string;
}

/** `rankscope attach`: record a process that is running already. */
export function addAttachCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('attach')
    .summary('record a process that is running already')
    .description(
      'Records a running Node process until Ctrl-C, the end of --duration or its own end, leaves ' +
        'it running as it was and prints the report.',
    )
    .option('--pid <n>', 'process id', wholeNumber(1, 2 ** 31))
    .option(
      '--inspect <host:port>',
      'address of the inspector of a process started with --inspect',
    );
  addReportOptions(addSamplingOptions(command))
    .addHelpText(
      'after',
      `
Examples:
  $ rankscope attach --pid 4711 --duration 30
  $ rankscope attach --inspect 127.0.0.1:9229 --html report.html`,
    )
    .action(async (options: AttachCommandOptions) => {
      await runAttach(options, terminal);
    });
}

async function runAttach(options: AttachCommandOptions, terminal: Terminal): Promise<void> {
  const target = targetOf(options);
  const cwd = process.cwd();
  const folder = prepareFolder(options.out, cwd, options.force === true);
  const stop = new AbortController();
  const onSignal = () => {
    stop.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const run = await attach({
    process: target,
    folder,
    agentFolder: __dirname,
    options: recordOptions(options),
    durationMs: options.duration === undefined ? undefined : options.duration * 1000,
    stop: stop.signal,
    onStarted: (pid) => {
      terminal.note(`Recording process ${pid} (Ctrl-C ends the recording, not the process)`);
    },
  });
  const loaded = finishRecording(folder, run, rootOf(options));
  writeReport(loaded, options, terminal, { recording: folder });
  terminal.note(`\nRecorded to ${shownPath(folder, cwd)}`);
}

function targetOf({ pid, inspect }: AttachCommandOptions): AttachRequest['process'] {
  if (pid !== undefined && inspect === undefined) return { pid };
  if (inspect !== undefined && pid === undefined) {
    if (/^[\w.[\]:-]+:\d+$/.test(inspect)) return { inspect };
    throw new UsageError(
      `--inspect takes host:port, for example 127.0.0.1:9229, not "${inspect}".`,
    );
  }
  throw new UsageError('Say which process: either --pid or --inspect host:port.');
}
