import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAgentMessage, type AgentMessage, type LauncherMessage } from '../protocol/control.js';

/** The launcher's end of the line to the agents of all processes of a target. */
export class ControlServer {
  /** Where agents find this server: a socket, or on Windows a named pipe. */
  readonly address: string;
  readonly #server: Server;
  readonly #agents = new Map<Socket, number | undefined>();
  readonly #onMessage: (message: AgentMessage) => void;

  constructor(onMessage: (message: AgentMessage) => void) {
    this.#onMessage = onMessage;
    // Socket paths end at some 100 characters, so it lies in the temporary folder.
    const name = `rankscope-${process.pid}-${randomBytes(4).toString('hex')}`;
    this.address =
      process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
    this.#server = createServer((socket) => {
      this.#accept(socket);
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.address, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  /** How many processes with an agent are running. */
  get agentCount(): number {
    return this.#agents.size;
  }

  /** Process ids of the agents that have introduced themselves. */
  get pids(): number[] {
    return [...this.#agents.values()].filter((pid) => pid !== undefined);
  }

  /** Tells every agent the same. */
  send(message: LauncherMessage): void {
    for (const socket of this.#agents.keys()) socket.write(`${JSON.stringify(message)}\n`);
  }

  close(): void {
    for (const socket of this.#agents.keys()) socket.destroy();
    this.#server.close();
  }

  #accept(socket: Socket): void {
    this.#agents.set(socket, undefined);
    socket.setEncoding('utf8');
    socket.on('close', () => this.#agents.delete(socket));
    socket.on('error', () => {
      // A process that was killed: its `close` follows.
    });
    let rest = '';
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const message = parseAgentMessage(line);
        if (message === undefined) continue;
        this.#agents.set(socket, message.pid);
        this.#onMessage(message);
      }
    });
  }
}
