import { percentText } from '../../src/core/analysis/figures.js';
import type { FileId, FrameOrigin, FunctionId } from '../../src/core/analysis/name-table.js';
import { REPORT_DATA_SCHEMA, type ReportData } from '../../src/core/analysis/report-data.js';
import { isAbsolutePath } from '../../src/core/model/files.js';
import type { OpenPlace, PageHost } from './page-host.js';

/** A place in a file as the page shows it. */
export interface PlaceLabel {
  /** `stages/score.ts:12`; empty where there is none. */
  readonly place: string;
  /** The same with the whole path. */
  readonly path: string;
  /** Missing where nobody can show the place. */
  readonly open: OpenPlace | undefined;
}

/** A function as the page shows it. */
export interface FunctionLabel extends PlaceLabel {
  readonly name: string;
  readonly origin: FrameOrigin;
}

const NO_PLACE: PlaceLabel = { place: '', path: '', open: undefined };

const NO_FUNCTION: FunctionLabel = {
  name: '(no function was running)',
  origin: 'native',
  ...NO_PLACE,
};

/** The data of a page with its ids made into what people read. */
export class ReportView {
  readonly data: ReportData;
  readonly host: PageHost;

  constructor(data: ReportData, host: PageHost) {
    this.data = data;
    this.host = host;
  }

  function(id: FunctionId): FunctionLabel {
    const { name, file, line, origin } = this.data.functions;
    if (id < 0) return NO_FUNCTION;
    const place = this.place(file[id] ?? -1, line[id] ?? 0);
    return { name: name[id] ?? '', ...place, origin: origin[id] ?? 'native' };
  }

  place(file: FileId, line: number): PlaceLabel {
    const known = this.data.files[file];
    if (known === undefined) return NO_PLACE;
    const suffix = line > 0 ? `:${line}` : '';
    return {
      place: known.shown + suffix,
      path: known.path + suffix,
      open: this.#opener(known.path, Math.max(1, line)),
    };
  }

  #opener(file: string, line: number): OpenPlace | undefined {
    const { openPlace } = this.host;
    // What is in Node itself (`node:fs`) or was never in a file cannot be opened by anybody.
    if (openPlace === undefined || !isAbsolutePath(file)) return undefined;
    return (beside) => openPlace({ file, line }, beside);
  }

  /** A part of the time in which the program was busy. */
  cpuShare(us: number): number {
    return us / (this.data.cpu.busyUs || 1);
  }

  cpuPercent(us: number): string {
    return percentText(this.cpuShare(us));
  }
}

/** Is this what a page shows? Both are made together, so the schema stands for all of it. */
export function isReportData(value: unknown): value is ReportData {
  return (
    typeof value === 'object' &&
    value !== null &&
    'schema' in value &&
    value.schema === REPORT_DATA_SCHEMA
  );
}

/** `1 thread`, `1 234 threads`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** A whole number with its thousands apart. */
export function numberText(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(?:\d{3})+$)/g, '\u202f');
}
