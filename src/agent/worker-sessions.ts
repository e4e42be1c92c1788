import type { Session } from 'node:inspector';

/** How long workers may take to carry out a command. */
const COMMAND_TIMEOUT_MS = 800;

interface Attached {
  readonly sessionId: string;
}

interface Received extends Attached {
  readonly message: string;
}

/** Reaches every worker of this process through the inspector of its main thread. */
export class WorkerSessions {
  readonly #session: Session;
  readonly #sessionIds = new Set<string>();
  readonly #waiting = new Map<string, () => void>();
  #watching = false;
  #commands = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Attaches to all workers there are, and to those that come. */
  watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    this.#session.on('NodeWorker.attachedToWorker', ({ params }: { params: Attached }) => {
      this.#sessionIds.add(params.sessionId);
    });
    this.#session.on('NodeWorker.detachedFromWorker', ({ params }: { params: Attached }) => {
      this.#sessionIds.delete(params.sessionId);
      for (const [command, done] of this.#waiting)
        {if (command.startsWith(`${params.sessionId}:`)) done();}
    });
    this.#session.on('NodeWorker.receivedMessageFromWorker', ({ params }: { params: Received }) => {
      const { id } = JSON.parse(params.message) as { id?: number };
      if (id !== undefined) this.#waiting.get(`${params.sessionId}:${id}`)?.();
    });
    this.#session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  }

  /** Evaluates an expression in every worker; done when all have, or took too long. */
  async evaluate(expression: string): Promise<void> {
    await Promise.all([...this.#sessionIds].map((id) => this.#evaluateIn(id, expression)));
  }

  /** Detaches from all workers. */
  async release(): Promise<void> {
    if (!this.#watching) return;
    this.#watching = false;
    this.#sessionIds.clear();
    await new Promise<void>((resolve) => {
      setTimeout(resolve, COMMAND_TIMEOUT_MS);
      this.#session.post('NodeWorker.disable', () => {
        resolve();
      });
    });
  }

  #evaluateIn(sessionId: string, expression: string): Promise<void> {
    const id = ++this.#commands;
    const command = `${sessionId}:${id}`;
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timeout);
        this.#waiting.delete(command);
        resolve();
      };
      const timeout = setTimeout(done, COMMAND_TIMEOUT_MS);
      this.#waiting.set(command, done);
      const message = JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression } });
      this.#session.post('NodeWorker.sendMessageToWorker', { sessionId, message }, (error) => {
        if (error !== null) done();
      });
    });
  }
}
