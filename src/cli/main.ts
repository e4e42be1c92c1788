import { Command, CommanderError } from 'commander';
import { ExportError } from '../io/export.js';
import { ProfileFileError } from '../io/profile-files.js';
import { LaunchError, type LaunchErrorKind } from '../launch/launch-error.js';
import { addAttachCommand } from './attach.js';
import { addConvertCommand } from './convert.js';
import { EXIT_INTERNAL, EXIT_NOT_STARTED, EXIT_OK, EXIT_USAGE } from './exit-codes.js';
import { addProveCommand } from './prove.js';
import { addRecordCommand } from './record.js';
import { addReportCommand } from './report.js';
import { addScanCommand } from './scan.js';
import { addScaleCommand } from './scale.js';
import { processTerminal, type Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

/** Every command, in the order of the help. */
const COMMANDS = [
  addRecordCommand,
  addAttachCommand,
  addReportCommand,
  addConvertCommand,
  addScanCommand,
  addScaleCommand,
  addProveCommand,
];

/** What the user has to mend, rather than the machine. */
const USAGE_KINDS: readonly LaunchErrorKind[] = [
  'folder-in-use',
  'no-node-process',
  'no-earlier-version',
];

async function main(argv: readonly string[]): Promise<void> {
  const terminal = processTerminal();
  // A reader that closes the pipe early (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT_OK);
    throw error;
  });
  const program = new Command('rankscope')
    .description('Says where ranking code spends time, memory and garbage collection.')
    .version(RANKSCOPE_VERSION)
    .enablePositionalOptions()
    .showHelpAfterError('(rankscope --help shows what there is)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  $ rankscope record -- node rank.js       record a program and print the report
  $ rankscope report .rankscope/2026-01-31T12-00-00 --html report.html
  $ rankscope convert service.cpuprofile service.pb.gz`,
    );
  for (const add of COMMANDS) {
    add(program, terminal);
  }
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCode(error, terminal);
  }
}

/** Says what happened where nobody has yet, and gives the exit code of CLI and contract. */
function exitCode(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_OK : EXIT_USAGE;
  if (
    error instanceof UsageError ||
    error instanceof ProfileFileError ||
    error instanceof ExportError
  ) {
    terminal.note(`rankscope: ${error.message}`);
    return EXIT_USAGE;
  }
  if (error instanceof LaunchError) {
    terminal.note(`rankscope: ${error.message}`);
    const isUsage = USAGE_KINDS.includes(error.kind);
    return isUsage ? EXIT_USAGE : EXIT_NOT_STARTED;
  }
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof Error && code !== undefined && 'path' in error) {
    terminal.note(`rankscope: ${error.message}`);
    return EXIT_USAGE;
  }
  terminal.note(`rankscope: this is a mistake in Rankscope itself, please report it.`);
  terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT_INTERNAL;
}

void main(process.argv);
