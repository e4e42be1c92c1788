import { element } from '../dom/element.js';
import { emptyState, section } from './section.js';
import type { ReportView } from './report-view.js';

/** What the reader of the figures must know. */
export function notesSection({ data }: ReportView): HTMLElement {
  if (data.warnings.length === 0) {
    return section('notes', '', emptyState('There is nothing to note about this recording.'));
  }
  const list = element('ul', { class: 'notes' });
  for (const { code, message } of data.warnings) {
    list.append(
      element('li', { attributes: { 'data-code': code } }, element('bdi', { text: message })),
    );
  }
  return section('notes', '', list);
}
