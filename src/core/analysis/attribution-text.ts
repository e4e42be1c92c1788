import type { LineRepair, LineRow } from './summary.js';

/** How the figures of a line are known, in a sentence or two. */
export function attributionText({
  repair,
  totalAttribution,
}: Pick<LineRow, 'repair' | 'totalAttribution'>): string {
  const self = repair === undefined ? SAMPLED : repairText(repair);
  return totalAttribution === 'estimated' ? `${self} ${TOTAL_ESTIMATED}` : self;
}

const SAMPLED = 'Sampled: the profiler saw the program on this line.';
const TOTAL_ESTIMATED =
  'The total is an estimate: some of the calls may come from another line of the function.';

function repairText({ why, caller }: LineRepair): string {
  switch (why) {
    case 'inlined':
      return `Repaired: inlined into ${caller}, where V8 had booked it.`;
    case 'lost-frame':
      return `Repaired: V8 left frames out here and booked the time under ${caller}.`;
    case 'one-of-several':
      return `Estimated: V8 left frames out below ${caller}, and the time may be that of several lines.`;
    case 'rough-map':
      return 'Estimated: the source map does not tell this line from its neighbours.';
    case 'one-line':
      return 'Estimated: this was compiled onto one line, on which V8 does not tell what is inlined; the innermost loop is taken.';
    default:
      return why satisfies never;
  }
}
