import { attributionText } from '../../src/core/analysis/attribution-text.js';
import { durationText } from '../../src/core/analysis/figures.js';
import type { FileId } from '../../src/core/analysis/name-table.js';
import type { ReportLine } from '../../src/core/analysis/report-data.js';
import type { ExcerptLine } from '../../src/core/analysis/source-excerpts.js';
import { element } from '../dom/element.js';
import { figureCell, functionCell, placeCell, shareCell } from './cells.js';
import { DataTable } from './data-table.js';
import { cutNote, scopeChoice } from './functions-section.js';
import type { ReportView } from './report-view.js';
import { emptyState, section } from './section.js';
import { sourceExcerpt } from './source-excerpt.js';

/** Rows of the table before one asks for more. */
const PAGE = 20;

/** The part of the page about lines, and a way to one of them. */
export interface LinesSection {
  readonly element: HTMLElement;
  reveal(file: FileId, line: number): void;
}

/** The lines by the time they take, each with its source. */
export function linesSection(view: ReportView): LinesSection {
  const { lines, counts } = view.data;
  if (lines.length === 0) {
    const text = 'No line of your code or its dependencies was sampled.';
    const empty = section('lines', '', emptyState(text));
    return { element: empty, reveal: () => undefined };
  }
  const excerpts = new Map(view.data.excerpts.map((each) => [each.file, each.lines]));
  const table = linesTable(view, excerpts);
  const isOwn = (row: ReportLine) => view.function(row.function).origin === 'own';
  const scope = scopeChoice(lines, isOwn, (rows) => table.setRows(rows));
  const note =
    'Self is the line alone, total with all it calls. Open a row to see the lines around it.';
  return {
    element: section(
      'lines',
      note + cutNote(lines.length, counts.lines),
      scope.element,
      table.element,
    ),
    reveal: (file, line) => {
      const row = lines.find((each) => each.file === file && each.line === line);
      if (row === undefined) return;
      scope.choose(isOwn(row) ? 'own' : 'all');
      table.reveal(row);
    },
  };
}

type Excerpts = ReadonlyMap<FileId, readonly ExcerptLine[]>;

function linesTable(view: ReportView, excerpts: Excerpts): DataTable<ReportLine> {
  return new DataTable<ReportLine>({
    caption: 'Lines',
    columns: [
      {
        title: 'Self',
        hint: 'Share of CPU time on the line alone',
        kind: 'share',
        sortBy: (row) => row.selfUs,
        cell: (row) => shareCell(view.cpuPercent(row.selfUs), view.cpuShare(row.selfUs)),
      },
      { title: 'Time', kind: 'figure', cell: (row) => figureCell(durationText(row.selfUs)) },
      {
        title: 'Total',
        hint: 'Share of CPU time with all the line calls',
        kind: 'figure',
        sortBy: (row) => row.totalUs,
        cell: (row) => figureCell(view.cpuPercent(row.totalUs)),
      },
      {
        title: 'Function',
        kind: 'function',
        cell: (row) => functionCell(view.function(row.function)),
      },
      { title: 'Line', kind: 'place', cell: (row) => lineCell(row, view) },
      { title: 'Source', kind: 'source', cell: (row) => sourceCell(row, excerpts) },
    ],
    rows: view.data.lines,
    pageSize: PAGE,
    empty: 'No line of your own code was sampled.',
    detail: (row) => sourceExcerpt(row, excerpts.get(row.file), view),
  });
}

/** The place of a line, with a word or a mark where it is not simply what was sampled. */
function lineCell(row: ReportLine, view: ReportView): HTMLElement {
  const cell = placeCell(view.place(row.file, row.line));
  const isEstimate = [row.attribution, row.totalAttribution].includes('estimated');
  if (row.attribution === 'repaired' && !isEstimate) cell.title += `\n${attributionText(row)}`;
  if (!isEstimate) return cell;
  const doubt = attributionText(row);
  cell.classList.add('doubtful');
  cell.append(
    element('span', { text: '≈', title: doubt, attributes: { role: 'img', 'aria-label': doubt } }),
  );
  return cell;
}

function sourceCell(row: ReportLine, excerpts: Excerpts): HTMLElement {
  const text = excerpts.get(row.file)?.find((each) => each.line === row.line)?.text;
  if (text === undefined) return element('span', { class: 'muted', text: 'no source' });
  return element('code', { class: 'cut', text: text.trim(), title: text.trim() });
}
