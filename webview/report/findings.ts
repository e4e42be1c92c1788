import type { ReportFinding } from '../../src/core/analysis/report-data.js';
import { button, element } from '../dom/element.js';
import { placeCell } from './cells.js';
import type { ReportView } from './report-view.js';
import { emptyState, section } from './section.js';

/** Where a finding can lead. */
export interface FindingLinks {
  readonly toLine: (finding: ReportFinding) => void;
  readonly toFlame: (finding: ReportFinding) => void;
}

/** What is worth telling, most important first. */
export function findingsSection(view: ReportView, links: FindingLinks): HTMLElement {
  const { findings } = view.data;
  if (findings.length === 0) {
    return section('findings', '', emptyState('Nothing in this recording stands out.'));
  }
  const list = element('ol', { class: 'findings' });
  for (const finding of findings) list.append(findingItem(finding, view, links));
  return section('findings', '', list);
}

function findingItem(finding: ReportFinding, view: ReportView, links: FindingLinks): HTMLElement {
  const isWarning = finding.severity === 'warning';
  const badge = element('span', {
    class: `badge ${finding.severity}`,
    text: isWarning ? 'Warning' : 'Note',
  });
  const actions = element('span', { class: 'actions' });
  if (finding.hasRow) {
    actions.append(button({ class: 'link', text: 'Source line' }, () => links.toLine(finding)));
  }
  if (finding.function >= 0) {
    actions.append(button({ class: 'link', text: 'Flame graph' }, () => links.toFlame(finding)));
  }
  return element(
    'li',
    { class: 'finding' },
    badge,
    element(
      'div',
      { class: 'finding-text' },
      element('p', { text: finding.message, title: finding.message }),
      placeCell(view.place(finding.file, finding.line)),
    ),
    actions,
  );
}
