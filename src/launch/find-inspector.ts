import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InspectorClient } from './inspector-client.js';
import { LaunchError } from './launch-error.js';

/** An inspector of a running process. */
export interface FoundInspector {
  readonly client: InspectorClient;
  /** It was off before, and is to be switched off again. */
  readonly wasWoken: boolean;
}

/** Where an inspector listens unless it is told otherwise. */
const DEFAULT_PORT = 9229;

/** Bit of SIGUSR1 (signal 10) in the masks of `/proc/<pid>/status`. */
const SIGUSR1_BIT = 1n << 9n;

const WAKE_TIMEOUT_MS = 5000;

/** Connects to the inspector of a process, waking it where it is not on. Throws `LaunchError`. */
export async function findInspector(pid: number): Promise<FoundInspector> {
  checkIsNode(pid);
  const open = await firstInspectorOf(pid);
  if (open !== undefined) return { client: open, wasWoken: false };
  wake(pid);
  const deadline = Date.now() + WAKE_TIMEOUT_MS;
  while (Date.now() < deadline) {
    await sleep(50);
    const woken = await firstInspectorOf(pid);
    if (woken !== undefined) return { client: woken, wasWoken: true };
  }
  throw new LaunchError(
    'no-inspector',
    `Process ${pid} did not open its inspector (port ${DEFAULT_PORT} may be taken, or the program handles SIGUSR1 itself). Start it with --inspect=0 and give --inspect host:port.`,
  );
}

/** SIGUSR1 ends a program that is no Node, so this has to be certain before it is sent. */
function checkIsNode(pid: number): void {
  try {
    process.kill(pid, 0);
  } catch (error) {
    const isForbidden = (error as NodeJS.ErrnoException).code === 'EPERM';
    throw new LaunchError(
      'no-such-process',
      isForbidden
        ? `Process ${pid} belongs to another user; run Rankscope as that user.`
        : `There is no process ${pid}.`,
    );
  }
  const program = programOf(pid);
  if (!/^(node|nodejs|iojs)(\.exe)?$/i.test(program) || !handlesWakeUp(pid)) {
    throw new LaunchError(
      'not-a-node-process',
      `Process ${pid} (${program === '' ? 'unknown program' : program}) is no Node.js process that can be attached to. Give --inspect host:port if it has an inspector.`,
    );
  }
}

function programOf(pid: number): string {
  try {
    if (existsSync('/proc/self/exe')) return basename(readlinkSync(`/proc/${pid}/exe`));
    if (process.platform === 'win32') {
      const list = execFileSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']);
      return /^"([^"]+)"/.exec(list.toString())?.[1] ?? '';
    }
    const name = execFileSync('ps', ['-o', 'comm=', '-p', String(pid)])
      .toString()
      .trim();
    return basename(name);
  } catch {
    // The caller refuses a process it knows nothing about.
    return '';
  }
}

/** Has the process a handler for SIGUSR1? Only Linux tells; elsewhere every Node has one. */
function handlesWakeUp(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return true;
  const mask = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(status, 'utf8'))?.[1];
  return mask !== undefined && (BigInt(`0x${mask}`) & SIGUSR1_BIT) !== 0n;
}

function wake(pid: number): void {
  // Windows has no SIGUSR1; Node offers the same through shared memory.
  const debugProcess = (process as { _debugProcess?: (pid: number) => void })._debugProcess;
  if (process.platform === 'win32' && debugProcess !== undefined) debugProcess(pid);
  else process.kill(pid, 'SIGUSR1');
}

/** A connection to the inspector that is open in this process, whichever port it listens on. */
async function firstInspectorOf(pid: number): Promise<InspectorClient | undefined> {
  for (const port of listeningPorts(pid) ?? [DEFAULT_PORT]) {
    let client: InspectorClient | undefined;
    try {
      client = await InspectorClient.connect(`127.0.0.1:${port}`);
      if ((await client.evaluate('process.pid')) === pid) return client;
    } catch {
      // Another server of the process, or another process on the default port.
    }
    client?.close();
  }
  return undefined;
}

/** Local TCP ports on which the process listens; nothing where the system does not tell. */
function listeningPorts(pid: number): number[] | undefined {
  try {
    const inodes = new Set<string>();
    for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(linkTarget(`/proc/${pid}/fd/${descriptor}`))?.[1];
      if (inode !== undefined) inodes.add(inode);
    }
    const ports: number[] = [];
    for (const line of readFileSync(`/proc/${pid}/net/tcp`, 'utf8').split('\n')) {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
      const isListening = state === '0A' && inodes.has(inode);
      if (isListening) ports.push(parseInt(local.split(':')[1] ?? '', 16));
    }
    return ports;
  } catch {
    return undefined;
  }
}

function linkTarget(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // A descriptor that was closed while the list was read.
    return '';
  }
}
