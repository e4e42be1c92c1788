import { element } from '../dom/element.js';
import { facts, heading, keyFigures, threads } from '../report/header.js';
import type { ReportView } from '../report/report-view.js';
import { navigation } from '../report/section.js';

/** What the report says at its head, in two rows: a panel is for the flame graph below them. */
export function panelHeader(view: ReportView): HTMLElement {
  const figures = element('dl', { class: 'figures' });
  for (const { name, value, note } of keyFigures(view)) {
    const group = element(
      'div',
      { title: note },
      element('dt', { text: name }),
      element('dd', { text: value }),
    );
    figures.append(group);
  }
  return element(
    'header',
    { class: 'page-header' },
    heading(view),
    navigation(['findings', 'lines', 'functions', 'allocations', 'gc', 'notes']),
    element('div', { class: 'summary' }, figures, facts(view), threads(view)),
  );
}
