// The package has no types of its own; these are the parts used here.
declare module 'd3-flame-graph' {
  import type { Selection } from 'd3-selection';

  /** Draws frames into each selected element; called again with nothing it draws what changed. */
  interface FlameChart {
    (selection: Selection<HTMLElement, unknown, null, undefined>): void;
    width(pixels: number): this;
    cellHeight(pixels: number): this;
    inverted(rootOnTop: boolean): this;
    transitionDuration(ms: number): this;
    getName(name: (frame: { readonly data: unknown }) => string): this;
    setColorMapper(color: (frame: { readonly data: unknown }, other: string) => string): this;
    tooltip(tip: FlameTip): this;
    update(root: object | undefined): this;
    destroy(): this;
  }

  interface FlameTip {
    (): void;
    show(): void;
    hide(): void;
  }

  function flamegraph(): FlameChart;
  export = flamegraph;
}
