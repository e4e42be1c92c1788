import { isAbsolutePath } from '../model/files.js';

/** The program of ours that runs the functions of workload modules. */
const WORKLOAD_RUNNER = /[\\/]workload\.js$/;

/** What was recorded, in few words: `feed.workload.ts › run`, `node rank.js`; empty for no command. */
export function commandName(command: readonly string[]): string {
  const runner = command.findIndex((word) => WORKLOAD_RUNNER.test(word));
  if (runner !== -1) {
    const flag = command.indexOf('--export', runner);
    const run = flag === -1 ? 'run' : (command[flag + 1] ?? 'run');
    return `${baseName(command[runner + 1] ?? '')} › ${run}`;
  }
  return command.map((word) => (isAbsolutePath(word) ? baseName(word) : word)).join(' ');
}

/** The command as one would type it, near enough to be read. */
export function commandLine(command: readonly string[]): string {
  return command
    .map((word) => (/^$|[\s"'\\$`]/.test(word) ? JSON.stringify(word) : word))
    .join(' ');
}

function baseName(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}
