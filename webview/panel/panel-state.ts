import type { KeptByPanel } from '../../src/protocol/panel.js';
import type { FlameChoice } from '../report/flame-section.js';

/** What the page keeps, so that it looks the same when its tab is shown again. */
export interface PanelState extends Partial<KeptByPanel> {
  readonly flame: FlameChoice;
  readonly scrollTop: number;
}

/** The state in what an earlier page kept; `undefined` when it is none. */
export function parsePanelState(value: unknown): PanelState | undefined {
  if (!isRecord(value) || !isRecord(value['flame'])) return undefined;
  const { subject, direction, search, zoomed } = value['flame'];
  if (subject !== 'cpu' && subject !== 'allocations') return undefined;
  if (direction !== 'callees' && direction !== 'callers') return undefined;
  if (typeof search !== 'string' || !isCount(zoomed)) return undefined;
  const { scrollTop } = value;
  return {
    flame: { subject, direction, search, zoomed },
    scrollTop: typeof scrollTop === 'number' ? scrollTop : 0,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
