import { Module } from 'node:module';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The parts of Node's module system that have no type. */
interface ModuleSystem {
  readonly _extensions: Record<string, (module: { exports: unknown }, file: string) => void>;
}

interface TransformOptions {
  readonly sourcefile?: string;
}

type Transform = (code: unknown, options?: TransformOptions) => unknown;

const ESBUILD = /[\\/]node_modules[\\/]esbuild[\\/]lib[\\/]main\.js$/;

/**
 * Puts `textFor` in front of the compiler of tsx: what comes out of it has other columns, and, of
 * older versions, other lines than the file.
 */
export function passThroughEsbuild(textFor: (file: string, text: string) => string): void {
  const extensions = (Module as unknown as ModuleSystem)._extensions;
  const load = extensions['.js'];
  if (load === undefined) return;
  const wrapped = (transform: Transform): Transform => {
    return (code, options) => {
      const file = pathOf(options?.sourcefile);
      const isText = typeof code === 'string' && file !== undefined;
      return transform(isText ? textFor(file, code) : code, options);
    };
  };
  extensions['.js'] = (module, file) => {
    load(module, file);
    if (!ESBUILD.test(file)) return;
    extensions['.js'] = load;
    const esbuild = module.exports as Record<'transform' | 'transformSync', Transform>;
    module.exports = {
      ...esbuild,
      transform: wrapped(esbuild.transform),
      transformSync: wrapped(esbuild.transformSync),
    };
  };
}

/** The path that a compiler was told, without what a loader has put behind it. */
function pathOf(sourcefile: string | undefined): string | undefined {
  const file = sourcefile?.replace(/\?.*$/, '');
  if (file?.startsWith('file:') === true) return fileURLToPath(file);
  return file !== undefined && isAbsolute(file) ? file : undefined;
}
