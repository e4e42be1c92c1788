import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { WorkloadError } from './arguments.js';

/** A module's exports, which may be anything. */
export type Exports = Readonly<Record<string, unknown>>;

/** A function of a workload module. */
export type WorkloadFunction = (argument?: unknown) => unknown;

/** The size of the input where a module with `setup` proposes none. */
const DEFAULT_SIZE = 1000;

/** Loads a workload module, ESM or CJS. Throws `WorkloadError` when there is none. */
export async function loadModule(file: string): Promise<Exports> {
  const whole = path.resolve(file);
  if (!existsSync(whole)) throw new WorkloadError(`There is no file ${whole}. Check the path.`);
  const loaded = (await import(pathToFileURL(whole).href)) as Exports;
  // A CommonJS module's exports are the default export, and named ones as far as Node can tell.
  const inner = loaded['default'];
  return typeof inner === 'object' && inner !== null ? { ...inner, ...loaded } : loaded;
}

/** The function a module exports under this name. Throws `WorkloadError` when there is none. */
export function exportedFunction(module: Exports, name: string, file: string): WorkloadFunction {
  const found = module[name];
  if (typeof found === 'function') return found as WorkloadFunction;
  const others = Object.keys(module).filter((key) => typeof module[key] === 'function');
  const list = others.length === 0 ? 'It exports no function.' : `It exports ${others.join(', ')}.`;
  throw new WorkloadError(`${file} does not export a function "${name}". ${list}`);
}

/** A function that a module may have. Throws `WorkloadError` when it is something else. */
export function optionalFunction(
  module: Exports,
  name: string,
  file: string,
): WorkloadFunction | undefined {
  return module[name] === undefined ? undefined : exportedFunction(module, name, file);
}

/** The size to run with: the one asked for, else the largest that the module proposes. */
export function sizeOf(module: Exports, asked: number | undefined): number {
  return asked ?? Math.max(...sizesOf(module, []));
}

/**
 * The sizes to run with: those asked for, else those the module proposes, smallest first. Of several
 * parameters, which rise together then, those of the first.
 */
export function sizesOf(module: Exports, asked: readonly number[]): readonly number[] {
  if (asked.length > 0) return asked;
  const numbers = parametersOf(module)[0]?.values ?? numbersOf(module['sizes']);
  return numbers.length === 0 ? [DEFAULT_SIZE] : [...numbers].sort((a, b) => a - b);
}

/**
 * What `setup` is given for a size: that size; where the module has several parameters, an object
 * with each of them, at the same place in its list as the size has in the first one.
 */
export function setupSize(module: Exports, size: unknown): unknown {
  const parameters = parametersOf(module);
  const [first] = parameters;
  if (first === undefined || typeof size !== 'number') return size;
  const index = first.values.indexOf(size);
  const others = parameters.map(({ name, values }) => [name, values.at(index)] as const);
  return { ...Object.fromEntries(others), [first.name]: size };
}

interface SizeParameter {
  readonly name: string;
  readonly values: readonly number[];
}

function parametersOf({ sizes }: Exports): readonly SizeParameter[] {
  if (typeof sizes !== 'object' || sizes === null || Array.isArray(sizes)) return [];
  return Object.entries(sizes).map(([name, values]) => ({ name, values: numbersOf(values) }));
}

function numbersOf(values: unknown): readonly number[] {
  return Array.isArray(values) ? values.filter((each) => typeof each === 'number') : [];
}
