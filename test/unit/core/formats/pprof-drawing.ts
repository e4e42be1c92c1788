import { Profile as Pprof, StringTable, type ProfileInput } from 'pprof-format';

/** A pprof to draw; functions and locations count from 1, the first string is 5 etc. */
export interface PprofDrawing {
  /** `type/unit`. */
  readonly values: readonly string[];
  /** `name@file:start`. */
  readonly functions: readonly string[];
  /** Lines of each location as `function:line`, the innermost first. */
  readonly locations: readonly string[];
  /** Locations from the leaf, a colon and values: `2 1: 1 10`. */
  readonly samples: readonly string[];
  /** `type/unit period`. */
  readonly period?: string;
  readonly change?: (parts: PprofParts) => void;
}

/** The messages of a drawing, for what a drawing cannot say. */
export type PprofParts = Required<Pick<ProfileInput, 'function' | 'location' | 'sample'>>;

/** Encodes a drawing with the package that @datadog/pprof uses, which is not ours. */
export function pprofFromDrawing(drawing: PprofDrawing): Uint8Array {
  const strings = new StringTable();
  const valueType = (text: string): { type: number; unit: number } => {
    const [type = '', unit = ''] = text.split('/');
    return { type: strings.dedup(type), unit: strings.dedup(unit) };
  };
  const numbers = (text: string): number[] => text.split(' ').filter(Boolean).map(Number);
  const sampleType = drawing.values.map(valueType);
  const parts: PprofParts = {
    function: drawing.functions.map((text, i) => {
      const [, name = '', file = '', start = '0'] = /^(.*)@(.*):(\d+)$/.exec(text) ?? [];
      const label = strings.dedup(name);
      const filename = strings.dedup(file);
      return { id: i + 1, name: label, systemName: label, filename, startLine: Number(start) };
    }),
    location: drawing.locations.map((text, i) => ({
      id: i + 1,
      line: text
        .split(' ')
        .filter(Boolean)
        .map((each) => each.split(':').map(Number))
        .map(([functionId = 0, line = 0]) => ({ functionId, line })),
    })),
    sample: drawing.samples.map((text) => {
      const [locations = '', values = ''] = text.split(':');
      return { locationId: numbers(locations), value: numbers(values) };
    }),
  };
  drawing.change?.(parts);
  const [type, period] = drawing.period?.split(' ') ?? [];
  return new Pprof({
    ...parts,
    sampleType,
    stringTable: strings,
    ...(type !== undefined && { periodType: valueType(type), period: Number(period) }),
  }).encode();
}
