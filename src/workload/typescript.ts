import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { candidates, compile } from './compile.js';

/*
 * Preloaded with `--require` where Node does not understand TypeScript by itself: compiles the files
 * of a program as they are loaded. Nothing has to be installed or built for that.
 */

interface CommonJsModule {
  _compile(code: string, file: string): void;
}

/** The parts of Node's module system that have no type. */
interface ModuleSystem {
  readonly _extensions: Record<string, (module: CommonJsModule, file: string) => void>;
  _resolveFilename(this: void, request: string, ...rest: unknown[]): string;
}

const system = nodeModule.Module as unknown as ModuleSystem;

function compileRequired(module: CommonJsModule, file: string): void {
  module._compile(compile(readFileSync(file, 'utf8'), file, 'commonjs'), file);
}

/** Lets `require` find and compile TypeScript. */
function hookRequire(): void {
  for (const ending of ['.ts', '.tsx', '.cts']) system._extensions[ending] = compileRequired;
  const resolve = system._resolveFilename;
  system._resolveFilename = (request, ...rest) => {
    try {
      return resolve(request, ...rest);
    } catch (error) {
      const isPath = /^(?:\.{1,2}\/|\/|[A-Za-z]:[\\/])/.test(request);
      for (const candidate of isPath ? candidates(request) : []) {
        try {
          return resolve(candidate, ...rest);
        } catch {
          // Nor this one; the first error is the one that tells most.
        }
      }
      throw error;
    }
  };
}

hookRequire();
nodeModule.register(pathToFileURL(path.join(__dirname, 'typescript-hooks.js')).href);
