import { ENDING_SIGNALS } from './supervisor-protocol.js';

/** What is to be done when the process gets a signal. */
export interface SignalActions {
  /** First of all, and whatever the program does about the signal. */
  onSignal(signal: NodeJS.Signals): void;
  /** The program handles the signal itself: it may go on for long. */
  flush(): void;
  /** The signal is going to end the process. */
  finish(): void;
}

/**
 * Listens to the signals that end a process, and leaves their effect as it was: with listeners of
 * its own the program decides, without any the signal ends the process just a moment later.
 *
 * A listener needs a turn of the event loop, so a busy loop would survive a signal it never
 * survived before. Therefore the supervisor makes this object let go while the loop is stuck.
 */
export class SignalListeners {
  readonly #actions: SignalActions;
  #listening = false;

  constructor(actions: SignalActions) {
    this.#actions = actions;
  }

  /** Starts listening, if it is not so already. */
  listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    for (const signal of ENDING_SIGNALS) process.on(signal, this.#onSignal);
  }

  /** Stops listening: signals act as if there were no agent. */
  release(): void {
    if (!this.#listening) return;
    this.#listening = false;
    for (const signal of ENDING_SIGNALS) process.off(signal, this.#onSignal);
  }

  /** How many listeners the program itself has for this signal. */
  ownListeners(signal: NodeJS.Signals): number {
    return process.listeners(signal).filter((listener) => listener !== this.#onSignal).length;
  }

  readonly #onSignal = (signal: NodeJS.Signals): void => {
    this.#actions.onSignal(signal);
    if (this.ownListeners(signal) > 0) {
      this.#actions.flush();
      return;
    }
    this.#actions.finish();
    this.release();
    process.kill(process.pid, signal);
  };
}
