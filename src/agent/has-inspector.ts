import { Session } from 'node:inspector';

/**
 * Can this process be inspected? The process that only starts the files of `node --test` cannot,
 * and a thread that connects to it all the same makes Node abort. Nobody wants to see that one's
 * work: the tests run in processes of their own.
 */
export function hasInspector(): boolean {
  const session = new Session();
  try {
    session.connect();
  } catch {
    // "This Environment was initialized without a V8::Inspector"
    return false;
  }
  session.disconnect();
  return true;
}
