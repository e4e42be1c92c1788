import { rmSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import {
  COUNTING_ENV,
  COUNTING_VERSION,
  parseCountingOptions,
  PROCESS_ENDING,
  TIMES_ENDING,
  type TimesFile,
} from '../../protocol/counting.js';
import { onExit } from '../exit-listener.js';
import { isLoaderThread } from '../loader-thread.js';
import { usesTsx } from '../tsx-lines.js';
import { CoverageCounters } from './coverage.js';
import { ThreadCounters } from './counters.js';
import { passThroughEsbuild } from './esbuild-input.js';
import { keepFunctionTexts } from './function-texts.js';
import { loadedModule, type LoadedModule } from './loaded-module.js';
import { SourceText } from './source-text.js';
import { WORK } from './work.js';

/*
 * The file that `--require` loads into every Node process and thread of a target that is to be
 * counted: it rewrites the program as it is loaded.
 */

/** The parts of Node's module system that have no type, or not in every Node. */
interface ModuleSystem {
  readonly registerHooks?: (hooks: {
    load(url: string, context: object, next: Load): LoadedModule;
  }) => void;
  readonly Module: {
    readonly prototype: { _compile: (code: string, file: string, ...rest: unknown[]) => unknown };
  };
}

type Load = (url: string, context: object) => LoadedModule;

/** The first Node whose hooks serve `import` and `require` alike; those of Node 22 do not quite. */
const ONE_SET_OF_HOOKS = 24;

function start(): void {
  const options = parseCountingOptions(process.env[COUNTING_ENV]);
  if (options === undefined || Symbol.for('rankscope.source-text') in globalThis) return;
  if (isMainThread) tellOfProcess(options.folder);
  if (options.counter === 'none' && !isLoaderThread()) timeProcess(options.folder);
  const sources = new SourceText(options, __dirname);
  if (options.counter === 'coverage' && !isLoaderThread()) {
    publish(new CoverageCounters(sources), options.folder);
  }
  if (options.counter !== 'rewrite' && options.replacements.length === 0) return;
  // For who compiles TypeScript by itself: what the text of this file is to be.
  install('rankscope.source-text', (file: string, text: string) => sources.textFor(file, text));
  if (usesTsx()) passThroughEsbuild((file, text) => sources.textFor(file, text));
  // What the hooks of loaders run is no part of the program, and has no counters.
  if (isLoaderThread()) return;
  hookCommonJs(sources);
  hookModules(sources);
  if (options.counter !== 'rewrite') return;
  const counters = new ThreadCounters();
  publish(counters, options.folder, {
    ...WORK,
    open: (id: string, length: number) => counters.open(id, length),
  });
  keepFunctionTexts(sources, options.folder, () => counters.ids());
}

/** Lets whoever started the target end this process, too, should it take too long. */
function tellOfProcess(folder: string): void {
  const file = join(folder, `${process.pid}${PROCESS_ENDING}`);
  writeFileSync(file, '');
  onExit(() => {
    rmSync(file, { force: true });
  });
}

/** What counts in this thread. */
interface Counters {
  restart(): void;
  finish(): void;
  write(folder: string): void;
}

/** Lets the program, or what runs a workload in it, reach the counters, and writes them at its end. */
function publish(counters: Counters, folder: string, functions: object = {}): void {
  install('rankscope.counting', {
    ...functions,
    restart: () => {
      counters.restart();
    },
    finish: () => {
      counters.finish();
    },
  });
  onExit(() => {
    counters.write(folder);
  });
}

/** Notes how long this process runs from here on, without what it took Node to start. */
function timeProcess(folder: string): void {
  if (!isMainThread) return;
  const start = performance.now();
  onExit(() => {
    const { pid } = process;
    const times: TimesFile = {
      version: COUNTING_VERSION,
      pid,
      of: 'process',
      ms: [performance.now() - start],
    };
    writeFileSync(join(folder, `${pid}${TIMES_ENDING}`), JSON.stringify(times));
  });
}

function install(name: string, value: unknown): void {
  Object.defineProperty(globalThis, Symbol.for(name), { value, configurable: true });
}

function hookCommonJs(sources: SourceText): void {
  const { prototype } = (nodeModule as unknown as ModuleSystem).Module;
  const compile = prototype._compile;
  prototype._compile = function (this: unknown, code, file, ...rest) {
    const isText = typeof code === 'string' && typeof file === 'string';
    const text = isText ? sources.textToCompile(file, code) : code;
    return Reflect.apply(compile, this, [text, file, ...rest]);
  };
}

function hookModules(sources: SourceText): void {
  const { registerHooks } = nodeModule as unknown as ModuleSystem;
  if (registerHooks !== undefined && nodeMajor() >= ONE_SET_OF_HOOKS) {
    registerHooks({
      load: (url, context, next) =>
        loadedModule(next(url, context), filePath(url), (file, text) =>
          sources.textFor(file, text),
        ),
    });
    return;
  }
  nodeModule.register(pathToFileURL(join(__dirname, 'counting-hooks.js')).href);
}

function filePath(url: string): string {
  return url.startsWith('file:') ? fileURLToPath(url) : '';
}

function nodeMajor(): number {
  return Number.parseInt(process.versions.node);
}

try {
  start();
} catch (error) {
  // It must not break its host. The launcher notices that nothing was counted and says so.
  if (process.env['RANKSCOPE_DEBUG'] !== undefined) process.stderr.write(`${String(error)}\n`);
}
