import * as threads from 'node:worker_threads';

/**
 * Is this the thread in which Node runs the hooks of module loaders? It belongs to no program, and
 * loads the preloads all the same. Since Node 22.14 it says so itself; before, the stack does.
 */
export function isLoaderThread(): boolean {
  const { isInternalThread } = threads as { isInternalThread?: boolean };
  if (isInternalThread !== undefined) return isInternalThread;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = limit;
  return /at initializeHooks /.test(stack);
}
