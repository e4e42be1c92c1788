import { percentText } from '../../src/core/analysis/figures.js';
import { ALL_FRAMES, SMALL_FRAMES, type FlameIndex } from '../../src/core/analysis/flame-tree.js';
import type { FrameOrigin } from '../../src/core/analysis/name-table.js';
import type { TooltipText } from '../dom/tooltip.js';
import type { FlameGraphData, FrameLabel } from './flame-graph-data.js';

/** What a frame is coloured by: whose code it is, or that it is not one function. */
export type FrameColour = FrameOrigin | 'all' | 'small';

const ORIGIN_NAMES: Readonly<Record<FrameOrigin, string>> = {
  own: 'Own code',
  dependency: 'Dependency',
  node: 'Node.js',
  native: 'Native and engine',
  gc: 'Garbage collection',
};

/** The key that makes a click open the line of a frame. */
export const OPEN_KEY = navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl';

const OPEN_HINT = `${OPEN_KEY}+click opens the line, Alt+click opens it beside.`;

/** The name of an origin, as legends and tooltips give it. */
export function originName(origin: FrameOrigin): string {
  return ORIGIN_NAMES[origin];
}

/** Name, place and colour of a node. */
export function nodeLabel(
  data: FlameGraphData,
  node: number,
): Omit<FrameLabel, 'origin'> & { readonly colour: FrameColour } {
  const frame = data.tree.frame[node]!;
  if (frame === ALL_FRAMES) return { name: `All ${data.wholeName}`, place: '', colour: 'all' };
  if (frame === SMALL_FRAMES) return { name: '(small frames)', place: '', colour: 'small' };
  const { name, place, origin, open } = data.label(frame);
  return { name, place, colour: origin, open };
}

/** All there is to say about a node. */
export function frameText(data: FlameGraphData, index: FlameIndex, node: number): TooltipText {
  const { tree, valueText, wholeName } = data;
  const { name, place, colour, open } = nodeLabel(data, node);
  const whole = index.total[0] || 1;
  const amount = (value: number) =>
    `${valueText(value)} (${percentText(value / whole)} of ${wholeName})`;
  const total = index.total[node]!;
  const facts: [string, string][] = [];
  if (tree.direction === 'callees') {
    facts.push(['Total', amount(total)], ['Self', amount(tree.self[node]!)]);
  } else if (index.depth[node] === 1) {
    facts.push(['Self', amount(total)]);
  } else if (node > 0) {
    facts.push([
      `${nodeLabel(data, leafOf(data, index, node)).name}, called this way`,
      amount(total),
    ]);
  } else {
    facts.push(['Total', amount(total)]);
  }
  if (colour !== 'all' && colour !== 'small') facts.push(['Code', originName(colour)]);
  return { title: name, place, facts, ...(open !== undefined && { hint: OPEN_HINT }) };
}

/** In a graph of callers, the function whose time a node is about. */
function leafOf({ tree }: FlameGraphData, { depth }: FlameIndex, node: number): number {
  let leaf = node;
  while (depth[leaf]! > 1) leaf = tree.parent[leaf]!;
  return leaf;
}
