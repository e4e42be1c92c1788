import path from 'node:path';
import {
  COUNTING_ENV,
  COUNTING_VERSION,
  type Counter,
  type CountingOptions,
  type Replacement,
} from '../protocol/counting.js';

/** What to add to the start of a Node process. */
export interface NodeAdditions {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Lets a Node process load files with the text of others, and count if asked to. Both versions of a
 * proof are started like this, so that they differ in nothing but the text.
 * @param folder for counts; has to exist
 */
export function replacing(
  replacements: readonly Replacement[],
  counter: Counter,
  { dist, folder }: { readonly dist: string; readonly folder: string },
): NodeAdditions {
  const options: CountingOptions = {
    ...{ version: COUNTING_VERSION, folder, counter, deps: [], replacements },
  };
  return {
    args: ['--require', path.join(dist, 'counting.js')],
    // What tsx keeps of earlier runs may be of the other version.
    env: { [COUNTING_ENV]: JSON.stringify(options), TSX_DISABLE_CACHE: '1' },
  };
}
