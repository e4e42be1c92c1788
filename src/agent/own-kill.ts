import { constants } from 'node:os';

/** Signals that do not end a process that does not listen to them. */
const HARMLESS: ReadonlySet<string> = new Set([
  'SIGCHLD',
  'SIGCONT',
  'SIGPIPE',
  'SIGSTOP',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
  'SIGURG',
  'SIGWINCH',
]);

/**
 * Calls back when this process is about to end itself by `process.kill`. Node then runs what it
 * does at an exit, which includes waiting for open sessions of the inspector, but tells nobody.
 * The result takes everything back.
 */
export function onOwnKill(callback: () => void): () => void {
  const own = Object.getOwnPropertyDescriptor(process, 'kill');
  if (own?.configurable !== true) return () => undefined;
  const kill = process.kill.bind(process);
  const watched = (pid: number | string, signal?: string | number): true => {
    if (isThisProcess(pid) && isDeadly(signal)) callback();
    return kill(pid as number, signal);
  };
  Object.defineProperty(watched, 'name', { value: 'kill' });
  Object.defineProperty(process, 'kill', { ...own, value: watched });
  return () => {
    // Someone may have put a function of their own around this one.
    if (process.kill === watched) Object.defineProperty(process, 'kill', own);
  };
}

/** Alone or as one of its group, or of everything. */
function isThisProcess(pid: number | string): boolean {
  return [process.pid, -process.pid, 0, -1].includes(Number(pid));
}

function isDeadly(signal: string | number = 'SIGTERM'): boolean {
  const numbers: Readonly<Record<string, number>> = constants.signals;
  // Some signals have two names.
  const names = Object.keys(numbers).filter((name) => name === signal || numbers[name] === signal);
  return names.length > 0 && !names.some((name) => HARMLESS.has(name) || isListenedTo(name));
}

function isListenedTo(signal: string): boolean {
  return process.listenerCount(signal) > 0;
}
