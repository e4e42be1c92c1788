import { durationText, percentText } from '../../src/core/analysis/figures.js';
import type { ReportGc } from '../../src/core/analysis/report-data.js';
import { element } from '../dom/element.js';
import { figureCell, functionCell, placeCell, shareCell } from './cells.js';
import { DataTable } from './data-table.js';
import { KIND_NAMES, pauseStrip } from './pause-strip.js';
import { countText, numberText, type ReportView } from './report-view.js';
import { emptyState, section } from './section.js';

/** When collections stopped the threads, and what ran when they began. */
export function gcSection(view: ReportView): HTMLElement {
  const { gc } = view.data;
  if (gc.pauses === 0) {
    return section('gc', '', emptyState('No garbage collection was recorded.'));
  }
  const note =
    `${countText(gc.pauses, 'pause')}, ${durationText(gc.totalUs)} or ${percentText(gc.share)} of ` +
    `CPU time, the longest ${durationText(gc.maxUs)}.`;
  return section(
    'gc',
    note,
    kindLegend(gc),
    pauseStrip(view),
    element('p', { class: 'note', text: stripNotes(gc).join(' ') }),
    element('h3', { text: 'GC by function' }),
    chargedTable(view),
  );
}

function kindLegend(gc: ReportGc): HTMLElement {
  const list = element('ul', {
    class: 'legend',
    attributes: { 'aria-label': 'Kinds of collection' },
  });
  for (const { kind, pauses, totalUs } of gc.byKind) {
    list.append(
      element(
        'li',
        {},
        element('span', { class: 'gc-kind', attributes: { 'data-kind': kind } }),
        element('span', {
          text: `${KIND_NAMES[kind]}: ${numberText(pauses)}, ${durationText(totalUs)}`,
        }),
      ),
    );
  }
  return list;
}

function stripNotes(gc: ReportGc): string[] {
  const notes: string[] = [];
  if (gc.binUs > 0) {
    notes.push(
      `There are more pauses than room: a bar is the longest pause within ${durationText(gc.binUs)}.`,
    );
  }
  if (gc.aligned > 0) {
    notes.push(
      `The times of ${countText(gc.aligned, 'pause')} are told from the samples around them; ` +
        'their durations are exact.',
    );
  }
  if (gc.hidden.threads > 0) {
    notes.push(
      `${countText(gc.hidden.threads, 'more thread')} paused for ${durationText(gc.hidden.totalUs)} in all.`,
    );
  }
  return notes;
}

function chargedTable(view: ReportView): HTMLElement {
  const { gc } = view.data;
  type Row = ReportGc['byFunction'][number];
  const table = new DataTable<Row>({
    caption: 'Garbage collection by the function that ran when it began',
    columns: [
      {
        title: 'Share',
        hint: 'Share of all pauses',
        kind: 'share',
        sortBy: (row) => row.totalUs,
        cell: ({ totalUs }) => shareCell(percentText(totalUs / gc.totalUs), totalUs / gc.totalUs),
      },
      { title: 'Time', kind: 'figure', cell: (row) => figureCell(durationText(row.totalUs)) },
      {
        title: 'Pauses',
        kind: 'figure',
        sortBy: (row) => row.pauses,
        cell: (row) => figureCell(numberText(row.pauses)),
      },
      {
        title: 'Began in',
        kind: 'function',
        cell: (row) => functionCell(view.function(row.function)),
      },
      { title: 'Place', kind: 'place', cell: (row) => placeCell(view.function(row.function)) },
    ],
    rows: gc.byFunction,
    pageSize: 10,
    empty: '',
  });
  return table.element;
}
