import type * as vscode from 'vscode';

/** Timers of which each key has one at most. */
export class KeyedTimers implements vscode.Disposable {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** Does something in so many ms, in place of what this key was waiting for. */
  set(key: string, ms: number, run: () => void): void {
    this.clear(key);
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      run();
    }, ms);
    this.#timers.set(key, timer);
  }

  /** Is this key waiting for something? */
  has(key: string): boolean {
    return this.#timers.has(key);
  }

  /** Forgets what this key is waiting for. */
  clear(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
