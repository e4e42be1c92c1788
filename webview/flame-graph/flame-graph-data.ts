import type { FlameTree } from '../../src/core/analysis/flame-tree.js';
import type { FrameOrigin } from '../../src/core/analysis/name-table.js';

/** What is written on a frame, and what it is coloured by. */
export interface FrameLabel {
  readonly name: string;
  /** `score.ts:12`; empty where there is none. */
  readonly place: string;
  readonly origin: FrameOrigin;
  /** Shows its source line, beside what is there or instead of it; missing where it has none. */
  readonly open?: ((beside: boolean) => void) | undefined;
}

/** All a flame graph needs to draw. */
export interface FlameGraphData {
  readonly tree: FlameTree;
  /** The label of an entry of `tree.frame`, of those that stand for a function. */
  readonly label: (frame: number) => FrameLabel;
  /** A value of the tree as text. */
  readonly valueText: (value: number) => string;
  /** What all values together are: `CPU time`. */
  readonly wholeName: string;
}

/** What a flame graph tells the page around it. */
export interface FlameGraphEvents {
  /** Another frame fills the width; node 0 when it is the whole. */
  readonly onZoom?: (node: number) => void;
  /** The keyboard moved to a frame; `text` says all about it. */
  readonly onFocus?: (node: number, text: string) => void;
}
