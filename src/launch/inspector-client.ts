import WebSocket from 'ws';
import { isObject, parseJson } from '../protocol/guards.js';
import { LaunchError } from './launch-error.js';

/** How long a running process may take to answer. */
const ANSWER_TIMEOUT_MS = 10_000;

/** A connection to the inspector of a running Node process. */
export class InspectorClient {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  #commands = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const message = parseJson(data.toString('utf8'));
      if (!isObject(message) || typeof message['id'] !== 'number') return;
      this.#waiting.get(message['id'])?.(message['result']);
    });
    socket.on('close', () => {
      for (const answer of this.#waiting.values()) answer(undefined);
    });
    socket.on('error', () => {
      // `close` follows and settles whatever waits.
    });
  }

  /** Connects to the first target an inspector at `host:port` offers. Throws `LaunchError`. */
  static async connect(address: string): Promise<InspectorClient> {
    const url = await webSocketUrl(address);
    const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: 5000 });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', (error) => {
        reject(noInspector(address, error.message));
      });
    });
    return new InspectorClient(socket);
  }

  /**
   * The value of an expression in the process, which may be in the middle of a busy loop. Throws
   * a `LaunchError` with the text of what the expression throws, or when no answer comes.
   */
  async evaluate(expression: string): Promise<unknown> {
    const id = ++this.#commands;
    const answer = await new Promise<unknown>((resolve) => {
      const timeout = setTimeout(resolve, ANSWER_TIMEOUT_MS);
      this.#waiting.set(id, (value) => {
        clearTimeout(timeout);
        resolve(value);
      });
      const params = { expression, includeCommandLineAPI: true, returnByValue: true };
      this.#socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    });
    this.#waiting.delete(id);
    if (!isObject(answer) || !isObject(answer['result'])) {
      throw new LaunchError('no-inspector', 'The process did not answer through its inspector.');
    }
    if (answer['exceptionDetails'] !== undefined) {
      const { description } = answer['result'];
      const [first] = String(description).split('\n');
      throw new LaunchError(
        'no-inspector',
        `The agent could not be started in it: ${String(first)}`,
      );
    }
    return answer['result']['value'];
  }

  close(): void {
    this.#socket.close();
  }
}

/** The address of the first target, as `http://host:port/json/list` gives it. */
async function webSocketUrl(address: string): Promise<string> {
  let list: unknown;
  try {
    const answer = await fetch(`http://${address}/json/list`, {
      signal: AbortSignal.timeout(5000),
    });
    list = await answer.json();
  } catch (error) {
    throw noInspector(address, error instanceof Error ? error.message : String(error));
  }
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const url = isObject(first) ? first['webSocketDebuggerUrl'] : undefined;
  if (typeof url === 'string') return url;
  throw noInspector(address, 'it offers no target');
}

function noInspector(address: string, why: string): LaunchError {
  return new LaunchError(
    'no-inspector',
    `No Node inspector answers at ${address} (${why}). Start the program with --inspect, or give its --pid.`,
  );
}
