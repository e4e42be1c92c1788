import { percentText } from '../../src/core/analysis/figures.js';
import type { FileId, FrameOrigin, FunctionId } from '../../src/core/analysis/name-table.js';
import type { ReportData } from '../../src/core/analysis/report-data.js';

/** A function as the page shows it. */
export interface FunctionLabel {
  readonly name: string;
  /** `stages/score.ts:12`; empty where there is none. */
  readonly place: string;
  /** The same with the whole path. */
  readonly path: string;
  readonly origin: FrameOrigin;
}

const NO_FUNCTION: FunctionLabel = {
  name: '(no function was running)',
  place: '',
  path: '',
  origin: 'native',
};

/** The data of a page with its ids made into what people read. */
export class ReportView {
  readonly data: ReportData;

  constructor(data: ReportData) {
    this.data = data;
  }

  function(id: FunctionId): FunctionLabel {
    const { name, file, line, origin } = this.data.functions;
    if (id < 0) return NO_FUNCTION;
    const place = this.place(file[id] ?? -1, line[id] ?? 0);
    return { name: name[id] ?? '', ...place, origin: origin[id] ?? 'native' };
  }

  place(file: FileId, line: number): { readonly place: string; readonly path: string } {
    const known = this.data.files[file];
    if (known === undefined) return { place: '', path: '' };
    const suffix = line > 0 ? `:${line}` : '';
    return { place: known.shown + suffix, path: known.path + suffix };
  }

  /** A part of the time in which the program was busy. */
  cpuShare(us: number): number {
    return us / (this.data.cpu.busyUs || 1);
  }

  cpuPercent(us: number): string {
    return percentText(this.cpuShare(us));
  }
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
