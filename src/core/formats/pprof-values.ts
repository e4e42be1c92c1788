import type { Profile, ProfileKind, ProfileUnit } from '../model/profile.js';
import type { PprofValueType } from './pprof-messages.js';

/** What a value type of pprof stands for here. */
export interface ValueMeaning {
  readonly kind: ProfileKind;
  readonly unit: ProfileUnit;
  /** A value of the file in `unit`. */
  readonly convert: (value: number) => number;
}

/** Times that programs spend running; others, such as Go's `delay` at locks, are waits. */
const CPU_NAMES: ReadonlySet<string> = new Set(['cpu', 'wall', 'time', 'sample', 'samples']);

/** `space` is what Node's older pprof package calls the bytes that were alive. */
const HEAP_KINDS: ReadonlyMap<string, ProfileKind> = new Map([
  ['alloc_space', 'allocations'],
  ['inuse_space', 'live-heap'],
  ['space', 'live-heap'],
]);

// https://github.com/google/pprof/blob/main/internal/measurement/measurement.go
const TO_MICROS: ReadonlyMap<string, (value: number) => number> = new Map([
  ['nanoseconds', (value: number) => value / 1000],
  ['ns', (value: number) => value / 1000],
  ['microseconds', (value: number) => value],
  ['us', (value: number) => value],
  ['milliseconds', (value: number) => value * 1000],
  ['ms', (value: number) => value * 1000],
  ['seconds', (value: number) => value * 1_000_000],
  ['s', (value: number) => value * 1_000_000],
]);
const TO_BYTES: ReadonlyMap<string, (value: number) => number> = new Map([
  ['bytes', (value: number) => value],
  ['kilobytes', (value: number) => value * 1024],
  ['megabytes', (value: number) => value * 1024 ** 2],
]);

export function meaningOf({ type, unit }: PprofValueType): ValueMeaning {
  const toMicros = TO_MICROS.get(unit);
  if (toMicros) {
    const kind = CPU_NAMES.has(type) ? 'cpu' : 'other';
    return { kind, unit: 'microseconds', convert: toMicros };
  }
  const toBytes = TO_BYTES.get(unit);
  if (toBytes) {
    return { kind: HEAP_KINDS.get(type) ?? 'other', unit: 'bytes', convert: toBytes };
  }
  return { kind: 'other', unit: 'count', convert: (value) => value };
}

/** Does this type count the samples that were taken? */
export function isSampleCount({ type, unit }: PprofValueType): boolean {
  return unit === 'count' && (type === 'samples' || type === 'sample');
}

/** The value type under which a profile is written. */
export function valueTypeOf({ kind, unit, valueName }: Profile): PprofValueType {
  if (kind === 'allocations') return { type: 'alloc_space', unit: 'bytes' };
  if (kind === 'live-heap') return { type: 'inuse_space', unit: 'bytes' };
  if (kind === 'cpu') {
    return { type: CPU_NAMES.has(valueName) ? valueName : 'cpu', unit: 'nanoseconds' };
  }
  return { type: valueName, unit: unit === 'microseconds' ? 'nanoseconds' : unit };
}

/** A value of `profile` as the integer that is written for it. */
export function toInteger({ unit }: Profile, value: number): number {
  return Math.round(unit === 'microseconds' ? value * 1000 : value);
}
