import { WorkloadError } from './arguments.js';

/** What the module itself throws becomes the cause of a sentence that says when. */
export async function inStep<T>(failure: string, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof WorkloadError) throw error;
    throw new WorkloadError(`${failure}:`, { cause: error });
  }
}

/** What a failure looks like to the author of a module, who needs the stack of theirs. */
export function failureText(error: unknown): string {
  if (!(error instanceof WorkloadError)) return stackOf(error);
  return error.cause === undefined ? error.message : `${error.message} ${stackOf(error.cause)}`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
