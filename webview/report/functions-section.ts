import { bytesText, durationText, percentText } from '../../src/core/analysis/figures.js';
import type { FunctionId } from '../../src/core/analysis/name-table.js';
import type { ReportData, ReportFunctionRow } from '../../src/core/analysis/report-data.js';
import { element } from '../dom/element.js';
import { figureCell, functionCell, placeCell, shareCell } from './cells.js';
import { Choice } from './choice.js';
import { DataTable, type Column } from './data-table.js';
import { numberText, type ReportView } from './report-view.js';
import { emptyState, section } from './section.js';

/** Rows of a table before one asks for more. */
const PAGE = 20;

/** Whose rows a table shows. */
export type Scope = 'own' | 'all';

/** The functions by time, bytes and collections. */
export function functionsSection(view: ReportView): HTMLElement {
  const { functionRows, counts } = view.data;
  if (functionRows.length === 0) {
    return section('functions', '', emptyState('No function was sampled.'));
  }
  const table = new DataTable<ReportFunctionRow>({
    caption: 'Functions',
    columns: functionColumns(view),
    rows: functionRows,
    pageSize: PAGE,
    empty: 'No function of your own code was sampled.',
  });
  const isOwn = (row: ReportFunctionRow) => view.function(row.function).origin === 'own';
  const scope = scopeChoice(functionRows, isOwn, (rows) => table.setRows(rows));
  return section(
    'functions',
    `Self is the function alone, total with all it calls.${cutNote(functionRows.length, counts.functions)}`,
    scope.element,
    table.element,
  );
}

function functionColumns(view: ReportView): Column<ReportFunctionRow>[] {
  const { allocatedBytes } = view.data;
  const columns: Column<ReportFunctionRow>[] = [
    {
      title: 'Self',
      hint: 'Share of CPU time in the function alone',
      kind: 'share',
      sortBy: (row) => row.selfUs,
      cell: (row) => shareCell(view.cpuPercent(row.selfUs), view.cpuShare(row.selfUs)),
    },
    { title: 'Time', kind: 'figure', cell: (row) => figureCell(durationText(row.selfUs)) },
    {
      title: 'Total',
      hint: 'Share of CPU time with all the function calls',
      kind: 'share',
      sortBy: (row) => row.totalUs,
      cell: (row) => shareCell(view.cpuPercent(row.totalUs), view.cpuShare(row.totalUs)),
    },
    { title: 'Time', kind: 'figure', cell: (row) => figureCell(durationText(row.totalUs)) },
    {
      title: 'Allocated',
      hint: 'Bytes allocated by the function itself',
      kind: 'figure',
      sortBy: (row) => row.allocatedBytes,
      cell: (row) => figureCell(row.allocatedBytes === 0 ? '–' : bytesText(row.allocatedBytes)),
    },
    {
      title: 'GC',
      hint: 'Collections that began while the function ran',
      kind: 'figure',
      sortBy: (row) => row.gcUs,
      cell: (row) => figureCell(row.gcUs === 0 ? '–' : durationText(row.gcUs)),
    },
    ...nameColumns<ReportFunctionRow>(view, (row) => row.function),
  ];
  return allocatedBytes > 0 ? columns : columns.filter(({ title }) => title !== 'Allocated');
}

/** The functions by the bytes they allocate. */
export function allocationsSection(view: ReportView): HTMLElement {
  const { sites, allocatedBytes, counts } = view.data;
  if (sites.length === 0) {
    const text = 'No allocations were recorded.';
    return section('allocations', '', emptyState(text));
  }
  type Site = ReportData['sites'][number];
  const table = new DataTable<Site>({
    caption: 'Allocation sites',
    columns: [
      {
        title: 'Share',
        kind: 'share',
        sortBy: (row) => row.bytes,
        cell: ({ bytes }) => shareCell(percentText(bytes / allocatedBytes), bytes / allocatedBytes),
      },
      { title: 'Bytes', kind: 'figure', cell: ({ bytes }) => figureCell(bytesText(bytes)) },
      ...nameColumns<Site>(view, (row) => row.function),
    ],
    rows: sites,
    pageSize: PAGE,
    empty: 'Your own code allocated nothing that was seen.',
  });
  const isOwn = (row: Site) => view.function(row.function).origin === 'own';
  const scope = scopeChoice(sites, isOwn, (rows) => table.setRows(rows));
  return section(
    'allocations',
    `${bytesText(allocatedBytes)} in all, those collected since included.${cutNote(sites.length, counts.sites)}`,
    scope.element,
    table.element,
  );
}

/** Lets one choose between one's own code and all; begins with one's own where there is any. */
export function scopeChoice<Row>(
  rows: readonly Row[],
  isOwn: (row: Row) => boolean,
  show: (rows: readonly Row[]) => void,
): { readonly element: HTMLElement; choose(scope: Scope): void } {
  const own = rows.filter(isOwn);
  const apply = (scope: Scope) => show(scope === 'own' ? own : rows);
  const first: Scope = own.length > 0 ? 'own' : 'all';
  const choice = new Choice<Scope>(
    'Which code',
    [
      { value: 'own', text: `Own code (${numberText(own.length)})` },
      { value: 'all', text: `All (${numberText(rows.length)})` },
    ],
    first,
    apply,
  );
  apply(first);
  return {
    element: element('div', { class: 'controls' }, choice.element),
    choose: (scope) => {
      choice.choose(scope);
      apply(scope);
    },
  };
}

/** Says that a table has only the heaviest rows. */
export function cutNote(shown: number, all: number): string {
  return shown < all ? ` The heaviest ${numberText(shown)} of ${numberText(all)} are listed.` : '';
}

function nameColumns<Row>(view: ReportView, id: (row: Row) => FunctionId): Column<Row>[] {
  return [
    { title: 'Function', kind: 'function', cell: (row) => functionCell(view.function(id(row))) },
    { title: 'Place', kind: 'place', cell: (row) => placeCell(view.function(id(row))) },
  ];
}
