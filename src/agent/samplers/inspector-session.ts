import { Session } from 'node:inspector';

/** A session with the inspector of this very thread, where every answer comes synchronously. */
export class InspectorSession {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
  }

  /** The answer to one command. Throws what the inspector refuses. */
  post(method: string, params: object = {}): unknown {
    let answer: unknown;
    let failure: unknown;
    this.#session.post(method, params, (error, result) => {
      failure = error;
      answer = result;
    });
    if (failure !== null && failure !== undefined) {
      throw new Error(`${method}: ${JSON.stringify(failure)}`);
    }
    return answer;
  }

  /** Calls back with the parameters of each notification of this name. */
  on(notification: string, listener: (params: unknown) => void): void {
    this.#session.on(notification, (message: { params: unknown }) => {
      listener(message.params);
    });
  }

  disconnect(): void {
    this.#session.disconnect();
  }
}
