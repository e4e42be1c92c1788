import { fileURLToPath } from 'node:url';
import { compiledModule } from './compiled-module.js';
import { fileCandidates } from './file-candidates.js';
import { sourceOf } from './source-of.js';

/*
 * Hooks for `module.register`, which Node runs in a thread of its own.
 */

/** What Node tells of a request, and is told of a module. */
interface Context {
  readonly parentURL?: string;
}

interface Resolved {
  readonly url: string;
}

interface Loaded {
  readonly format?: string | null;
  readonly source?: unknown;
}

/** CommonJS that was given to Node together with its text. */
const given = new Set<string>();

/** What such modules require: Node reads it past everything that hooks into `require`. */
const required = new Set<string>();

/** Finds the TypeScript file behind a specifier that names a file which was never built. */
export async function resolve(
  specifier: string,
  context: Context,
  next: (specifier: string, context: Context) => Promise<Resolved>,
): Promise<Resolved> {
  const resolved = await found(specifier, (name) => next(name, context));
  if (context.parentURL !== undefined && given.has(context.parentURL)) required.add(resolved.url);
  return resolved;
}

async function found(
  specifier: string,
  next: (specifier: string) => Promise<Resolved>,
): Promise<Resolved> {
  try {
    return await next(specifier);
  } catch (error) {
    for (const candidate of fileCandidates(specifier)) {
      try {
        return await next(candidate);
      } catch {
        // Nor this one; in the end the first error is the one that tells most.
      }
    }
    throw error;
  }
}

/**
 * Compiles TypeScript, and gives CommonJS that compiled CommonJS requires as the counting hook wants
 * it; everything else is left to Node.
 */
export async function load(
  url: string,
  context: object,
  next: (url: string, context: object) => Promise<Loaded>,
): Promise<Loaded> {
  const compiled = compiledModule(url);
  const loaded = compiled ?? (await next(url, context));
  if (loaded.format !== 'commonjs') return loaded;
  if (loaded.source == null && !(required.has(url) && url.startsWith('file:'))) return loaded;
  given.add(url);
  if (loaded.source != null) return loaded;
  return { ...loaded, source: sourceOf(fileURLToPath(url)).replace(/^\uFEFF/, '') };
}
