import { select } from 'd3-selection';
import type { FlameIndex, FlameTree } from '../../src/core/analysis/flame-tree.js';
import type { DrawnFrames } from './drawn-frames.js';
import type { FlameGraphData } from './flame-graph-data.js';
import { nodeLabel } from './frame-text.js';

/** A node as the chart takes it. */
interface ChartNode {
  readonly node: number;
  readonly value: number;
  readonly children: ChartNode[];
  /** Tells the chart that this lies above the zoomed frame, and is as wide as what is below. */
  readonly fade: boolean;
}

/** A node where the chart put it: `x0` and `x1` are parts of the whole width. */
interface PlacedNode {
  readonly data: ChartNode;
  readonly x0: number;
  readonly x1: number;
  readonly depth: number;
}

/** What a frame's look depends on. */
export interface FrameLook extends FlameGraphData {
  readonly isMatch: ((frame: number) => boolean) | undefined;
  readonly width: number;
  readonly rowHeight: number;
}

/** A narrower frame has no room for letters, px. */
const MIN_LABEL_PX = 36;

/**
 * What is drawn, as nested objects. The chart has no part in zooming: it gets what there is to see
 * and nothing else, so it lays out no more, and uses the elements it has for other frames.
 */
export function chartData(
  tree: FlameTree,
  index: FlameIndex,
  { isDrawn }: DrawnFrames,
  zoomed: number,
): object | undefined {
  const above: number[] = [];
  for (let node = tree.parent[zoomed]!; node >= 0; node = tree.parent[node]!) above.unshift(node);
  const made = new Map<number, ChartNode>();
  const add = (node: number, fade: boolean) => {
    const each: ChartNode = { node, value: index.total[node]!, children: [], fade };
    made.get(tree.parent[node]!)?.children.push(each);
    made.set(node, each);
  };
  for (const node of above) add(node, true);
  for (let node = zoomed; node < index.end[zoomed]!; node++) {
    if (isDrawn[node] === 1) add(node, false);
  }
  return made.get(0);
}

/**
 * Finishes what the chart has drawn. The chart animates each frame and writes its label even when
 * it is told to take no time for it, and thousands of animations are what makes a graph slow; so
 * they are stopped here and every frame is put where it belongs at once.
 */
export function decorateFrames(canvas: HTMLElement, look: FrameLook): void {
  const frames = select(canvas).selectAll<SVGGElement, PlacedNode>('g.frame');
  interrupt(canvas);
  let rows = 0;
  frames.each(function ({ data, x0, x1, depth }) {
    rows = Math.max(rows, depth + 1);
    decorateFrame(this, data.node, look, {
      x: x0 * look.width,
      width: (x1 - x0) * look.width,
      depth,
    });
  });
  const height = rows * look.rowHeight;
  const svg = canvas.querySelector('svg');
  svg?.setAttribute('height', String(height));
  // Paper is narrower than the window, and nothing is drawn anew for it.
  svg?.setAttribute('viewBox', `0 0 ${look.width} ${height}`);
}

function decorateFrame(
  frame: SVGGElement,
  node: number,
  look: FrameLook,
  { x, width, depth }: { x: number; width: number; depth: number },
): void {
  const { name, colour } = nodeLabel(look, node);
  const isWide = width >= MIN_LABEL_PX;
  frame.setAttribute('data-node', String(node));
  frame.setAttribute('data-colour', colour);
  frame.setAttribute('transform', `translate(${x},${depth * look.rowHeight})`);
  frame.firstElementChild?.setAttribute('width', String(width));
  frame.classList.toggle('labelled', isWide);
  const label = frame.lastElementChild?.firstElementChild;
  if (label != null) label.textContent = isWide ? name : '';
  const id = look.tree.frame[node]!;
  if (look.isMatch === undefined) frame.removeAttribute('data-match');
  else frame.setAttribute('data-match', id >= 0 && look.isMatch(id) ? 'yes' : 'no');
}

/** Stops all animations of the chart. */
function interrupt(canvas: HTMLElement): void {
  // d3-transition, which the chart brings, adds this to every selection.
  const animated = select(canvas).selectAll('g, rect, div') as unknown as Interruptible;
  animated.interrupt();
}

interface Interruptible {
  interrupt(): unknown;
}
