import type { Command } from 'commander';
import { loadAny } from '../io/load-any.js';
import { addReportOptions } from './record.js';
import { rootOf, writeReport, type ReportOptions } from './report-output.js';
import type { Terminal } from './terminal.js';

/** `rankscope report`: say what recordings or profile files hold. */
export function addReportCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('report')
    .summary('say what a recording or a profile of any format holds')
    .description(
      'Prints the report of a recording or a profile file (.cpuprofile, .heapprofile, pprof, ' +
        'folded stacks); several are merged into one.',
    )
    .argument('<path...>', 'recording folders or profile files');
  addReportOptions(command)
    .option('--thread <pid-tid>', 'only this thread of a recording, for example 4711-0')
    .addHelpText(
      'after',
      `
Examples:
  $ rankscope report .rankscope/2026-01-31T12-00-00
  $ rankscope report monday.cpuprofile tuesday.cpuprofile --top 20
  $ rankscope report service.pb.gz --json | jq '.lines[0]'`,
    )
    .action(async (paths: string[], options: ReportOptions & { thread?: string }) => {
      const loaded = await loadAny(paths, rootOf(options), options.thread);
      writeReport(loaded, options, terminal);
    });
}
