import { fileURLToPath } from 'node:url';
import { compile, TYPESCRIPT, type ModuleKind } from './compile.js';
import { moduleKind } from './module-kind.js';
import { sourceOf } from './source-of.js';

/** A module as Node's hooks give it to Node. */
export interface CompiledModule {
  readonly format: ModuleKind;
  readonly source: string;
  readonly shortCircuit: true;
}

/** The TypeScript module at this URL, compiled; nothing for what is no TypeScript. */
export function compiledModule(url: string): CompiledModule | undefined {
  const file = url.startsWith('file:') ? fileURLToPath(url) : '';
  if (!TYPESCRIPT.test(file)) return undefined;
  const text = sourceOf(file);
  const format = moduleKind(file, text);
  return { format, source: compile(text, file, format), shortCircuit: true };
}
