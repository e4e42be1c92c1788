import { isFiniteNumber, isObject, isStringList, parseJson } from './guards.js';

/** Signals by which a recording is ended. */
export type StopSignal = 'SIGINT' | 'SIGTERM';

/** What an agent tells its launcher; one JSON text a line. */
export type AgentMessage =
  | {
      readonly type: 'hello';
      readonly pid: number;
      readonly node: string;
      readonly argv: readonly string[];
    }
  /** What the process uses at the moment, about once a second. */
  | {
      readonly type: 'figures';
      readonly pid: number;
      /** CPU time by passed time since the last message; above 1 with several busy threads. */
      readonly cpuShare: number;
      /** Used heap of the main thread. */
      readonly heapBytes: number;
    }
  /** The process got the signal itself, so nobody needs to pass it on. */
  | { readonly type: 'signalled'; readonly pid: number; readonly signal: string }
  /** Everything measured so far is on disk. */
  | { readonly type: 'flushed'; readonly pid: number };

/** What a launcher tells an agent; one JSON text a line. */
export type LauncherMessage =
  /** Write down what there is, then end the process as this signal would. */
  | { readonly type: 'stop'; readonly signal: StopSignal }
  /** End the recording and leave the process alone; switch its inspector off if we woke it. */
  | { readonly type: 'detach'; readonly closesInspector: boolean };

/** The message in a line from an agent; `undefined` when it is none. */
export function parseAgentMessage(line: string): AgentMessage | undefined {
  const value = parseJson(line);
  if (!isObject(value) || !isFiniteNumber(value['pid'])) return undefined;
  switch (value['type']) {
    case 'hello':
      return typeof value['node'] === 'string' && isStringList(value['argv'])
        ? { type: 'hello', pid: value['pid'], node: value['node'], argv: value['argv'] }
        : undefined;
    case 'figures': {
      const { pid, cpuShare, heapBytes } = value;
      return isFiniteNumber(cpuShare) && isFiniteNumber(heapBytes)
        ? { type: 'figures', pid, cpuShare, heapBytes }
        : undefined;
    }
    case 'signalled':
      return typeof value['signal'] === 'string'
        ? { type: 'signalled', pid: value['pid'], signal: value['signal'] }
        : undefined;
    case 'flushed':
      return { type: 'flushed', pid: value['pid'] };
    default:
      return undefined;
  }
}

/** The message in a line from a launcher; `undefined` when it is none. */
export function parseLauncherMessage(line: string): LauncherMessage | undefined {
  const value = parseJson(line);
  if (!isObject(value)) return undefined;
  if (value['type'] === 'detach') {
    return { type: 'detach', closesInspector: value['closesInspector'] === true };
  }
  if (value['type'] === 'stop' && (value['signal'] === 'SIGINT' || value['signal'] === 'SIGTERM')) {
    return { type: 'stop', signal: value['signal'] };
  }
  return undefined;
}
