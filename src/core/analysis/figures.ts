import type { Bytes, Micros } from '../model/units.js';

/** `3.4 %`, `62 %`, `<0.1 %`: as many digits as anyone would act on. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (percent < 0.1) return '<0.1 %';
  return percent < 10 ? `${percent.toFixed(1)} %` : `${percent.toFixed(0)} %`;
}

/** `12.3 ms`, `1.24 s`, `2 min 5 s`. */
export function durationText(us: Micros): string {
  const ms = us / 1000;
  if (us === 0) return '0 ms';
  if (ms < 0.1) return `${us.toFixed(0)} µs`;
  if (ms < 100) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${ms.toFixed(0)} ms`;
  const seconds = ms / 1000;
  if (seconds < 100) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** `512 B`, `3.4 kB`, `1.20 GB`: powers of 1000, as the unit says. */
export function bytesText(bytes: Bytes): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  if (unit === 0) return `${value.toFixed(0)} B`;
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${units[unit]!}`;
}

/** Which share of the whole is this part? 0 where there is nothing to share. */
export function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
