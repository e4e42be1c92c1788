/**
 * What the supervisor (and `attach`) may ask of the agent in another thread. It travels as an
 * expression that V8 evaluates there, between two instructions of a busy loop if need be.
 */
export interface AgentHook {
  /** Keep small what is held in memory. Has the process begun to end? */
  drain(): boolean;
  /** Write down what was recorded so far. */
  rotate(): void;
  /** End the recording of this thread; with a thread id, only if this is that thread. */
  finish(threadId?: number): void;
  /** End the recording and take everything of the agent out of this thread again. */
  detach(): void;
  /** Stop listening to signals, so that they act as if there were no agent. */
  releaseSignals(): void;
  /** How many listeners of its own the program has for this signal. */
  ownListeners(signal: NodeJS.Signals): number;
}

const HOOK = 'rankscope.agent';

/** Makes `hook` known in this thread; a copy of the agent that comes later replaces it. */
export function installHook(hook: AgentHook): void {
  Object.defineProperty(globalThis, Symbol.for(HOOK), {
    value: hook,
    configurable: true,
    enumerable: false,
    writable: false,
  });
}

/** Takes the hook out of this thread. */
export function removeHook(): void {
  Reflect.deleteProperty(globalThis, Symbol.for(HOOK));
}

/** The expression that calls a method of the hook where there is one. */
export function hookExpression(method: keyof AgentHook, argument?: string | number): string {
  const value = argument === undefined ? '' : JSON.stringify(argument);
  return `globalThis[Symbol.for(${JSON.stringify(HOOK)})]?.${method}(${value})`;
}
