import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COUNTING_ENV, parseCountingOptions } from '../../protocol/counting.js';
import { loadedModule, type LoadedModule } from './loaded-module.js';
import { SourceText } from './source-text.js';

/*
 * Hooks for `module.register`, which Node runs in a thread of its own.
 */

const options = parseCountingOptions(process.env[COUNTING_ENV]);
const sources = options === undefined ? undefined : new SourceText(options, dirname(__filename));

/** Puts counters into ES modules. */
export async function load(
  url: string,
  context: object,
  next: (url: string, context: object) => Promise<LoadedModule>,
): Promise<LoadedModule> {
  const loaded = await next(url, context);
  if (sources === undefined || !url.startsWith('file:')) return loaded;
  return loadedModule(loaded, fileURLToPath(url), (file, text) => sources.textFor(file, text));
}
