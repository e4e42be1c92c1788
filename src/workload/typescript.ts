import * as nodeModule from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from './compile.js';
import { compiledModule } from './compiled-module.js';
import { fileCandidates } from './file-candidates.js';
import { sourceOf } from './source-of.js';

/*
 * Preloaded with `--require`: compiles the TypeScript files of a program as they are loaded. Nothing
 * has to be installed or built for that, and Node's age does not matter.
 */

/** Node's own way to do something, for hooks that are called in its place. */
type Next = (where: string, context?: object) => object;

/** The parts of Node's module system that have no type, or not in every Node. */
interface ModuleSystem {
  registerHooks(hooks: {
    resolve(specifier: string, context: object, next: Next): object;
    load(url: string, context: object, next: Next): object;
  }): void;
  readonly Module: {
    readonly _extensions: Record<string, (module: CommonJsModule, file: string) => void>;
    _resolveFilename: (request: string, ...rest: unknown[]) => string;
  };
}

interface CommonJsModule {
  _compile(code: string, file: string): void;
}

const system = nodeModule as unknown as ModuleSystem;

/** The first of the names for which `find` does not throw; else the error for the first of them. */
function firstFound<T>(names: readonly string[], find: (name: string) => T): T {
  const [first = '', ...others] = names;
  try {
    return find(first);
  } catch (error) {
    for (const name of others) {
      try {
        return find(name);
      } catch {
        // Nor this one; in the end the first error is the one that tells most.
      }
    }
    throw error;
  }
}

/** The first Node whose hooks serve `import` and `require` alike; those of Node 22 do not quite. */
const ONE_SET_OF_HOOKS = 24;

/** Lets `import` and `require` find and compile TypeScript. */
function hookAll(): void {
  system.registerHooks({
    resolve: (specifier, context, next) =>
      firstFound([specifier, ...fileCandidates(specifier)], (name) => next(name, context)),
    load: (url, context, next) => compiledModule(url) ?? next(url, context),
  });
}

/** Lets `require` find and compile TypeScript where it knows nothing of hooks. */
function hookRequire(): void {
  const { Module } = system;
  for (const ending of ['.ts', '.tsx', '.cts']) {
    Module._extensions[ending] = (module, file) => {
      module._compile(compile(sourceOf(file), file, 'commonjs'), file);
    };
  }
  const resolve = Module._resolveFilename;
  Module._resolveFilename = (request, ...rest) =>
    firstFound([request, ...fileCandidates(request)], (name) => resolve(name, ...rest));
}

if (Number.parseInt(process.versions.node) >= ONE_SET_OF_HOOKS) {
  hookAll();
} else {
  hookRequire();
  nodeModule.register(pathToFileURL(path.join(__dirname, 'typescript-hooks.js')).href);
}
