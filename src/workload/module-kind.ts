import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isObject, parseJson } from '../protocol/guards.js';
import type { ModuleKind } from './compile.js';

const MODULE_SYNTAX = /^\s*(?:import\s*(?:[\w*{"']|$)|export\s)|\bimport\.meta\b|^\s*await\s/m;

/** Is this TypeScript file an ES module? As Node decides: by its ending, its package, its syntax. */
export function moduleKind(file: string, text: string): ModuleKind {
  if (/\.mts$/i.test(file)) return 'module';
  if (/\.cts$/i.test(file)) return 'commonjs';
  const type = packageType(path.dirname(file));
  if (type !== undefined) return type;
  return MODULE_SYNTAX.test(text) ? 'module' : 'commonjs';
}

const types = new Map<string, ModuleKind | undefined>();

function packageType(folder: string): ModuleKind | undefined {
  if (types.has(folder)) return types.get(folder);
  const parent = path.dirname(folder);
  const value = readPackage(folder);
  let type: ModuleKind | undefined;
  if (value !== undefined) {
    const said = value['type'];
    type = said === 'module' || said === 'commonjs' ? said : undefined;
  } else if (parent !== folder) {
    type = packageType(parent);
  }
  types.set(folder, type);
  return type;
}

function readPackage(folder: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return isObject(value) ? value : {};
  } catch {
    // There is none here.
    return undefined;
  }
}
