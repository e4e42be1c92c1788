import { svgElement } from '../dom/element.js';

/** The frame around the frame that has the keyboard's attention. */
export class FrameCursor {
  readonly #rect: SVGRectElement;

  constructor(rowHeight: number) {
    this.#rect = svgElement('rect', { class: 'flame-cursor', height: rowHeight - 2, y: 1 });
  }

  /** Puts it around a node that is drawn, on top of all others; around no other. */
  moveTo(canvas: HTMLElement, node: number): void {
    const frame = canvas.querySelector(`g[data-node="${node}"]`);
    const width = Number(frame?.firstElementChild?.getAttribute('width') ?? 0);
    if (frame === null) {
      this.hide();
      return;
    }
    this.#rect.setAttribute('transform', frame.getAttribute('transform') ?? '');
    this.#rect.setAttribute('x', '1');
    this.#rect.setAttribute('width', String(Math.max(1, width - 2)));
    this.#rect.setAttribute('data-node', String(node));
    canvas.querySelector('svg')?.append(this.#rect);
    this.#rect.scrollIntoView({ block: 'nearest' });
  }

  hide(): void {
    this.#rect.remove();
  }
}
