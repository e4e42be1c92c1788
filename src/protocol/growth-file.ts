import { isFiniteNumber, isObject, parseJson } from './guards.js';
import type { MeasuredGrowth } from './growth.js';
import { isFingerprint } from './recording-file.js';

/** What a kept result follows; raised when a reader of the old one would be wrong. */
const GROWTH_SCHEMA = 'rankscope-growth/1';

/** A measured growth as a JSON text, to be kept. */
export function keptGrowthText(growth: MeasuredGrowth): string {
  return JSON.stringify({ schema: GROWTH_SCHEMA, growth });
}

/** The growth in a kept text; nothing when it is none, or one of another version. */
export function parseKeptGrowth(text: string): MeasuredGrowth | undefined {
  const value = parseJson(text);
  if (!isObject(value) || value['schema'] !== GROWTH_SCHEMA) return undefined;
  return isGrowth(value['growth']) ? value['growth'] : undefined;
}

function isGrowth(value: unknown): value is MeasuredGrowth {
  return (
    isObject(value) &&
    typeof value['workload'] === 'string' &&
    isListOf(value['sweeps'], isSweep) &&
    value['sweeps'].length > 0 &&
    isListOf(value['sites'], isSite) &&
    isListOf(value['findings'], isFinding) &&
    isListOf(value['warnings'], (each) => hasTexts(each, ['code', 'message'])) &&
    isListOf(
      value['sources'],
      (each) => hasTexts(each, ['file']) && isFingerprint(each['fingerprint']),
    )
  );
}

function isSweep(value: unknown): boolean {
  return (
    hasTexts(value, ['parameter']) &&
    isObject(value['held']) &&
    Object.values(value['held']).every(isFiniteNumber) &&
    isListOf(value['sizes'], isFiniteNumber) &&
    (value['wall'] === undefined || isWall(value['wall']))
  );
}

function isWall(value: unknown): boolean {
  return (
    hasNumbers(value, ['growth']) &&
    isListOf(value['ms'], isFiniteNumber) &&
    (value['forecast'] === undefined ||
      hasNumbers(value['forecast'], ['size', 'value', 'low', 'high']))
  );
}

function isSite(value: unknown): boolean {
  return (
    isSiteGrowth(value) &&
    hasTexts(value, ['file', 'function', 'label', 'lineText']) &&
    hasNumbers(value, ['line', 'column', 'endLine', 'functionLine']) &&
    ['loop', 'function', 'builtin'].includes(String(value['kind'])) &&
    isListOf(value['others'], isSiteGrowth)
  );
}

function isSiteGrowth(value: unknown): boolean {
  return (
    hasTexts(value, ['parameter', 'model']) &&
    hasNumbers(value, ['growth', 'uncertainty', 'ahead', 'share']) &&
    typeof value['isSuperlinear'] === 'boolean' &&
    isListOf(value['counts'], isFiniteNumber) &&
    (value['timeMs'] === undefined || isListOf(value['timeMs'], isFiniteNumber))
  );
}

function isFinding(value: unknown): boolean {
  return (
    hasTexts(value, ['file', 'function', 'message', 'parameter']) &&
    hasNumbers(value, ['line', 'endLine', 'growth', 'share']) &&
    value['kind'] === 'superlinear' &&
    value['severity'] === 'warning' &&
    value['evidence'] === 'measured' &&
    isListOf(value['counts'], isFiniteNumber)
  );
}

function hasTexts(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  return isObject(value) && keys.every((key) => typeof value[key] === 'string');
}

function hasNumbers(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  return isObject(value) && keys.every((key) => isFiniteNumber(value[key]));
}

function isListOf(value: unknown, isOne: (item: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.every(isOne);
}
