import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A running process. */
export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

const run = promisify(execFile);

/** Which Node processes of this user are running, the youngest first? */
export async function nodeProcesses(): Promise<RunningProcess[]> {
  const { stdout } =
    process.platform === 'win32'
      ? await run('powershell.exe', [
          '-NoProfile',
          '-Command',
          'Get-CimInstance Win32_Process -Filter "Name=\'node.exe\'" | ForEach-Object { "$($_.ProcessId) $($_.CommandLine)" }',
        ])
      : await run('ps', ['-x', '-ww', '-o', 'pid=,args=']);
  return parseProcesses(stdout);
}

/** The Node programs in a list of process ids and command lines. */
export function parseProcesses(list: string): RunningProcess[] {
  return list
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(.*\S)\s*$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid = '', command = '']) => ({ pid: Number(pid), command }))
    .filter(({ command }) => isNode(command))
    .reverse();
}

function isNode(command: string): boolean {
  const program = /^"([^"]+)"|^\S+/.exec(command);
  const file = program?.[1] ?? program?.[0] ?? '';
  return /(?:^|[\\/])node(?:js)?(?:\.exe)?$/i.test(file);
}
