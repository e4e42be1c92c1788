import { compiledModule } from './compiled-module.js';
import { fileCandidates } from './file-candidates.js';

/*
 * Hooks for `module.register`, which Node runs in a thread of its own.
 */

/** Finds the TypeScript file behind a specifier that names a file which was never built. */
export async function resolve(
  specifier: string,
  context: object,
  next: (specifier: string, context: object) => Promise<object>,
): Promise<object> {
  try {
    return await next(specifier, context);
  } catch (error) {
    for (const candidate of fileCandidates(specifier)) {
      try {
        return await next(candidate, context);
      } catch {
        // Nor this one; in the end the first error is the one that tells most.
      }
    }
    throw error;
  }
}

/** Compiles TypeScript; everything else is left to Node. */
export async function load(
  url: string,
  context: object,
  next: (url: string, context: object) => Promise<object>,
): Promise<object> {
  return compiledModule(url) ?? (await next(url, context));
}
