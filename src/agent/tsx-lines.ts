import { Module } from 'node:module';
import type { AgentNote } from '../protocol/segments.js';

/** The parts of Node's module system that have no type. */
interface ModuleSystem {
  readonly _extensions: Record<string, LoadExtension>;
}

type LoadExtension = (module: { exports: unknown }, fileName: string) => void;

type Transform = (code: string, options?: object) => unknown;

/** Says what was done here. */
export const TSX_NOTE: AgentNote = {
  code: 'tsx-lines',
  message:
    'tsx puts a whole file on a few lines; while it is recorded it keeps the lines of the source, and the program stays the same.',
};

const ESBUILD = /[\\/]node_modules[\\/]esbuild[\\/]lib[\\/]main\.js$/;

/** Is tsx at work in this process? It is named wherever a program can be told to use it. */
export function usesTsx(): boolean {
  const { argv, execArgv, env } = process;
  return [...execArgv, argv[1] ?? '', env['NODE_OPTIONS'] ?? ''].some((text) =>
    /\btsx\b/.test(text),
  );
}

/**
 * Lets tsx keep the lines of the code it compiles. It asks esbuild to leave out white space, which
 * puts a whole file on one line, and a profile knows places by their lines. The program is the
 * same, and so are its stack traces: both read the source map that comes with it.
 */
export function keepLinesUnderTsx(): void {
  const extensions = (Module as unknown as ModuleSystem)._extensions;
  const load = extensions['.js'];
  if (load === undefined) return;
  extensions['.js'] = (module, fileName) => {
    load(module, fileName);
    if (!ESBUILD.test(fileName)) return;
    extensions['.js'] = load;
    const esbuild = module.exports as Record<'transform' | 'transformSync', Transform>;
    module.exports = {
      ...esbuild,
      transform: keepingLines(esbuild.transform),
      transformSync: keepingLines(esbuild.transformSync),
    };
  };
}

function keepingLines(transform: Transform): Transform {
  return (code, options) => transform(code, { ...options, minifyWhitespace: false });
}
