import type { ReportData } from '../core/analysis/report-data.js';
import type { Line1 } from '../core/model/units.js';
import { isFiniteNumber, isObject } from './guards.js';

/*
 * What crosses the border between the editor and the page in its panel. The page draws data of
 * profiles nobody vouches for, so what it asks for is checked as if a stranger did.
 */

/** A function to bring into view; names are not unique, but few functions share a line. */
export interface PanelFocus {
  readonly subject: 'cpu' | 'allocations';
  /** Absolute path, as the recording names it. */
  readonly file: string;
  /** Where the function begins. */
  readonly line: Line1;
}

/** What the editor tells the page. */
export type PanelMessage =
  | {
      readonly type: 'show';
      readonly data: ReportData;
      /** Instead of what the page showed when it was last seen. */
      readonly focus?: PanelFocus;
      /** Kept with the page, so that an editor that starts again knows what to show in it. */
      readonly recording?: string;
    }
  | { readonly type: 'focus'; readonly focus: PanelFocus }
  /** The recording could not be read; one sentence, and what to do. */
  | { readonly type: 'fail'; readonly message: string };

/** What the page asks of the editor. */
export type PanelRequest =
  | { readonly type: 'ready' }
  /** The flame graph, or what there is to say instead, is on the screen. */
  | { readonly type: 'painted' }
  | {
      readonly type: 'open';
      readonly file: string;
      readonly line: Line1;
      readonly beside: boolean;
    }
  | { readonly type: 'export'; readonly view: 'cpu' | 'alloc' };

/** The request in a message from the page; `undefined` when it is none. */
export function parsePanelRequest(value: unknown): PanelRequest | undefined {
  if (!isObject(value)) return undefined;
  switch (value['type']) {
    case 'ready':
    case 'painted':
      return { type: value['type'] };
    case 'open':
      return openRequest(value);
    case 'export': {
      const { view } = value;
      return view === 'cpu' || view === 'alloc' ? { type: 'export', view } : undefined;
    }
    default:
      return undefined;
  }
}

function openRequest(value: Readonly<Record<string, unknown>>): PanelRequest | undefined {
  const { file, line, beside } = value;
  if (typeof file !== 'string' || file === '' || file.includes('\0')) return undefined;
  if (!isFiniteNumber(line) || line < 1) return undefined;
  return { type: 'open', file, line: Math.floor(line), beside: beside === true };
}

/** What the page keeps while it is hidden, as far as it matters to the editor. */
export interface KeptByPanel {
  /** As `show` gave it. */
  readonly recording: string;
}

/** What a page kept; `undefined` when it does not say which recording it showed. */
export function parseKeptByPanel(value: unknown): KeptByPanel | undefined {
  if (!isObject(value)) return undefined;
  const { recording } = value;
  return typeof recording === 'string' && recording !== '' ? { recording } : undefined;
}

/** The focus in a command's argument; `undefined` when there is none. */
export function parsePanelFocus(value: unknown): PanelFocus | undefined {
  if (!isObject(value)) return undefined;
  const { subject, file, line } = value;
  return typeof file === 'string' && isFiniteNumber(line)
    ? { subject: subject === 'allocations' ? 'allocations' : 'cpu', file, line }
    : undefined;
}
