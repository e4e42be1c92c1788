/**
 * What the supervisor (and `attach`) may ask of the agent in another thread. It travels as an
 * expression that V8 evaluates there, between two instructions of a busy loop if need be: the
 * program may be in the middle of `Atomics.wait`, so nothing here may wait (in V8 a second wait
 * within the first one makes an endless loop of its list of waiters).
 */
export interface AgentHook {
  /** Keep small what is held in memory; gives the used heap of this thread in bytes. */
  drain(): number;
  /** Write down what was recorded so far. */
  rotate(): void;
  /**
   * End the recording of this thread. Has it ended? Not yet, if this comes in the middle of other
   * work of the recorder.
   */
  finish(): boolean;
  /** End the recording and take everything of the agent out of this thread again. */
  detach(): void;
  /** Stop listening to signals, so that they act as if there were no agent. */
  releaseSignals(): void;
  /** Has the process begun to end? */
  isExiting(): boolean;
  /** How many listeners of its own the program has for this signal. */
  ownListeners(signal: NodeJS.Signals): number;
}

const HOOK = Symbol.for('rankscope.agent');
const HOOK_EXPRESSION = 'globalThis[Symbol.for("rankscope.agent")]';

/** Stands where there is nothing to record, and while an agent starts. */
export const IDLE_HOOK: AgentHook = {
  drain: () => 0,
  rotate: () => undefined,
  finish: () => true,
  detach: () => undefined,
  releaseSignals: () => undefined,
  isExiting: () => false,
  ownListeners: () => 0,
};

/** Makes `hook` known in this thread, in place of the one before. */
export function installHook(hook: AgentHook): void {
  Object.defineProperty(globalThis, HOOK, {
    value: hook,
    configurable: true,
    enumerable: false,
    writable: false,
  });
}

/** Is there an agent in this thread? */
export function hasHook(): boolean {
  return HOOK in globalThis;
}

/** Takes the hook out of this thread. */
export function removeHook(): void {
  Reflect.deleteProperty(globalThis, HOOK);
}

/** The expression that calls a method of the hook where there is one. */
export function hookExpression(method: keyof AgentHook, argument?: string | number): string {
  const value = argument === undefined ? '' : JSON.stringify(argument);
  return `${HOOK_EXPRESSION}?.${method}(${value})`;
}

/**
 * The expression that ends the recording of the worker it is evaluated in: true when it has ended.
 * An agent that has not started yet will not start any more.
 */
export const END_EXPRESSION =
  `(${HOOK_EXPRESSION} ?? Object.defineProperty(globalThis, Symbol.for("rankscope.agent"), ` +
  '{ value: { drain: () => 0, rotate() {}, finish: () => true, detach() {} } })' +
  '[Symbol.for("rankscope.agent")]).finish()';

/** What a thread says of itself: `ready` when an agent could start in it. */
export type ThreadState = 'booting' | 'ready' | 'recorded';

/**
 * Is Node in the middle of loading a module of its own? Whoever asks for a module then gets, and
 * leaves behind, half of one. Written to be put into another thread as text.
 */
function isLoadingItself(): boolean {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 200;
  const stack = String(new Error().stack);
  Error.stackTraceLimit = limit;
  return /compileForInternalLoader|internal\/bootstrap/.test(stack);
}

/**
 * The expression that tells the state of a thread. Node sets a worker up with code of its own, and
 * ends it with an internal error when a file is loaded before that is done.
 */
export const STATE_EXPRESSION =
  `${HOOK_EXPRESSION} !== undefined ? "recorded" : (${isLoadingItself.toString()})() ? "booting" : ` +
  '(process.getBuiltinModule?.("module") ?? require("module")).runMain ? "ready" : "booting"';

/** The expression that starts the agent of this file in another thread. */
export function startExpression(agentFile: string, options: string): string {
  const file = JSON.stringify(agentFile);
  // The inspector's own `require` is not there in every thread.
  const load = `(process.getBuiltinModule?.("module").createRequire(${file}) ?? require)(${file})`;
  return `${HOOK_EXPRESSION} ?? ${load}.startAgent(${JSON.stringify(options)})`;
}
