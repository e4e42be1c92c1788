import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { candidates, compile, TYPESCRIPT } from './compile.js';
import { moduleKind } from './module-kind.js';

/*
 * Hooks for `module.register`, which Node runs in a thread of its own.
 */

interface Resolved {
  readonly url: string;
  readonly format?: string | null;
  readonly shortCircuit?: boolean;
}

interface Loaded {
  readonly format: string;
  readonly source?: string;
  readonly shortCircuit?: boolean;
}

type NextResolve = (specifier: string, context: object) => Promise<Resolved>;
type NextLoad = (url: string, context: object) => Promise<Loaded>;

/** Finds the TypeScript file behind a specifier that names a file which was never built. */
export async function resolve(
  specifier: string,
  context: object,
  next: NextResolve,
): Promise<Resolved> {
  try {
    return await next(specifier, context);
  } catch (error) {
    const isPath = /^(?:\.{1,2}\/|\/|file:)/.test(specifier);
    for (const candidate of isPath ? candidates(specifier) : []) {
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
export async function load(url: string, context: object, next: NextLoad): Promise<Loaded> {
  const file = url.startsWith('file:') ? fileURLToPath(url) : '';
  if (!TYPESCRIPT.test(file)) return next(url, context);
  const text = readFileSync(file, 'utf8');
  const format = moduleKind(file, text);
  return { format, source: compile(text, file, format), shortCircuit: true };
}
