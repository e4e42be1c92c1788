import { svgElement } from '../dom/element.js';

/** Half of the width of a mark. */
const R = 4.5;

/** Marks that are told apart without their colours, in the order of the series. */
const SHAPES: readonly string[] = [
  `M${-R},0 A${R},${R} 0 1 0 ${R},0 A${R},${R} 0 1 0 ${-R},0 Z`,
  `M${-R},${-R} H${R} V${R} H${-R} Z`,
  `M0,${-R - 1} L${R + 1},${R} H${-R - 1} Z`,
  `M0,${-R - 1.5} L${R + 1.5},0 L0,${R + 1.5} L${-R - 1.5},0 Z`,
  `M0,${R + 1} L${R + 1},${-R} H${-R - 1} Z`,
  `M${-R},${-R} L${R},${R} M${-R},${R} L${R},${-R}`,
];

/** The time of a run has a mark of its own. */
const TIME_SHAPE = `M${-R - 1},0 H${R + 1} M0,${-R - 1} V${R + 1}`;

/** The mark of a series. */
export function marker(index: number, isTime: boolean, x: number, y: number): SVGPathElement {
  return svgElement('path', {
    class: 'mark',
    d: isTime ? TIME_SHAPE : (SHAPES[index % SHAPES.length] ?? ''),
    transform: `translate(${x.toFixed(1)},${y.toFixed(1)})`,
  });
}
