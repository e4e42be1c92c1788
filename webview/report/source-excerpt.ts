import { durationText } from '../../src/core/analysis/figures.js';
import type { ReportLine } from '../../src/core/analysis/report-data.js';
import { CONTEXT_LINES, type ExcerptLine } from '../../src/core/analysis/source-excerpts.js';
import { element } from '../dom/element.js';
import type { ReportView } from './report-view.js';

/** The lines around a hot one with their numbers and their heat; nothing without a source. */
export function sourceExcerpt(
  row: ReportLine,
  lines: readonly ExcerptLine[] | undefined,
  view: ReportView,
): HTMLElement | undefined {
  const near = lines?.filter(({ line }) => Math.abs(line - row.line) <= CONTEXT_LINES);
  if (near === undefined || near.length === 0) return undefined;
  const hottest = Math.max(...near.map(({ selfUs }) => selfUs), 1);
  const list = element('div', {
    class: 'excerpt',
    attributes: { role: 'table', 'aria-label': 'Source' },
  });
  for (const { line, text, selfUs } of near) {
    const shown = element(
      'div',
      { class: line === row.line ? 'source-line hot' : 'source-line', attributes: { role: 'row' } },
      cell('source-heat', selfUs > 0 ? view.cpuPercent(selfUs) : '', durationText(selfUs)),
      cell('source-number', String(line)),
      cell('source-text', text),
    );
    shown.style.setProperty('--heat', `${((selfUs / hottest) * 100).toFixed(0)}%`);
    list.append(shown);
  }
  return list;
}

function cell(name: string, text: string, title = ''): HTMLElement {
  const options = { class: name, text, attributes: { role: 'cell' } };
  return element('span', title === '' ? options : { ...options, title });
}
