import { encodedMappings, TraceMap } from '@jridgewell/trace-mapping';
import { LineMap } from '../../src/core/source/line-map.js';

/** A map from `[generated line, generated column, original line, original column]`, all from 0. */
export function mapOf(source: string, segments: readonly (readonly number[])[]): LineMap {
  const lines: [number, number, number, number][][] = [];
  for (const [line = 0, column = 0, originalLine = 0, originalColumn = 0] of segments) {
    while (lines.length <= line) lines.push([]);
    lines[line]?.push([column, 0, originalLine, originalColumn]);
  }
  const decoded = new TraceMap({ version: 3, names: [], sources: [source], mappings: lines });
  const mappings = encodedMappings(decoded);
  return new LineMap(
    JSON.stringify({ version: 3, names: [], sources: [source], mappings }),
    '/dist/rank.js',
    '/',
  );
}
