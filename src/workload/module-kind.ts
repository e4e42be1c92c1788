import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isObject, parseJson } from '../protocol/guards.js';
import type { ModuleKind } from './compile.js';

/** What only an ES module can have: `import.meta`, or an `await` that stands in no function. */
const MODULE_ONLY = /\bimport\.meta\b|^(?:(?:export\s+)?(?:const|let|var)\s[^;]*?=\s*)?await\s/m;

const types = new Map<string, ModuleKind | undefined>();

/**
 * Is this TypeScript file an ES module? Its ending says so, or its package, as for the JavaScript
 * that would be built from it. Where neither does it is CommonJS if it can be: those projects were
 * written for that, with `__dirname` and without endings.
 */
export function moduleKind(file: string, text: string): ModuleKind {
  if (/\.mtsx?$/i.test(file)) return 'module';
  if (/\.ctsx?$/i.test(file)) return 'commonjs';
  return packageType(path.dirname(file)) ?? (MODULE_ONLY.test(text) ? 'module' : 'commonjs');
}

/** The `type` of the package around a folder. */
function packageType(folder: string): ModuleKind | undefined {
  if (types.has(folder)) return types.get(folder);
  const parent = path.dirname(folder);
  const manifest = readManifest(folder);
  const around = parent === folder ? undefined : parent;
  const inherited = around === undefined ? undefined : packageType(around);
  const type = manifest === undefined ? inherited : typeIn(manifest);
  types.set(folder, type);
  return type;
}

function typeIn({ type }: Readonly<Record<string, unknown>>): ModuleKind | undefined {
  return type === 'module' || type === 'commonjs' ? type : undefined;
}

function readManifest(folder: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = parseJson(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return isObject(value) ? value : {};
  } catch {
    // There is none here: the folder belongs to the package around it.
    return undefined;
  }
}
