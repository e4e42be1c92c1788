import * as nodeModule from 'node:module';
import { isFiniteNumber, isObject } from '../../protocol/guards.js';
import type { CompiledSegment } from '../../protocol/segments.js';
import { InspectorSession } from './inspector-session.js';
import type { Sampler, Segment } from './sampler.js';

/** Enough for the sources of a large service; a bundle of a whole site may exceed it. */
const MAX_CHARACTERS = 64 * 1024 * 1024;

interface ScriptWithMap {
  readonly scriptId: string;
  readonly url: string;
  readonly map: string;
}

/** What `require` calls for a file of each ending; compilers put functions of their own there. */
const { _extensions: extensions } = nodeModule.Module as unknown as {
  readonly _extensions: Readonly<Record<string, unknown>>;
};

/** Flags that load a compiler of ES modules. */
const LOADER_FLAG = /(^|\s)--(import|loader|experimental-loader)\b/;

/**
 * Code that was compiled in memory (by tsx, ts-node, Babel's hook), with its source maps: nobody
 * finds it on disk later. V8 lists all scripts with their maps when the debugger domain is switched on,
 * which takes 20 ms: so it is done at the end, and before it (more and more rarely, for what a
 * killed program leaves) only where something compiles.
 */
export class CompiledScripts implements Sampler {
  readonly name = 'compiled-scripts';
  readonly measures = 'sources';
  readonly #known = new Set<string>();
  readonly #extensions = { ...extensions };
  #rotations = 0;
  #characters = 0;

  start(): void {
    // Nothing to measure while the program runs.
  }

  rotate(): Segment | undefined {
    this.#rotations += 1;
    const isPowerOfTwo = (this.#rotations & (this.#rotations - 1)) === 0;
    return isPowerOfTwo && this.#isCompiling() ? this.stop() : undefined;
  }

  stop(): Segment | undefined {
    const session = new InspectorSession();
    const found: ScriptWithMap[] = [];
    session.on('Debugger.scriptParsed', (script) => {
      const withMap = this.#withInlineMap(script);
      if (withMap !== undefined) found.push(withMap);
    });
    session.post('Debugger.enable');
    const scripts = found.map(({ scriptId, url, map }) => {
      const { scriptSource: code } = session.post('Debugger.getScriptSource', { scriptId }) as {
        scriptSource: string;
      };
      return { url, map, code };
    });
    session.post('Debugger.disable');
    session.disconnect();
    const content: CompiledSegment = { scripts };
    if (scripts.length === 0) return undefined;
    return { kind: 'compiled.json', text: JSON.stringify(content) };
  }

  #isCompiling(): boolean {
    const flags = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ');
    if (LOADER_FLAG.test(flags)) return true;
    return Object.keys(extensions).some((name) => extensions[name] !== this.#extensions[name]);
  }

  #withInlineMap(script: unknown): ScriptWithMap | undefined {
    if (!isObject(script) || typeof script['url'] !== 'string') return undefined;
    const { url, scriptId, sourceMapURL: map, length } = script;
    if (typeof map !== 'string' || !map.startsWith('data:') || !isFiniteNumber(length)) {
      return undefined;
    }
    const id = String(scriptId);
    const characters = map.length + length;
    if (this.#known.has(id) || this.#characters + characters > MAX_CHARACTERS) return undefined;
    this.#known.add(id);
    this.#characters += characters;
    return { scriptId: id, url, map };
  }
}
